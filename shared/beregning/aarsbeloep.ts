// The arithmetic of § 3 (1) and (2) for one year, without steps: the months, the settlement and the other readings
// are counted with it, and the steps of the headline number are checked against it.
import {
  andelAv,
  differanse,
  eksaktKroner,
  minsteAv,
  minstNull,
  sum,
  tolvdelAv,
  type Eksakt,
} from "./eksakt.ts";
import type { Praksis } from "./inndata.ts";
import type { BegrensetAv } from "./resultat.ts";
import type { Satser } from "./satser.ts";

/** § 3 (2), first sentence: of income up to G, less fribeloep. */
export const PROSENT_UNDER_G = 75;
/** § 3 (2), second sentence: at most this much of income above G. */
export const PROSENT_OVER_G = 85;
/** § 3 (2), third sentence: what everybody keeps, as a share of G. */
export const PROSENT_EGENDISPONERING = 25;

/** The two yearly numbers that § 3 turns on. `tolvGrunnbeloep`: G of twelve months added up, whole kroner. */
export type Aarssats = { readonly tolvGrunnbeloep: number; readonly fribeloep: number };

export type Aarsbeloep = {
  /** 75 and 85 per cent, before the resident's own part is protected. */
  readonly trinnvis: Eksakt;
  /** What the resident keeps whatever the income. */
  readonly egendisponering: Eksakt;
  /** The income less egendisponering, not below zero. */
  readonly kanKreves: Eksakt;
  readonly egenandel: Eksakt;
  readonly begrensetAv: BegrensetAv | null;
};

/** Share of fribeloep that is kept beside 25 % of G: its benefit at 75 %, or all of it (the two readings). */
export function prosentAvFribeloep(praksis: Praksis): number {
  return praksis.egendisponering === "FORDEL_AV_FRIBELOEP" ? PROSENT_UNDER_G : 100;
}

/** The G to use: the one of the date, or the calendar year's average; null when that is not known yet. */
export function tolvGrunnbeloepAv(satser: Satser, metode: Praksis["grunnbeloep"]): number | null {
  if (metode === "PER_DATO") return 12 * satser.grunnbeloep.beloep;
  return satser.gjennomsnittligGrunnbeloep?.sumTolvMaaneder ?? null;
}

/**
 * The egenandel of a year from the beregningsgrunnlag after § 5. `vernet` is the income that egendisponering is
 * measured against; the regulation does not say, and we use the beregningsgrunnlag itself.
 */
export function regnAarsbeloep(
  grunnlag: Eksakt,
  sats: Aarssats,
  praksis: Praksis,
  vernet: Eksakt = grunnlag,
): Aarsbeloep {
  const g = tolvdelAv(sats.tolvGrunnbeloep);
  const fribeloep = eksaktKroner(sats.fribeloep);
  const underG = minstNull(differanse(minsteAv(grunnlag, g), fribeloep));
  const overG = minstNull(differanse(grunnlag, g));
  const trinnvis = sum(andelAv(underG, PROSENT_UNDER_G, 100), andelAv(overG, PROSENT_OVER_G, 100));

  const egendisponering = sum(
    andelAv(g, PROSENT_EGENDISPONERING, 100),
    andelAv(fribeloep, prosentAvFribeloep(praksis), 100),
  );
  const kanKreves = minstNull(differanse(vernet, egendisponering));

  let egenandel = trinnvis;
  let begrensetAv: BegrensetAv | null = null;
  const begrens = (tak: Eksakt, grunn: BegrensetAv): void => {
    if (tak >= egenandel) return;
    egenandel = tak;
    begrensetAv = grunn;
  };
  begrens(kanKreves, "EGENDISPONERING");
  if (praksis.oppholdskostnadPerAar !== null) {
    begrens(eksaktKroner(praksis.oppholdskostnadPerAar), "OPPHOLDSKOSTNAD");
  }
  if (praksis.maksimalEgenandelPerAar !== null) {
    begrens(eksaktKroner(praksis.maksimalEgenandelPerAar), "MAKSIMAL_EGENANDEL");
  }
  return { trinnvis, egendisponering, kanKreves, egenandel, begrensetAv };
}
