// A calculation that is done, as the reservations look at it: what was used, and what another reading would give.
import { regnAarsbeloep, type Aarssats } from "./aarsbeloep.ts";
import { iHeleKroner, type Eksakt } from "./eksakt.ts";
import type { Grunnlag, Grunnlagskilder } from "./grunnlag.ts";
import type { Praksis } from "./inndata.ts";
import type { Etteroppgjoer, Termin } from "./resultat.ts";
import type { Satser } from "./satser.ts";
import type { Segment } from "./segmenter.ts";
import { regnSum } from "./terminer.ts";

export type Sak = {
  readonly kilder: Grunnlagskilder;
  readonly satser: Satser;
  readonly aarssats: Aarssats;
  readonly grunnlag: Grunnlag;
  /** Whole kroner. */
  readonly perAar: number;
  /** null without opphold and periode. */
  readonly segmenter: readonly Segment[] | null;
  readonly terminer: readonly Termin[] | null;
  readonly etteroppgjoer: Etteroppgjoer | null;
};

/** What is changed to see another reading; the rest stays as it was. */
export type Endring = {
  readonly grunnlag?: Eksakt;
  readonly vernet?: Eksakt;
  readonly praksis?: Praksis;
  readonly aarssats?: Aarssats;
  readonly segmenter?: readonly Segment[];
};

/** The egenandel of a year with a change, whole kroner. */
export function perAarVed(sak: Sak, endring: Endring): number {
  const praksis = endring.praksis ?? sak.kilder.inn.praksis;
  const grunnlag = endring.grunnlag ?? sak.grunnlag.beregningsgrunnlag.beloep;
  const sats = endring.aarssats ?? sak.aarssats;
  const { egenandel } = regnAarsbeloep(grunnlag, sats, praksis, endring.vernet ?? grunnlag);
  return iHeleKroner(egenandel, praksis.avrunding);
}

/** The sum of the terminer with a change, whole kroner; null when there are none or the change has no rates. */
export function periodeVed(sak: Sak, endring: Endring): number | null {
  const segmenter = endring.segmenter ?? sak.segmenter;
  if (segmenter === null) return null;
  return regnSum(
    segmenter,
    endring.grunnlag ?? sak.grunnlag.beregningsgrunnlag.beloep,
    endring.praksis ?? sak.kilder.inn.praksis,
  );
}
