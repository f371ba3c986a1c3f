// Private keys that are kept as JWKs in secrets. What is wrong with one is never said in more than a code: the text is
// the key.

import { CompactSign, compactVerify, importJWK, type CryptoKey, type JWK } from "jose";
import { z } from "zod";
import type { Feil } from "../../kernel/feil.ts";
import { err, ok, type Result } from "../../kernel/result.ts";

export type Grantnoekkel = { readonly kid: string; readonly key: CryptoKey };
export type Seglnoekkel = {
  readonly kid: string;
  readonly privat: CryptoKey;
  readonly offentlig: CryptoKey;
};

const tall = z.string().regex(/^[\w-]+$/);
const koordinat = z.string().regex(/^[\w-]{43}$/);
const felles = {
  kid: z.string().min(1).max(200),
  use: z.literal("sig").optional(),
  key_ops: z.array(z.literal(["sign", "verify"])).optional(),
  ext: z.boolean().optional(),
};

// Other members than these are let be, as RFC 7517 § 4 says.
const rsaSchema = z.object({
  kty: z.literal("RSA"),
  alg: z.literal("RS256"),
  n: tall,
  e: z.literal("AQAB"),
  d: tall,
  p: tall,
  q: tall,
  dp: tall,
  dq: tall,
  qi: tall,
  ...felles,
});

const ecSchema = z.object({
  kty: z.literal("EC"),
  alg: z.literal("ES256"),
  crv: z.literal("P-256"),
  x: koordinat,
  y: koordinat,
  d: koordinat,
  ...felles,
});

function ugyldig(): Result<never, Feil> {
  return err({ kode: "tilkobling-feilkonfigurert", aarsakskode: "NOEKKEL_UGYLDIG" });
}

function lesJwk<T>(tekst: string, schema: z.ZodType<T>): T | undefined {
  let json: unknown;
  try {
    json = JSON.parse(tekst);
  } catch {
    return undefined;
  }
  const lest = schema.safeParse(json);
  return lest.success ? lest.data : undefined;
}

/**
 * Both halves, or undefined when they are no key or do not belong together, which a trial signature shows. jose signs with
 * no RSA key below 2048 bits.
 */
async function importer(privatJwk: JWK, offentligJwk: JWK, alg: string) {
  try {
    const [privat, offentlig] = await Promise.all([importJWK(privatJwk, alg), importJWK(offentligJwk, alg)]);
    if (privat instanceof Uint8Array || offentlig instanceof Uint8Array) return undefined;
    const proeve = await new CompactSign(new Uint8Array(1)).setProtectedHeader({ alg }).sign(privat);
    await compactVerify(proeve, offentlig);
    return { privat, offentlig };
  } catch {
    // A library error here may quote the key.
    return undefined;
  }
}

/** The RSA key (2048 bits or more, RS256, with `kid`) that signs assertions to Maskinporten. */
export async function lesGrantnoekkel(tekst: string): Promise<Result<Grantnoekkel, Feil>> {
  const jwk = lesJwk(tekst, rsaSchema);
  if (jwk === undefined) return ugyldig();
  const { kty, n, e, d, p, q, dp, dq, qi } = jwk;
  const noekler = await importer({ kty, n, e, d, p, q, dp, dq, qi }, { kty, n, e }, "RS256");
  return noekler === undefined ? ugyldig() : ok({ kid: jwk.kid, key: noekler.privat });
}

/** The EC key (P-256, ES256, with `kid`) that seals lookups; its public half verifies them. */
export async function lesSeglnoekkel(tekst: string): Promise<Result<Seglnoekkel, Feil>> {
  const jwk = lesJwk(tekst, ecSchema);
  if (jwk === undefined) return ugyldig();
  const { kty, crv, x, y, d } = jwk;
  const noekler = await importer({ kty, crv, x, y, d }, { kty, crv, x, y }, "ES256");
  return noekler === undefined ? ugyldig() : ok({ kid: jwk.kid, ...noekler });
}

/**
 * A source of the key in a secret: `hent` gives the text (cached where it comes from), and each text is read and imported
 * once.
 */
export function createNoekkelkilde<N>(
  hent: () => Promise<Result<string, Feil>>,
  les: (tekst: string) => Promise<Result<N, Feil>>,
): () => Promise<Result<N, Feil>> {
  let sist: { readonly tekst: string; readonly lest: Promise<Result<N, Feil>> } | undefined;
  return async () => {
    const hentet = await hent();
    if (!hentet.ok) return hentet;
    if (sist?.tekst !== hentet.value) sist = { tekst: hentet.value, lest: les(hentet.value) };
    return sist.lest;
  };
}
