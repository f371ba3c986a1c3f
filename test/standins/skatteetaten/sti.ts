// What a path asks for: the order of its parts differs between the APIs.

import { idnr } from "@navikt/fnrvalidator";
import { APIER, EGENSKAPER, type Personapi } from "./api.ts";

export type Adresse = { readonly api: Personapi; readonly ledd: readonly string[] };

/** The API whose address the path lies below, and the parts after it; undefined when there is none. */
export function finnApi(url: string): Adresse | undefined {
  const sti = url.split("?")[0] ?? "";
  const api = APIER.find((a) => sti === EGENSKAPER[a].sti || sti.startsWith(`${EGENSKAPER[a].sti}/`));
  if (api === undefined) return undefined;
  return { api, ledd: sti.slice(EGENSKAPER[api].sti.length).split("/").slice(1) };
}

const ANTALL_LEDD: Readonly<Record<Personapi, number>> = {
  SUMMERT_SKATTEGRUNNLAG: 4,
  BEREGNET_SKATT: 3,
  AVREGNING: 3,
  SISTE: 1,
};

export type Spoersmaal = {
  readonly stadie?: string;
  readonly rettighetspakke?: string;
  readonly inntektsaar?: string;
  readonly personidentifikator: string;
};

/** The parts by name, not yet checked; undefined when their number is not that of the API (unknown address). */
export function lesSpoersmaal({ api, ledd }: Adresse): Spoersmaal | undefined {
  if (ledd.length !== ANTALL_LEDD[api] || ledd.includes("")) return undefined;
  const [personidentifikator = "", inntektsaar, rettighetspakke, stadie] = ledd.toReversed();
  return {
    personidentifikator,
    ...(inntektsaar === undefined ? {} : { inntektsaar }),
    ...(rettighetspakke === undefined ? {} : { rettighetspakke: rettighetspakke.toLowerCase() }),
    ...(stadie === undefined ? {} : { stadie: stadie.toLowerCase() }),
  };
}

/** Eleven digits with the check digits of a foedselsnummer or D-nummer, synthetic ones included. */
export function erNummer(tekst: string): boolean {
  return /^[0-9]{11}$/.test(tekst) && idnr(tekst).status === "valid";
}
