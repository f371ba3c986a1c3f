// Writes docs/poster.md from the rule data: node test/oppslag/poster/lag-posttabell.ts

import { writeFile } from "node:fs/promises";
import { DOKUMENT, posttabellSomMarkdown } from "./posttabell-dokument.ts";

await writeFile(DOKUMENT, await posttabellSomMarkdown());
