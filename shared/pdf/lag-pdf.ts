// The entry point of all PDF code: the calculation as a document.

import type { TegnMangler } from "../kernel/feil.ts";
import type { Result } from "../kernel/result.ts";
import type { Dokumentgrunnlag } from "./dokumentgrunnlag.ts";

/** The two font programs (static TrueType) that every document is set in. */
export type Fonter = { readonly regular: Uint8Array; readonly semiBold: Uint8Array };

/**
 * The calculation as a PDF, the same bytes for the same input. A character that the font cannot show gives
 * `tegn-mangler` with the field it came from, and nothing is drawn.
 */
export function lagPdf(grunnlag: Dokumentgrunnlag, fonter: Fonter): Result<Uint8Array, TegnMangler> {
  throw new Error(`not built yet: ${grunnlag.dokument.maalform} ${fonter.regular.length}`);
}
