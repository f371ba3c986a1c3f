// `npm run load:hendelser`: 100 000 events against 5 000 subscriptions in one run, and the reader killed fifty times at
// random points on its way through as many again. Exit status 1 when a change is missing, told twice or out of order, when
// it takes more than 60 s, or when memory grows with the feed.

import { startLeserigg } from "../hendelser/leserigg.ts";
import { vis } from "./maal.ts";

const ABONNEMENTER = 5_000;
const HENDELSER = 100_000;
const KOMMUNER = 40;
const DRAP = 50;
const MS = 60_000;

const brudd: string[] = [];

const maalt = await startLeserigg({ hendelser: HENDELSER, abonnementer: ABONNEMENTER, kommuner: KOMMUNER });
const hele = await maalt.les();
brudd.push(...(await maalt.avvik()));
await maalt.close();
if (hele?.utfall !== "A_JOUR") throw new Error(`the run ended with ${hele?.utfall ?? "nothing"}`);
const [tidlig = 0] = hele.heapMb;
const mest = Math.max(...hele.heapMb);
vis(
  `${HENDELSER} events, ${ABONNEMENTER} subscriptions`,
  `${(hele.ms / 1_000).toFixed(1)} s`,
  "at most 60 s",
);
vis(
  "processor time of the reader",
  `${(hele.cpuMs / 1_000).toFixed(1)} s`,
  `${hele.endringer} changes written`,
);
vis("most memory in use", `${mest.toFixed(0)} MB`, `${tidlig.toFixed(0)} MB after two seconds`);
if (hele.ms > MS) brudd.push("it took more than 60 s");
if (mest > tidlig * 1.3) brudd.push("memory grows with the feed");

const rigg = await startLeserigg({ hendelser: HENDELSER, abonnementer: ABONNEMENTER, kommuner: KOMMUNER });
let drept = 0;
for (let i = 0; drept < DRAP && i < DRAP * 3; i++) {
  if ((await rigg.les(350 + Math.random() * 900)) === undefined) drept += 1;
}
// A run that failed goes on in the next, as the timer's do.
let lest = await rigg.les();
for (let i = 0; i < 4 && lest?.utfall === "FEILET"; i++) lest = await rigg.les();
const avvik = await rigg.avvik();
vis(
  "killed",
  `${drept} times`,
  `the last run: ${lest?.utfall ?? "nothing"}, ${lest?.hendelser ?? 0} events left`,
);
vis("changes missing, repeated or out of order", `${avvik.length}`, "none allowed");
brudd.push(...avvik, ...(drept < DRAP ? ["it was not killed often enough"] : []));
await rigg.close();
for (const regel of brudd) process.stderr.write(`broken: ${regel}\n`);
process.exit(brudd.length === 0 ? 0 : 1);
