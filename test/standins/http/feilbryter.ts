// Faults that a test has asked for, taken in the order they were set.

export type Feilbryter<Kall, F> = {
  /** The fault for calls that `gjelder` accepts, `antall` times; every time until removed when no number is given. */
  readonly sett: (feil: F, gjelder: (kall: Kall) => boolean, antall?: number) => void;
  /** The fault of this call, counted down; undefined when it shall be answered properly. */
  readonly ta: (kall: Kall) => F | undefined;
  readonly fjernAlle: () => void;
};

export function createFeilbryter<Kall, F>(): Feilbryter<Kall, F> {
  let bestilte: { feil: F; gjelder: (kall: Kall) => boolean; igjen: number }[] = [];

  return {
    sett(feil, gjelder, antall = Infinity) {
      bestilte.push({ feil, gjelder, igjen: antall });
    },
    ta(kall) {
      const bestilt = bestilte.find((b) => b.gjelder(kall));
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
