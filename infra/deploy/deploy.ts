// `npm run deploy -- <test|prod>`: from an empty subscription to a running, checked system, and the same for the next version
// (docs/drift.md). Exit status 0 when it is done, 1 when something is wrong, 2 when a person has something to do first.

import { readFileSync } from "node:fs";
import { setTimeout as vent } from "node:timers/promises";
import { AzureCliCredential } from "@azure/identity";
import { buildBundle } from "../../build.ts";
import { createHvelv } from "../noekler/hvelv.ts";
import { lagPakke } from "../pakke/lag-pakke.ts";
import { createAz, createKjoerAz } from "./az.ts";
import { deploy } from "./kjoer.ts";

process.exitCode = await deploy(process.argv.slice(2), {
  az: createAz(createKjoerAz(process.env)),
  fetch: globalThis.fetch,
  vent: (ms) => vent(ms),
  now: () => new Date(),
  async bygg() {
    await buildBundle();
    return lagPakke();
  },
  aapneHvelv: (vaultUrl) => createHvelv({ vaultUrl, credential: new AzureCliCredential() }),
  lesParametre: (miljoe) => readFileSync(`infra/${miljoe}.bicepparam`, "utf8"),
  pakkefil: "dist/egenandel.zip",
  skriv: (linje) => process.stdout.write(`${linje}\n`),
  meld: (linje) => process.stderr.write(`${linje}\n`),
});
