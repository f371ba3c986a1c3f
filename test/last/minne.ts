// The memory of an instance while a stretch of load goes on.

import type { Instans } from "./instans.ts";

/** Resident, in MB. */
export type Minne = { readonly startMb: number; readonly mestMb: number; readonly sluttMb: number };

const HVERT_MS = 1_000;
/** As in `npm run bench`: what an instance has after so many requests is what later is held against. */
const VARM_ETTER = 1_000;
const MEST = 1.3;

export type Minnestykke = { readonly antall: number; readonly mestMb: number };

/** That memory has grown, if it has: at most so many times what there was once so many requests had been answered. */
export function bruddIMinnet(stykker: readonly Minnestykke[]): string[] {
  let antall = 0;
  let varmtMb = 0;
  for (const stykke of stykker) {
    if (antall < VARM_ETTER) varmtMb = Math.max(varmtMb, stykke.mestMb);
    antall += stykke.antall;
  }
  const mestMb = Math.max(...stykker.map((stykke) => stykke.mestMb));
  return mestMb > varmtMb * MEST ? [`memory grew from ${varmtMb.toFixed(0)} to ${mestMb.toFixed(0)} MB`] : [];
}

/** Reads it every second from now on. `slutt` ends that; an instance that was killed meanwhile has no memory for a while. */
export function foelgMinne({ minneMb }: Pick<Instans, "minneMb">): { slutt: () => Minne } {
  const maalt: number[] = [];
  function les(): void {
    const naa = minneMb();
    if (naa !== undefined) maalt.push(naa);
  }
  les();
  const klokke = setInterval(les, HVERT_MS);
  return {
    slutt() {
      clearInterval(klokke);
      les();
      const [startMb, sluttMb] = [maalt.at(0), maalt.at(-1)];
      if (startMb === undefined || sluttMb === undefined) throw new Error("no memory was read");
      return { startMb, mestMb: Math.max(...maalt), sluttMb };
    },
  };
}
