// `npm run zip`: builds the bundle and packs it into dist/egenandel.zip.

import { writeFileSync } from "node:fs";
import { buildBundle } from "../../build.ts";
import { lagPakke } from "./lag-pakke.ts";

await buildBundle();
const { zip, versjon, sha256 } = lagPakke();
writeFileSync("dist/egenandel.zip", zip);
process.stdout.write(
  `dist/egenandel.zip ${(zip.length / 1024).toFixed(0)} kB versjon ${versjon} sha256 ${sha256}\n`,
);
