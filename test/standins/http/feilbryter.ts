// Faults that a test has asked for, taken in the order they were set.

import { createAndel } from "./andel.ts";

export type Feilbryter<Kall, F> = {
  /**
   * The fault for calls that `gjelder` accepts, `antall` times; every time until removed when no number is given. With `andel`
   * only that share of them, evenly spread.
   */
  readonly sett: (feil: F, gjelder: (kall: Kall) => boolean, antall?: number, andel?: number) => void;
  /** The fault of this call, counted down; undefined when it shall be answered properly. */
  readonly ta: (kall: Kall) => F | undefined;
  readonly fjernAlle: () => void;
};

export function createFeilbryter<Kall, F>(): Feilbryter<Kall, F> {
  let bestilte: { feil: F; gjelder: (kall: Kall) => boolean; rammer: () => boolean; igjen: number }[] = [];

  return {
    sett(feil, gjelder, antall = Infinity, andel = 1) {
      bestilte.push({ feil, gjelder, rammer: createAndel(andel), igjen: antall });
    },
    ta(kall) {
      const bestilt = bestilte.find((b) => b.gjelder(kall) && b.rammer());
      if (bestilt === undefined) return undefined;
      bestilt.igjen -= 1;
      if (bestilt.igjen <= 0) bestilte = bestilte.filter((b) => b !== bestilt);
      return bestilt.feil;
    },
    fjernAlle() {
      bestilte = [];
    },
  };
}
