// Every kind of document there is, with a title that says what is special about it.

import type { Dokumentgrunnlag } from "../../shared/pdf/dokumentgrunnlag.ts";
import * as saker from "./saker.ts";

export const ALLE_SAKER: readonly (readonly [string, Dokumentgrunnlag])[] = [
  ["a single resident", saker.ENSLIG],
  ["a stay that costs less than the percentages give", saker.KOSTNADEN_SETTER_GRENSEN],
  ["a couple with months, etteroppgjoer and posts by hand", saker.PAR],
  ["a couple in nynorsk", saker.PAR_NYNORSK],
  ["a couple with three children", saker.PAR_MED_TRE_BARN],
  ["persons without known amounts, and a name with &<>", saker.SKJERMET],
  ["everything entered by hand, with zero and the largest amount", saker.BARE_MANUELT],
  ["every post of the year, negative amounts among them", saker.ALLE_POSTER],
  ["300 posts by hand over many pages", saker.TRE_HUNDRE_MANUELLE],
  ["the calculation attached", saker.MED_VEDLEGG],
  ["texts as long as a request may have, of the widest letter", saker.LENGSTE_TEKSTER],
  ...saker.MED_NAVN.map((grunnlag) => [`the name ${grunnlag.dokument.beboerNavn ?? ""}`, grunnlag] as const),
];
