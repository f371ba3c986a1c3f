// New keys as the service reads them from the vault: private JWKs with alg, use and kid, and the pepper of the access log.

import { randomBytes } from "node:crypto";
import { calculateJwkThumbprint, exportJWK, generateKeyPair, type JWK } from "jose";
import { z } from "zod";

/** The text of the secret, and the kid in it. */
export type NyNoekkel = { readonly kid: string; readonly tekst: string };

/** With the thumbprint (RFC 7638) as kid: Digdir wants one that is unique among all its customers. */
async function lag(alg: "RS256" | "ES256"): Promise<NyNoekkel> {
  // RS256 gives 2048 bits, which is all that Digdir registers.
  const { privateKey } = await generateKeyPair(alg, { extractable: true });
  const jwk = await exportJWK(privateKey);
  const kid = await calculateJwkThumbprint(jwk);
  return { kid, tekst: JSON.stringify({ ...jwk, alg, use: "sig", kid }) };
}

/** RSA, 2048 bits, for assertions to Maskinporten. */
export function lagGrantnoekkel(): Promise<NyNoekkel> {
  return lag("RS256");
}

/** EC P-256, for seals. */
export function lagSeglnoekkel(): Promise<NyNoekkel> {
  return lag("ES256");
}

/** 32 random bytes as base64url. */
export function lagPepper(): string {
  return randomBytes(32).toString("base64url");
}

/** What is registered of a key. */
export type OffentligHalvdel = JWK & { readonly kid: string; readonly n: string };

const rsaSchema = z.looseObject({
  kty: z.literal("RSA"),
  n: z.string().min(1),
  e: z.string().min(1),
  kid: z.string().min(1),
});

/** The half of a private RSA JWK that is registered, with exactly the members Digdir asks for; undefined when it is none. */
export function offentligHalvdel(tekst: string): OffentligHalvdel | undefined {
  try {
    const { kty, n, e, kid } = rsaSchema.parse(JSON.parse(tekst));
    return { kty, alg: "RS256", use: "sig", e, n, kid };
  } catch {
    // What is wrong with it is not told: the text may be the key.
    return undefined;
  }
}
