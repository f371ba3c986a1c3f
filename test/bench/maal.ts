// Small measuring tools: medians, and how a figure is printed.

import { readFileSync } from "node:fs";

export function median(verdier: readonly number[]): number {
  const sortert = [...verdier].sort((a, b) => a - b);
  const midt = sortert[Math.floor(sortert.length / 2)];
  if (midt === undefined) throw new Error("nothing was measured");
  return midt;
}

/** The value that p percent are at or below. */
export function persentil(verdier: readonly number[], p: number): number {
  const sortert = [...verdier].sort((a, b) => a - b);
  const verdi = sortert[Math.max(0, Math.ceil((p / 100) * sortert.length) - 1)];
  if (verdi === undefined) throw new Error("nothing was measured");
  return verdi;
}

/** Milliseconds each of some runs took, one after the other. */
export async function tidPerKjoering(antall: number, arbeid: () => unknown): Promise<number[]> {
  const tider: number[] = [];
  for (let i = 0; i < antall; i++) {
    const start = performance.now();
    await arbeid();
    tider.push(performance.now() - start);
  }
  return tider;
}

/** Something that is done over and over: how many times in a round, and how often in a second each round had it done. */
export type Maaling = {
  readonly runde: number;
  readonly arbeid: (i: number) => unknown;
  readonly rater: number[];
};

export function lagMaaling(runde: number, arbeid: (i: number) => unknown): Maaling {
  return { runde, arbeid, rater: [] };
}

const OPPVARMING = 10;
const RUNDER = 31;

/** Warms up, then measures in rounds taken in turn, so that what else the machine does hits all alike. */
export function maalEtterTur(maalinger: readonly Maaling[]): void {
  for (let r = 0; r < OPPVARMING + RUNDER; r++) {
    for (const { runde, arbeid, rater } of maalinger) {
      const start = performance.now();
      for (let i = 0; i < runde; i++) arbeid(r * runde + i);
      if (r >= OPPVARMING) rater.push((1000 * runde) / (performance.now() - start));
    }
  }
}

export function vis(navn: string, verdi: string, merknad = ""): void {
  process.stdout.write(`${navn.padEnd(46)}${verdi.padStart(14)}  ${merknad}\n`);
}

/** Resident memory of a process in MB, on Linux. */
export function rss(pid: number): number {
  const kb = /^VmRSS:\s+([0-9]+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
  if (kb === undefined) throw new Error("memory cannot be read here");
  return Number(kb) / 1_024;
}
