// The false az as a program on PATH. Answers as it is told in the file that FALSK_AZ names.

import { readFileSync } from "node:fs";
import { besvar, oppsettSchema } from "./falsk-az.ts";

const oppsett: unknown = JSON.parse(readFileSync(process.env.FALSK_AZ ?? "", "utf8"));
const { status, ut, feil } = besvar(process.argv.slice(2), oppsettSchema.parse(oppsett));
process.stdout.write(ut);
process.stderr.write(feil);
process.exitCode = status;
