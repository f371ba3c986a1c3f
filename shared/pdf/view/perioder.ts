// Month by month: what the egenandel is, and what it should have been against what was charged.

import type { Beregningsresultat } from "../../beregning/resultat.ts";
import type { Tekster } from "../tekster/tekster.ts";
import { beloepstekst, periodetekst } from "./tall.ts";
import { rad, uthevetRad, type Visning } from "./visning.ts";

export function lagTerminer({ terminer }: Beregningsresultat, tekster: Tekster): Visning["terminer"] {
  if (terminer === undefined || terminer.length === 0) return null;
  const t = tekster.terminer;
  return {
    overskrift: t.overskrift,
    innledning: t.innledning,
    tabell: {
      sammendrag: t.sammendrag,
      hoder: [t.periode, t.dager, t.grunnbeloep, t.fribeloep, t.beloep],
      rader: terminer.map((termin) =>
        rad(
          periodetekst(termin),
          String(termin.dager),
          beloepstekst(termin.grunnbeloep),
          beloepstekst(termin.fribeloep),
          beloepstekst(termin.beloep),
        ),
      ),
      summer: [],
    },
  };
}

export function lagEtteroppgjoer(
  { etteroppgjoer }: Beregningsresultat,
  tekster: Tekster,
): Visning["etteroppgjoer"] {
  if (etteroppgjoer === undefined) return null;
  const t = tekster.etteroppgjoer;
  const { beregnet, krevd, differanse, retning, maaneder } = etteroppgjoer;
  return {
    overskrift: t.overskrift,
    utfall: t.utfall[retning](beloepstekst(Math.abs(differanse))),
    tabell: {
      sammendrag: t.sammendrag,
      hoder: [t.periode, t.beregnet, t.krevd, t.differanse],
      rader: maaneder.map((m) =>
        rad(periodetekst(m), beloepstekst(m.beregnet), beloepstekst(m.krevd), beloepstekst(m.differanse)),
      ),
      summer: [uthevetRad(t.sum, beloepstekst(beregnet), beloepstekst(krevd), beloepstekst(differanse))],
    },
    forklaring: t.forklaring,
  };
}
