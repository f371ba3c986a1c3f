// `npm run load`: the service under load and in trouble, as a process of its own against stand-ins. Prints throughput, times,
// faults by kode and memory; exit status 1 when a rule is broken. Three minutes, never more than five.

import { buildBundle } from "../../build.ts";
import { persentil } from "../bench/maal.ts";
import { kjoer, type Stykke } from "./kjoer.ts";
import { SCENER } from "./scener.ts";

const LENGST_MS = 5 * 60_000;

function vis({ navn, maaling, minneMb, bedringSekunder }: Stykke): void {
  const { oppslagMs, perSekund, utfall, utenSvar } = maaling;
  const p = (prosent: number): string =>
    oppslagMs.length === 0 ? "-" : persentil(oppslagMs, prosent).toFixed(0);
  const feil = [...utfall].filter(([kode]) => kode !== "200").map(([kode, antall]) => `${antall} x ${kode}`);
  const rest = utenSvar === 0 ? feil : [...feil, `${utenSvar} without an answer`];
  process.stdout.write(
    `${[
      navn.padEnd(34),
      `${perSekund.toFixed(0)} /s`.padStart(8),
      `lookups ${oppslagMs.length}`.padStart(13),
      `p50 ${p(50)}`.padStart(9),
      `p95 ${p(95)}`.padStart(10),
      `p99 ${p(99)} ms`.padStart(12),
      `${minneMb.toFixed(0)} MB`.padStart(8),
      bedringSekunder === undefined ? "no recovery" : `well after ${bedringSekunder.toFixed(1)} s`,
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
const brudd = await kjoer({ scener: SCENER, sekunder: 10, forbindelser: 20, fraKaldt: true, vis });
for (const regel of brudd) process.stderr.write(`broken: ${regel}\n`);
process.stdout.write(brudd.length === 0 ? "Every rule held.\n" : "");
process.exit(brudd.length === 0 ? 0 : 1);
