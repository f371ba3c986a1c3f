// What is last known of each counterpart, from the calls that were made anyway. Nobody is asked in order to know.

import { MOTPARTER, type Motpart } from "./feil.ts";

/** UKJENT: not called since this instance started. */
export type Tilstand = "OK" | "UTILGJENGELIG" | "UKJENT";

export type Motparttilstand = {
  readonly motpart: Motpart;
  readonly tilstand: Tilstand;
  /** When it was last called; null when never. */
  readonly sist: Date | null;
};

export type Motpartstilstander = {
  /** A call to the counterpart has ended; `svarte` when it answered, whatever it said. */
  readonly meld: (motpart: Motpart, svarte: boolean) => void;
  /** Every counterpart, always in the same order. */
  readonly alle: () => readonly Motparttilstand[];
};

export function createMotpartstilstander(now: () => Date): Motpartstilstander {
  const kjente = new Map<Motpart, Motparttilstand>();
  return {
    meld(motpart, svarte) {
      kjente.set(motpart, { motpart, tilstand: svarte ? "OK" : "UTILGJENGELIG", sist: now() });
    },
    alle: () =>
      MOTPARTER.map((motpart) => kjente.get(motpart) ?? { motpart, tilstand: "UKJENT", sist: null }),
  };
}
