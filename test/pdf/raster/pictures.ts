// The documents that are kept as pictures in docs/pdf, and how their pages are drawn.

import type { Dokumentgrunnlag } from "../../../shared/pdf/dokumentgrunnlag.ts";
import { pdfAv } from "../kontroll.ts";
import { ENSLIG, PAR, PAR_MED_TRE_BARN, PAR_NYNORSK } from "../saker.ts";
import { runOn } from "../tools.ts";
import { readPpms, type Image } from "./image.ts";

const DOTS_PER_INCH = "72";

export const FOLDER = new URL("../../../docs/pdf/", import.meta.url);

/** By the name of their pictures: `par-2.png` is the second page of the couple's. */
export const PICTURED: readonly (readonly [name: string, title: string, grunnlag: Dokumentgrunnlag])[] = [
  ["enslig", "a single resident", ENSLIG],
  ["par", "a couple with months and etteroppgjoer", PAR],
  ["par-nynorsk", "the same couple in nynorsk", PAR_NYNORSK],
  ["tre-barn", "a couple with three children", PAR_MED_TRE_BARN],
];

/** Every page of the document, drawn by poppler's pdftoppm. */
export function drawn(grunnlag: Dokumentgrunnlag): readonly Image[] {
  return readPpms(runOn(pdfAv(grunnlag), "pdftoppm", "-r", DOTS_PER_INCH, "-"));
}
