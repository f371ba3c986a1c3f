// Skatteetaten asks for at most five calls at a time per API and virksomhet. The rest wait their turn.

import { createEtterTur, type EtterTur } from "../../kernel/etter-tur.ts";

const SAMTIDIGE = 5;

export type Begrens = <T>(noekkel: string, arbeid: () => Promise<T>) => Promise<T>;

/** Creates a limiter: at most five pieces of work at a time per key, in the order they came. A key at rest takes no room. */
export function createBegrens(): Begrens {
  const brukt = new Map<string, { antall: number; readonly etterTur: EtterTur }>();

  return async (noekkel, arbeid) => {
    const denne = brukt.get(noekkel) ?? { antall: 0, etterTur: createEtterTur(SAMTIDIGE) };
    brukt.set(noekkel, denne);
    denne.antall += 1;
    try {
      return await denne.etterTur(arbeid);
    } finally {
      denne.antall -= 1;
      if (denne.antall === 0) brukt.delete(noekkel);
    }
  };
}
