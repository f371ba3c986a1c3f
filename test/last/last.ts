// `npm run load`: the service under load and in trouble, as a process of its own against stand-ins. Prints throughput, times,
// faults by kode and memory; exit status 1 when a rule is broken. Three to four minutes, never more than six.

import { buildBundle } from "../../build.ts";
import { persentil } from "../bench/maal.ts";
import { SLAG, type Slag } from "./flyt.ts";
import { kjoer, type Stykke } from "./kjoer.ts";
import { SCENER } from "./scener.ts";

const LENGST_MS = 6 * 60_000;

/** How many there were, and p50, p95 and p99 of the times. */
function tider({ ms }: Stykke["maaling"], slag: Slag): string {
  const disse = ms[slag];
  const p = (prosent: number): string => (disse.length === 0 ? "-" : persentil(disse, prosent).toFixed(0));
  return `${slag} ${disse.length}: ${p(50)}/${p(95)}/${p(99)} ms`;
}

function vis({ navn, maaling, minne, bedring: { sekunder } }: Stykke): void {
  const { perSekund, utfall, utenSvar } = maaling;
  const feil = [...utfall].filter(([kode]) => kode !== "200").map(([kode, antall]) => `${antall} x ${kode}`);
  const rest = utenSvar === 0 ? feil : [...feil, `${utenSvar} without an answer`];
  process.stdout.write(
    `${[
      navn.padEnd(36),
      `${perSekund.toFixed(0)} /s`.padStart(6),
      ...SLAG.map((slag) => tider(maaling, slag).padEnd(slag === "pdf" ? 22 : 32)),
      [minne.startMb, minne.mestMb, minne.sluttMb].map((mb) => mb.toFixed(0)).join("/") + " MB",
      sekunder === undefined ? "no recovery" : `well after ${sekunder.toFixed(1)} s`,
      rest.join(", "),
    ].join("  ")}\n`,
  );
}

// Whatever happens, it ends: its stand-ins end with it.
setTimeout(() => {
  process.stderr.write("the run took too long\n");
  process.exit(1);
}, LENGST_MS).unref();

await buildBundle();
process.stdout.write("times: p50/p95/p99; memory: at the start, at most, at the end\n");
const brudd = await kjoer({ scener: SCENER, sekunder: 10, forbindelser: 20, fraKaldt: true, vis });
for (const regel of brudd) process.stderr.write(`broken: ${regel}\n`);
process.stdout.write(brudd.length === 0 ? "Every rule held.\n" : "");
process.exit(brudd.length === 0 ? 0 : 1);
