// A process that draws one document one way and tells what it took, as a line of JSON:
// `node test/bench/pdf/barn.ts <way> <document> <seconds>`.

import { writeFileSync } from "node:fs";
import { median, persentil, tidPerKjoering } from "../maal.ts";
import { DOKUMENTER, lesInnhold, tegnetFil } from "./innhold.ts";
import { lastTegner, MAATER } from "./tegner.ts";

export type Maaling = {
  /** Milliseconds: load and draw for the first time, then warm. */
  readonly foerste: number;
  readonly median: number;
  readonly p95: number;
  /** Documents a second in one process, one after the other, and of its CPU time. */
  readonly perSekund: number;
  readonly perCpuSekund: number;
  readonly bytes: number;
};

const OPPVARMING = 0.5;

const maate = MAATER.find((m) => m === process.argv[2]);
const navn = DOKUMENTER.find((d) => d === process.argv[3]);
const sekunder = Number(process.argv[4]);
if (maate === undefined || navn === undefined || !(sekunder > 0))
  throw new Error("way, document and seconds");

const innhold = lesInnhold(navn);
const start = performance.now();
const tegn = await lastTegner(maate, innhold);
const dokument = await tegn();
const foerste = performance.now() - start;
writeFileSync(tegnetFil(navn, MAATER.indexOf(maate)), dokument);

/** Draws for so many seconds, and at least ten times. */
async function tegnI(lenge: number): Promise<number[]> {
  const tider: number[] = [];
  const slutt = performance.now() + 1000 * lenge;
  do tider.push(...(await tidPerKjoering(1, tegn)));
  while (performance.now() < slutt || tider.length < 10);
  return tider;
}

await tegnI(OPPVARMING * sekunder);
const cpuFoer = process.cpuUsage();
const tider = await tegnI(sekunder);
const cpu = process.cpuUsage(cpuFoer);
const maaling: Maaling = {
  foerste,
  median: median(tider),
  p95: persentil(tider, 95),
  perSekund: (1000 * tider.length) / tider.reduce((sum, t) => sum + t, 0),
  perCpuSekund: (1e6 * tider.length) / (cpu.user + cpu.system),
  bytes: dokument.length,
};
process.stdout.write(`${JSON.stringify(maaling)}\n`);
