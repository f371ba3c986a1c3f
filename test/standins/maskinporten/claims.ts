// The claims of access tokens: those Maskinporten issues, and those of kinds that the receiver must not mistake for them.

import { randomUUID } from "node:crypto";

export const DELEGERINGSKILDE_TEST = "https://tt02.altinn.no/";
export const DELEGERINGSKILDE_PROD = "https://www.altinn.no/";

export type Claims = Readonly<Record<string, unknown>>;

export type Organisasjon = { readonly authority: string; readonly ID: string };

/** An organisation as tokens name it. */
export function organisasjon(orgnr: string): Organisasjon {
  return { authority: "iso6523-actorid-upis", ID: `0192:${orgnr}` };
}

/** A sub-unit, as piloted in 2021: the identifier has four elements. */
export function underenhet(orgnr: string, underenhetsnr: string): Organisasjon {
  return { authority: "iso6523-actorid-upis", ID: `0192:${orgnr}:ER//${underenhetsnr}:1` };
}

/** The consumer of a European company with a qualified seal (pilot); not a Norwegian organisation. */
export function eSegl(orgnr: string): Organisasjon & { readonly commonName: string } {
  return { authority: "etsi-en-319-412", ID: `NTRNO-${orgnr}`, commonName: "eSeal" };
}

/** A systembruker token: the consumer is the supplier, and the customer stands in authorization_details. */
export function systembruker(leverandoer: string, kunde: string): Claims {
  return {
    consumer: organisasjon(leverandoer),
    authorization_details: [
      {
        type: "urn:altinn:systemuser",
        systemuser_id: [randomUUID()],
        systemuser_org: organisasjon(kunde),
        system_id: `${leverandoer}_system`,
      },
    ],
  };
}

/** The two claims of a token got by delegation. */
export function delegert(supplier: string, kilde: string): Claims {
  return { supplier: organisasjon(supplier), delegation_source: kilde };
}

export type Tokeninnhold = {
  readonly issuer: string;
  readonly clientId: string;
  readonly scope: string;
  readonly consumer: string;
  readonly naa: Date;
  readonly levetidSekunder: number;
};

/** The claims every token has: no sub, no nbf, and aud only when asked for. */
export function tokenclaims(innhold: Tokeninnhold): Claims {
  const iat = Math.floor(innhold.naa.getTime() / 1000);
  return {
    scope: innhold.scope,
    iss: innhold.issuer,
    client_amr: "private_key_jwt",
    token_type: "Bearer",
    exp: iat + innhold.levetidSekunder,
    iat,
    client_id: innhold.clientId,
    jti: randomUUID(),
    consumer: organisasjon(innhold.consumer),
  };
}
