import { readFile } from "node:fs/promises";
import { expect, it } from "vitest";
import { DOKUMENT, posttabellSomMarkdown } from "./posttabell-dokument.ts";

it("docs/poster.md is what the rule data says (else: node test/oppslag/poster/lag-posttabell.ts)", async () => {
  expect(await readFile(DOKUMENT, "utf8")).toBe(await posttabellSomMarkdown());
});
