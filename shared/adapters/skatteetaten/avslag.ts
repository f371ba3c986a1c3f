// What an answer other than 200 from Skatteetaten means. The code decides, never the text, which varies.

import type { Feil, SkatteApi } from "../../kernel/feil.ts";
import type { HttpSvar } from "../../kernel/http.ts";
import { err, ok, type Result } from "../../kernel/result.ts";
import type { Kildesvar } from "../../oppslag/skattekilde.ts";
import { feilSchema } from "./schema.ts";

/** Codes for no such person, and for no settlement, in the three APIs and Siste tilgjengelige skatteoppgjoer. */
const IKKE_FUNNET = new Set(["SSG-007", "BSA-009", "AR-009"]);
const INGEN_OPPGJOER = new Set(["SSG-008", "BSA-007", "AR-007", "TD-004"]);
/** Invalid input. Our own input is checked before, so what remains is a year Skatteetaten does not serve. */
const AAR_IKKE_STOETTET = new Set(["SSG-006", "BSA-006", "AR-006"]);
/** Answered with 500 as a rule; should it come with another status it is still a passing fault. */
const MIDLERTIDIG = "DAS-003";

/** The code of an error body; undefined when it is not one of Skatteetaten's. */
export function kodeAv(svar: HttpSvar): string | undefined {
  let json: unknown;
  try {
    json = JSON.parse(svar.tekst);
  } catch {
    return undefined;
  }
  return feilSchema.safeParse(json).data?.kode;
}

/**
 * Reads a 4xx. `TOKEN_AVVIST` (401) is the caller's to handle: the token may have been withdrawn and a new one may do.
 * A page from a gateway instead of Skatteetaten's own error body says nothing about the person.
 */
export function tolkSkatteAvslag(
  svar: HttpSvar,
  api: SkatteApi,
): Result<Exclude<Kildesvar, { status: "FUNNET" }>, Feil> | "TOKEN_AVVIST" {
  if (svar.status === 401) return "TOKEN_AVVIST";
  const kode = kodeAv(svar);
  if (svar.status === 403 && kode !== undefined) {
    return err({ kode: "tilgang-mangler", api, aarsakskode: kode });
  }
  if (kode === MIDLERTIDIG) return err({ kode: "motpart-utilgjengelig", motpart: "SKATTEETATEN" });
  if (svar.status === 404 && kode !== undefined && IKKE_FUNNET.has(kode))
    return ok({ status: "IKKE_FUNNET" });
  if (svar.status === 404 && kode !== undefined && INGEN_OPPGJOER.has(kode)) {
    return ok({ status: "INGEN_OPPGJOER" });
  }
  if (svar.status === 410 && kode !== undefined) return ok({ status: "SLETTET" });
  if (svar.status === 400 && kode !== undefined && AAR_IKKE_STOETTET.has(kode)) {
    return err({
      kode: "ugyldig-forespoersel",
      felt: [{ sti: "inntektsaar", melding: "Skatteetaten gir ikke opplysninger for dette inntektsåret." }],
    });
  }
  return err({ kode: "ugyldig-svar", motpart: "SKATTEETATEN" });
}
