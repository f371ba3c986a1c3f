// `npm run noekkel -- <maskinporten|segl|pepper> <opprett|registrer|verifiser|bytt|fjern>`: the keys of an environment, step
// by step (docs/drift.md). Exit status 0 when the step was done, 1 when something is in the way.

import { text } from "node:stream/consumers";
import { setTimeout as vent } from "node:timers/promises";
import { kjoer } from "./kjoer.ts";

const utfall = await kjoer({
  args: process.argv.slice(2),
  env: process.env,
  standardInn: () => text(process.stdin),
  now: () => new Date(),
  vent: (ms) => vent(ms),
});
if (utfall.ok) process.stdout.write(utfall.value.map((linje) => `${linje}\n`).join(""));
else process.stderr.write(`${utfall.feil}\n`);
process.exitCode = utfall.ok ? 0 : 1;
