// Error bodies as Skatteetaten sends them. The text varies and is not to be relied on; the code is.

import { jsonSvar, type Svar } from "../http/answers.ts";
import { EGENSKAPER, STATUSER, type Api, type Feiltype } from "./api.ts";

const MELDINGER: Readonly<Record<Feiltype, string>> = {
  UVENTET: "Uventet feil.",
  BAKSYSTEM: "Uventet feil i et bakenforliggende system.",
  UKJENT_URL: "Ukjent url benyttet.",
  IKKE_AUTENTISERT: "Feil i forbindelse med autentisering.",
  IKKE_AUTORISERT: "Feil i forbindelse med autorisering.",
  UGYLDIG_INPUT: "Feil i forbindelse med validering av inputdata.",
  UKJENT_PERSON: "Fant ikke noen person for gitt personidentifikator.",
  INGEN_DATA: "Fant ikke data for angitt personidentifikator og inntektsår.",
  IKKE_AKSEPTABELT: "Feil tilknyttet dataformat. Kun json eller xml er støttet.",
  SLETTET: "Skattegrunnlag finnes ikke lenger.",
  MIDLERTIDIG: "Tjenesten er midlertidig utilgjengelig. Prøv igjen senere.",
  SAMTYKKE_MANGLER: "Feil i forbindelse med samtykketoken.",
};

export type Feilinfo = { readonly korrelasjonsid: string | undefined; readonly melding?: string };

/** Any code with any status. */
export function feilsvar(
  status: number,
  kode: string,
  melding: string,
  korrelasjonsid: string | undefined,
): Svar {
  const echo = korrelasjonsid === undefined ? {} : { korrelasjonsid };
  return jsonSvar(status, { kode, melding, ...echo }, echo);
}

/** The API's own code and status for what is wrong. */
export function apifeil(
  api: Api,
  type: Feiltype,
  { korrelasjonsid, melding = MELDINGER[type] }: Feilinfo,
): Svar {
  return feilsvar(STATUSER[type], EGENSKAPER[api].koder[type], melding, korrelasjonsid);
}

/** An address that no service answers to. */
export function ukjentAdresse(): Svar {
  return feilsvar(404, "DAS-002", MELDINGER.UKJENT_URL, undefined);
}
