// `npm run load:hendelser`: 100 000 events against 5 000 subscriptions in one run, and the reader killed fifty times on its
// way through as many again: after a random number of transactions, and every fifth time between the last one of a page and
// the cursor. Exit status 1 when a change is missing, told twice or out of order, when too few kills left a page half
// written, when it takes more than 60 s, or when memory grows with the feed.

import { startLeserigg } from "../hendelser/leserigg.ts";
import { vis } from "./maal.ts";

const ABONNEMENTER = 5_000;
const HENDELSER = 100_000;
const KOMMUNER = 40;
const DRAP = 50;
/** Between the last transaction of a page and the cursor. */
const HVERT_MARKOERDRAP = 5;
/** A page is some forty transactions: one for each municipality. */
const FLEST_SKRIVINGER = 40;
const MS = 60_000;

const brudd: string[] = [];

const maalt = await startLeserigg({ hendelser: HENDELSER, abonnementer: ABONNEMENTER, kommuner: KOMMUNER });
const hele = await maalt.les();
brudd.push(...(await maalt.avvik()));
await maalt.close();
if (hele === undefined) throw new Error("the run gave nothing");
if (hele.utfall !== "A_JOUR") brudd.push(`the run ended with ${hele.utfall} ${hele.feil?.kode ?? ""}`);
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
const etterlatt = { UROERT: 0, HALV: 0, HEL: 0 };
for (let i = 1; i <= DRAP; i++) {
  const vedMarkoer = i % HVERT_MARKOERDRAP === 0;
  const nr = 1 + Math.floor(Math.random() * FLEST_SKRIVINGER);
  const utfoeres = Math.random() < 0.5;
  const overlevde = await rigg.les(vedMarkoer ? { ved: "MARKOER" } : { ved: "SKRIVING", nr, utfoeres });
  if (overlevde !== undefined) brudd.push(`kill ${i} did not come: the run ended with ${overlevde.utfall}`);
  const tilstand = await rigg.tilstand();
  etterlatt[tilstand] += 1;
  if (vedMarkoer && tilstand !== "HEL") brudd.push(`kill ${i} was not between the page and the cursor`);
}
if (etterlatt.HALV <= DRAP / 2) brudd.push("too few kills left a page half written");
// A run that failed goes on in the next, as the timer's do.
let lest = await rigg.les();
for (let i = 0; i < 4 && lest?.utfall === "FEILET"; i++) lest = await rigg.les();
const avvik = await rigg.avvik();
vis(
  `of ${DRAP} kills left a page half written`,
  `${etterlatt.HALV}`,
  `${etterlatt.HEL} a whole page with the cursor before it, ${etterlatt.UROERT} a page that was not begun`,
);
vis("the run after them", lest?.utfall ?? "nothing", `${lest?.hendelser ?? 0} events read`);
vis("changes missing, repeated or out of order", `${avvik.length}`, "none allowed");
brudd.push(...avvik, ...(lest?.utfall === "A_JOUR" ? [] : ["the run after the kills did not reach the end"]));
await rigg.close();
for (const regel of brudd) process.stderr.write(`broken: ${regel}\n`);
process.exit(brudd.length === 0 ? 0 : 1);
