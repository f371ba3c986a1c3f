// Everything the paper is made from. The paper adds no facts and no arithmetic of its own to this.

import type { Forsoergelse, ManuellPost, SkjoennsmessigFradrag } from "../beregning/inndata.ts";
import type { Beregningsresultat } from "../beregning/resultat.ts";
import type { Oppslagsinnhold } from "../oppslag/oppslagssvar.ts";

export type Maalform = "nb" | "nn";

/** How the caller wants the document, and what only the caller knows. The names are those of the request. */
export type Dokumentvalg = {
  readonly maalform: Maalform;
  readonly kommune?: string | undefined;
  readonly saksreferanse?: string | undefined;
  readonly beboerNavn?: string | undefined;
  readonly vedlegg?: "json" | undefined;
};

export type Dokumentgrunnlag = {
  /** `sha256:` and 64 hex digits. */
  readonly resultatId: string;
  readonly resultat: Beregningsresultat;
  /** The lookup the calculation was made from; null when everything is entered by hand. */
  readonly oppslag: Oppslagsinnhold | null;
  readonly manuellePoster: readonly ManuellPost[];
  readonly forsoergelse: readonly Forsoergelse[];
  readonly skjoennsmessigeFradrag: readonly SkjoennsmessigFradrag[];
  readonly dokument: Dokumentvalg;
};
