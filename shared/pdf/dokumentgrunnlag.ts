// Everything the paper is made from. The paper adds no facts and no arithmetic of its own to this.

import type { Beregningsresultat } from "../beregning/resultat.ts";
import type { Oppslagsinnhold, Regelsett, Rolle, Gruppe } from "../oppslag/oppslagssvar.ts";

export const MAALFORMER = ["nb", "nn"] as const;
export type Maalform = (typeof MAALFORMER)[number];

/** A post the caseworker has entered; `beloep` in whole kroner. */
export type ManuellPost = {
  readonly rolle: Rolle;
  readonly gruppe: Gruppe;
  readonly retning: "OEKNING" | "REDUKSJON";
  readonly beloep: number;
  readonly tekst: string;
  readonly begrunnelse: string;
};

/** Whom the resident supports, § 5; `tenktEtterlattepensjon` in whole kroner per year. */
export type Forsoergelse = {
  readonly rolle: Rolle;
  readonly hjemmeboende: boolean;
  readonly tenktEtterlattepensjon: number;
  readonly begrunnelse: string;
};

/** A discretionary deduction, § 5 fourth paragraph; `beloep` in whole kroner per year. */
export type SkjoennsmessigFradrag = {
  readonly beloep: number;
  readonly tekst: string;
  readonly begrunnelse: string;
};

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
  /** The rule set of the calculation. */
  readonly regelsett: Regelsett;
  readonly resultat: Beregningsresultat;
  /** The lookup the calculation was made from; null when everything is entered by hand. */
  readonly oppslag: Oppslagsinnhold | null;
  readonly manuellePoster: readonly ManuellPost[];
  readonly forsoergelse: readonly Forsoergelse[];
  readonly skjoennsmessigeFradrag: readonly SkjoennsmessigFradrag[];
  readonly dokument: Dokumentvalg;
};
