// How other stand-ins get Maskinporten's keys to verify its tokens with.

import { createLocalJWKSet, errors, type JWTPayload } from "jose";
import { z } from "zod";

/** How other stand-ins name themselves: their fetches of keys are neither counted nor spoilt. */
export const SOESKENS_USER_AGENT = "standin";

const jwksSchema = z.object({ keys: z.array(z.looseObject({ kty: z.string(), kid: z.string() })) });

export type Verifiser = (token: string, jwks: ReturnType<typeof createLocalJWKSet>) => Promise<JWTPayload>;

/** Keys of Maskinporten, fetched when first needed and again when a token names one that is not among them. */
export function createNoekler(jwksUrl: string): (token: string, verifiser: Verifiser) => Promise<JWTPayload> {
  let kjente: ReturnType<typeof createLocalJWKSet> | undefined;

  async function hent(): Promise<ReturnType<typeof createLocalJWKSet>> {
    const svar = await fetch(jwksUrl, {
      headers: { "user-agent": SOESKENS_USER_AGENT },
      redirect: "error",
    });
    kjente = createLocalJWKSet(jwksSchema.parse(await svar.json()));
    return kjente;
  }

  return async (token, verifiser) => {
    if (kjente === undefined) return verifiser(token, await hent());
    try {
      return await verifiser(token, kjente);
    } catch (feil) {
      if (!(feil instanceof errors.JWKSNoMatchingKey)) throw feil;
      return verifiser(token, await hent());
    }
  };
}
