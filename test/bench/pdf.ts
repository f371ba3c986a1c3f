// `npm run bench:pdf`: what a document takes, beside the same content drawn by pdfkit (tagged, PDF/A-2a) and by
// @react-pdf/renderer. Every measurement is a process of its own; those compared are run in turn, three times.

import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { build } from "esbuild";
import { PDFDocument } from "pdf-lib";
import { median, vis } from "./maal.ts";
import type { Maaling } from "./pdf/barn.ts";
import { BUNDLE, DOKUMENTER, skrivInnhold, tegnetFil, type Dokumentnavn } from "./pdf/innhold.ts";
import { MAATER, type Maate } from "./pdf/tegner.ts";

const RUNDER = 3;
const SEKUNDER = "4";
/** A worker with little memory. */
const TRANGT = ["--max-old-space-size=128", "--max-semi-space-size=8"];
const MB = "MB";
const TITLER: Readonly<Record<Dokumentnavn, string>> = {
  manuelt: "a resident alone, everything entered by hand",
  enslig: "a resident alone, looked up, with months",
  par: "a couple, looked up, with months",
};

async function byggBundle(): Promise<void> {
  await build({
    stdin: {
      contents: `export { lagPdf } from "./shared/pdf/lag-pdf.ts"; export { FONTER } from "./functions/pdf-skrifter.ts";`,
      resolveDir: process.cwd(),
      loader: "ts",
    },
    outfile: BUNDLE,
    bundle: true,
    platform: "node",
    format: "cjs",
    target: "node24",
    minify: true,
    loader: { ".ttf": "binary" },
    logLevel: "warning",
  });
}

function maal(maate: Maate, dokument: Dokumentnavn, flagg: readonly string[] = []): Maaling {
  const linje = execFileSync(
    process.execPath,
    [...flagg, "test/bench/pdf/barn.ts", maate, dokument, SEKUNDER],
    { encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] },
  );
  return JSON.parse(linje) as Maaling;
}

/** The median of each figure over the processes. */
function samlet(maalinger: readonly Maaling[]): Maaling {
  const av = (felt: keyof Maaling): number => median(maalinger.map((m) => m[felt]));
  return {
    foerste: av("foerste"),
    median: av("median"),
    p95: av("p95"),
    perSekund: av("perSekund"),
    perCpuSekund: av("perCpuSekund"),
    bytes: av("bytes"),
    rssMb: av("rssMb"),
  };
}

function visMaaling(navn: string, m: Maaling, vaar: Maaling): void {
  const forhold = m === vaar ? "" : `, ${(m.median / vaar.median).toFixed(1)} x ours`;
  vis(`  ${navn}`, `${m.median.toFixed(1)} ms`, `p95 ${m.p95.toFixed(1)} ms${forhold}`);
  vis("    first, import included", `${m.foerste.toFixed(0)} ms`);
  vis("    size", `${(m.bytes / 1000).toFixed(1)} kB`);
  vis("    in one process", `${m.perSekund.toFixed(0)} /s`, `${m.perCpuSekund.toFixed(0)} per second of CPU`);
  vis("    peak resident memory", `${m.rssMb.toFixed(0)} ${MB}`);
}

skrivInnhold();
await byggBundle();
for (const dokument of DOKUMENTER) {
  const maalt = new Map<Maate, Maaling[]>(MAATER.map((maate) => [maate, []]));
  for (let runde = 0; runde < RUNDER; runde++) {
    for (const [maate, maalinger] of maalt) maalinger.push(maal(maate, dokument));
  }
  const vaar = samlet(maalt.get("ours") ?? []);
  const { length: sider } = (await PDFDocument.load(readFileSync(tegnetFil(dokument, 0)))).getPages();
  process.stdout.write(`\n${TITLER[dokument]}: ${sider} pages, warm median\n`);
  for (const [maate, maalinger] of maalt)
    visMaaling(maate, maate === "ours" ? vaar : samlet(maalinger), vaar);
  const trang = samlet(Array.from({ length: RUNDER }, () => maal("ours", dokument, TRANGT)));
  vis("  ours with a heap of 128 MB", `${trang.perSekund.toFixed(0)} /s`, `${trang.rssMb.toFixed(0)} ${MB}`);
}
