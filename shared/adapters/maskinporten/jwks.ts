// The public keys of Maskinporten, with which callers' tokens are verified.

import { createLocalJWKSet, type CryptoKey, type JWK, type JWSHeaderParameters } from "jose";
import { z } from "zod";
import type { Send } from "../../kernel/http.ts";

/** The keys could not be fetched and none are known: a token can be neither accepted nor refused. */
export class NoeklerUtilgjengelige extends Error {}

/** The key a token's header names; throws when there is none, or NoeklerUtilgjengelige. */
export type Noekkeloppslag = (header: JWSHeaderParameters) => Promise<CryptoKey>;

export type JwksDeps = { readonly send: Send; readonly jwkUrl: URL; readonly now: () => Date };

// Only public RSA signing keys of decent size are taken; a set with anything else is read without the rest.
const noekkelSchema = z.object({
  kty: z.literal("RSA"),
  kid: z.string().min(1).max(200),
  n: z
    .string()
    .min(342)
    .regex(/^[\w-]+$/),
  e: z.string().regex(/^[\w-]{1,16}$/),
  use: z.literal("sig").optional(),
  alg: z.enum(["RS256", "RS384", "RS512"]).optional(),
  d: z.undefined().optional(),
});
const settSchema = z.object({ keys: z.array(z.unknown()).min(1).max(50) });

type Sett = { readonly hentetMs: number; readonly kider: ReadonlySet<string>; readonly finn: Noekkeloppslag };

const FRISK_MS = 60 * 60 * 1000;
const HOLDBAR_MS = 24 * FRISK_MS;
// A flood of tokens with unknown kids, or a dead issuer, costs the issuer at most one request in this time.
const KJOELETID_MS = 30_000;
const KJOELETID_ETTER_FEIL_MS = 2_000;

function lesSett(tekst: string, hentetMs: number): Sett | undefined {
  let json: unknown;
  try {
    json = JSON.parse(tekst);
  } catch {
    return undefined;
  }
  const sett = settSchema.safeParse(json);
  if (!sett.success) return undefined;
  const keys = sett.data.keys.flatMap((noekkel): JWK[] => {
    const lest = noekkelSchema.safeParse(noekkel);
    if (!lest.success) return [];
    const { kty, kid, n, e } = lest.data;
    return [{ kty, kid, n, e, alg: "RS256", use: "sig" }];
  });
  if (keys.length === 0) return undefined;
  const lokalt = createLocalJWKSet({ keys });
  return {
    hentetMs,
    kider: new Set(keys.flatMap((k) => k.kid ?? [])),
    finn: (header) => lokalt(header),
  };
}

function erKjent(sett: Sett, { kid }: JWSHeaderParameters): boolean {
  return kid !== undefined && sett.kider.has(kid);
}

/**
 * Creates the key look-up: kept for an hour, fetched again for an unknown `kid` (the issuer rotates without notice), and
 * up to a day old when the issuer does not answer.
 */
export function createJwks({ send, jwkUrl, now }: JwksDeps): Noekkeloppslag {
  let sett: Sett | undefined;
  let sisteFeilet = false;
  let ikkeFoerMs = 0;
  let underveis: Promise<void> | undefined;

  async function hent(ukjentKid: boolean): Promise<void> {
    const svar = await send({
      motpart: "MASKINPORTEN",
      method: "GET",
      url: jwkUrl,
      headers: { accept: "application/json" },
      proevIgjen: true,
      timeoutMs: 3_000,
    });
    const naa = now().getTime();
    const lest = svar.ok && svar.value.status === 200 ? lesSett(svar.value.tekst, naa) : undefined;
    if (lest !== undefined) sett = lest;
    sisteFeilet = lest === undefined;
    // A fetch that an unknown kid did not cause leaves room for one that it does: keys are rotated without notice.
    if (sisteFeilet) ikkeFoerMs = naa + KJOELETID_ETTER_FEIL_MS;
    else if (ukjentKid) ikkeFoerMs = naa + KJOELETID_MS;
  }

  function forny(ukjentKid: boolean): Promise<void> {
    underveis ??= hent(ukjentKid).finally(() => {
      underveis = undefined;
    });
    return underveis;
  }

  return async (header) => {
    const alder = sett === undefined ? Infinity : now().getTime() - sett.hentetMs;
    const ukjentKid = sett !== undefined && !erKjent(sett, header);
    if ((alder >= FRISK_MS || ukjentKid) && (underveis !== undefined || now().getTime() >= ikkeFoerMs)) {
      await forny(ukjentKid);
    }
    if (sett === undefined || now().getTime() - sett.hentetMs >= HOLDBAR_MS) {
      throw new NoeklerUtilgjengelige();
    }
    // The issuer could not be asked about a kid we do not know: it may be a new one.
    if (sisteFeilet && !erKjent(sett, header)) throw new NoeklerUtilgjengelige();
    return sett.finn(header);
  };
}
