// `npm run bench:pdf`: what a document takes, beside the same content drawn by pdfkit (tagged, PDF/A-2a) and by
// @react-pdf/renderer. Every measurement is a process of its own, started as the service is; those compared are run in turn,
// three times.

import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { PDFDocument } from "pdf-lib";
import { NODE_ARGUMENTS } from "../local/node-arguments.ts";
import { median, vis } from "./maal.ts";
import type { Maaling } from "./pdf/barn.ts";
import { DOKUMENTER, MINNE_BUNDLE, tegnetFil, type Dokumentnavn } from "./pdf/innhold.ts";
import type { Minnemaaling } from "./pdf/minne.ts";
import { skrivInnhold } from "./pdf/skriv-innhold.ts";
import { MAATER, type Maate } from "./pdf/tegner.ts";

const RUNDER = 3;
const SEKUNDER = "4";
/** How many documents memory is measured over. */
const MANGE = "500";
const TITLER: Readonly<Record<Dokumentnavn, string>> = {
  manuelt: "a resident alone, everything entered by hand",
  enslig: "a resident alone, looked up, with months",
  par: "a couple, looked up, with months",
};

/** The line a process of Node leaves. */
function kjoer(argumenter: readonly string[]): string {
  return execFileSync(process.execPath, argumenter, {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
  });
}

function maal(maate: Maate, dokument: Dokumentnavn): Maaling {
  const linje = kjoer([...NODE_ARGUMENTS, "test/bench/pdf/barn.ts", maate, dokument, SEKUNDER]);
  return JSON.parse(linje) as Maaling;
}

function maalMinne(dokument: Dokumentnavn, argumenter: readonly string[]): Minnemaaling {
  return JSON.parse(kjoer([...argumenter, MINNE_BUNDLE, dokument, MANGE])) as Minnemaaling;
}

/** The median of each figure over the processes. */
function samlet<T extends Readonly<Record<string, number>>>(
  maalinger: readonly T[],
): (felt: keyof T) => number {
  return (felt) => median(maalinger.map((m) => m[felt] ?? Number.NaN));
}

function visMaaling(navn: string, m: (felt: keyof Maaling) => number, vaarMedian: number | null): void {
  const forhold = vaarMedian === null ? "" : `, ${(m("median") / vaarMedian).toFixed(1)} x ours`;
  vis(`  ${navn}`, `${m("median").toFixed(1)} ms`, `p95 ${m("p95").toFixed(1)} ms${forhold}`);
  vis("    first, import included", `${m("foerste").toFixed(0)} ms`);
  vis("    size", `${(m("bytes") / 1000).toFixed(1)} kB`);
  const cpu = `${m("perCpuSekund").toFixed(0)} per second of CPU`;
  vis("    in one process", `${m("perSekund").toFixed(0)} /s`, cpu);
}

function visMinne(dokument: Dokumentnavn): void {
  const runder = Array.from({ length: RUNDER }, () => ({
    med: maalMinne(dokument, NODE_ARGUMENTS),
    uten: maalMinne(dokument, []),
  }));
  const [med, uten] = [samlet(runder.map((r) => r.med)), samlet(runder.map((r) => r.uten))];
  const linje = (navn: string, m: typeof med): void => {
    vis(`  ${navn}`, `${m("rssMb").toFixed(0)} MB`, `${m("perCpuSekund").toFixed(0)} per second of CPU`);
  };
  process.stdout.write(`  at most resident, ${MANGE} documents in a process of the renderer alone\n`);
  linje(`  with ${NODE_ARGUMENTS.join(" ")}`, med);
  linje("  without arguments", uten);
}

await skrivInnhold();
for (const dokument of DOKUMENTER) {
  const maalt = new Map<Maate, Maaling[]>(MAATER.map((maate) => [maate, []]));
  for (let runde = 0; runde < RUNDER; runde++) {
    for (const [maate, maalinger] of maalt) maalinger.push(maal(maate, dokument));
  }
  const vaarMedian = samlet(maalt.get("ours") ?? [])("median");
  const { length: sider } = (await PDFDocument.load(readFileSync(tegnetFil(dokument, 0)))).getPages();
  process.stdout.write(`\n${TITLER[dokument]}: ${sider} pages, warm median\n`);
  for (const [maate, maalinger] of maalt) {
    visMaaling(maate, samlet(maalinger), maate === "ours" ? null : vaarMedian);
  }
  visMinne(dokument);
}
