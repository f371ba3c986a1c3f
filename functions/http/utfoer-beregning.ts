// A calculation as both the JSON answer and the paper need it: seal checked, computed, and named by its hash.

import { hash } from "node:crypto";
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
  /** The result as JSON in UTF-8, made once: it is both hashed and answered. */
  readonly json: Uint8Array;
};

function lagInndata({ oppslag, ...resten }: Beregningsforespoersel): Beregningsinndata {
  const uten = { inntektsaar: null, personer: null, poster: [], uklassifisert: [] };
  return { ...resten, ...(oppslag === null ? uten : inndataFraOppslag(oppslag)) };
}

/**
 * Of the request, whose members come in any order, the canonical JSON; of the result, whose order is ours, the JSON as it is.
 * The hash leaves the persons out: oppslagId stands for them.
 */
function lagResultatId({ oppslag, ...resten }: Beregningsforespoersel, json: Uint8Array): string {
  const spurt = kanoniskJson({ ...resten, oppslagId: oppslag?.oppslagId ?? null });
  return `sha256:${hash("sha256", Buffer.concat([Buffer.from(`${spurt}\n`), json]))}`;
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
  return beregnUtenKontroll(forespoersel);
}

/** The same for a lookup that was made here and has been nowhere else since: its seal need not be checked. */
export function beregnUtenKontroll(forespoersel: Beregningsforespoersel): Result<UtfoertBeregning, Feil> {
  const resultat = beregn(lagInndata(forespoersel));
  if (!resultat.ok) return resultat;
  const json = Buffer.from(JSON.stringify(resultat.value));
  return ok({ resultatId: lagResultatId(forespoersel, json), resultat: resultat.value, json });
}
