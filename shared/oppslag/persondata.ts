// One person's settlement put together from the three sources.

import type { Feil } from "../kernel/feil.ts";
import { err, ok, type Result } from "../kernel/result.ts";
import type { Kilde, Personstatus, Rolle } from "./oppslagssvar.ts";
import type { Kildepost, Kildesvar, Omraade } from "./skattekilde.ts";

/** How it went with avregning, which is shown but which no calculation needs. */
export type Avregningsutfall = "HENTET" | "IKKE_DELEGERT" | "UTEN_TILGANG" | "UTILGJENGELIG";

export type Persondata =
  | {
      readonly rolle: Rolle;
      readonly status: "FUNNET";
      readonly skatteoppgjoersdato: string | undefined;
      readonly annetNummer: boolean;
      /** Posts per source. Without beregnet skatt the tax is unknown, not zero. */
      readonly poster: Readonly<Partial<Record<Kilde, readonly Kildepost[]>>>;
      /** The parts of the assessment that have a tax, each of which must have its amount. */
      readonly skatteomraader?: readonly Omraade[];
      readonly avregning: Avregningsutfall;
    }
  | { readonly rolle: Rolle; readonly status: Exclude<Personstatus, "FUNNET"> };

/** What the three calls for a person gave. */
export type Kildesvarene = Readonly<Record<Kilde, Result<Kildesvar, Feil>>>;

function avregningsutfall(svar: Result<Kildesvar, Feil>): Avregningsutfall {
  if (svar.ok) return "HENTET";
  if (svar.feil.kode === "delegering-mangler") return "IKKE_DELEGERT";
  return svar.feil.kode === "tilgang-mangler" ? "UTEN_TILGANG" : "UTILGJENGELIG";
}

/**
 * Puts a person together. Summert skattegrunnlag decides the status; a fault in it or in beregnet skatt is the fault of
 * the whole lookup, a fault in avregning is a remark. A person who is skjermet in any source is skjermet.
 */
export function settSammenPerson(rolle: Rolle, svar: Kildesvarene): Result<Persondata, Feil> {
  const { SUMMERT_SKATTEGRUNNLAG: summert, BEREGNET_SKATT: skatt, AVREGNING: avregning } = svar;
  if (!summert.ok) return summert;
  if (summert.value.status !== "FUNNET") return ok({ rolle, status: summert.value.status });
  if (!skatt.ok) return err(skatt.feil);
  const skjermet =
    skatt.value.status === "SKJERMET" || (avregning.ok && avregning.value.status === "SKJERMET");
  if (skjermet) return ok({ rolle, status: "SKJERMET" });
  return ok({
    rolle,
    status: "FUNNET",
    skatteoppgjoersdato: summert.value.skatteoppgjoersdato,
    annetNummer: summert.value.annetNummer,
    poster: {
      SUMMERT_SKATTEGRUNNLAG: summert.value.poster,
      ...(skatt.value.status === "FUNNET" ? { BEREGNET_SKATT: skatt.value.poster } : {}),
      ...(avregning.ok && avregning.value.status === "FUNNET" ? { AVREGNING: avregning.value.poster } : {}),
    },
    ...(skatt.value.status === "FUNNET" && skatt.value.skatteomraader !== undefined
      ? { skatteomraader: skatt.value.skatteomraader }
      : {}),
    avregning: avregningsutfall(avregning),
  });
}
