// The memory of an instance while a stretch of load goes on.

import type { Instans } from "./instans.ts";

/** Resident, in MB. */
export type Minne = { readonly startMb: number; readonly mestMb: number; readonly sluttMb: number };

const HVERT_MS = 1_000;

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
