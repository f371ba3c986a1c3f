// Small measuring tools: medians, and how a figure is printed.

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

export function vis(navn: string, verdi: string, merknad = ""): void {
  process.stdout.write(`${navn.padEnd(46)}${verdi.padStart(14)}  ${merknad}\n`);
}
