// A calculation as both the JSON answer and the paper need it: seal checked, computed, and named by its hash.

import { createHash } from "node:crypto";
import type { Beregningsinndata } from "../../shared/beregning/inndata.ts";
import { beregn } from "../../shared/beregning/beregn.ts";
import type { Beregningsresultat } from "../../shared/beregning/resultat.ts";
import type { Feil } from "../../shared/kernel/feil.ts";
import type { Organisasjonsnummer } from "../../shared/kernel/organisasjonsnummer.ts";
import { ok, type Result } from "../../shared/kernel/result.ts";
import { kanoniskJson } from "../../shared/oppslag/kanonisk.ts";
import type { Segl } from "../../shared/oppslag/segl.ts";
import type { Beregningsforespoersel } from "./beregning-schema.ts";
import { inndataFraOppslag } from "./inndata-fra-oppslag.ts";

export type UtfoertBeregning = {
  /** `sha256:` and 64 hex digits: the same request gives the same, whoever asks and whenever. */
  readonly resultatId: string;
  readonly resultat: Beregningsresultat;
};

function lagInndata({ oppslag, ...resten }: Beregningsforespoersel): Beregningsinndata {
  const uten = { inntektsaar: null, personer: null, poster: [], uklassifisert: [] };
  return { ...resten, ...(oppslag === null ? uten : inndataFraOppslag(oppslag)) };
}

/** The hash leaves the persons out: oppslagId stands for them. */
function lagResultatId(forespoersel: Beregningsforespoersel, resultat: Beregningsresultat): string {
  const { oppslag, ...resten } = forespoersel;
  const innhold = { ...resten, oppslagId: oppslag?.oppslagId ?? null, resultat };
  return `sha256:${createHash("sha256").update(kanoniskJson(innhold)).digest("hex")}`;
}

/** Checks the seal of the lookup, when there is one, and computes. No network but for the key of the seal. */
export async function utfoerBeregning(
  forespoersel: Beregningsforespoersel,
  kommune: Organisasjonsnummer,
  segl: Segl,
): Promise<Result<UtfoertBeregning, Feil>> {
  if (forespoersel.oppslag !== null) {
    const kontroll = await segl.kontroller(forespoersel.oppslag, kommune);
    if (!kontroll.ok) return kontroll;
  }
  const resultat = beregn(lagInndata(forespoersel));
  if (!resultat.ok) return resultat;
  return ok({ resultatId: lagResultatId(forespoersel, resultat.value), resultat: resultat.value });
}
