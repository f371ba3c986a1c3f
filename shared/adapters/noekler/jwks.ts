// The public keys of an issuer, with which its tokens are verified.

import { errors, type CryptoKey, type JWSHeaderParameters } from "jose";
import { z } from "zod";
import type { Motpart } from "../../kernel/feil.ts";
import type { Send } from "../../kernel/http.ts";

/** The keys could not be fetched and none are known: a token can be neither accepted nor refused. */
export class NoeklerUtilgjengelige extends Error {}

/** The key a token's header names; throws when there is none, or NoeklerUtilgjengelige. */
export type Noekkeloppslag = (header: JWSHeaderParameters) => Promise<CryptoKey>;

export type JwksDeps = {
  readonly send: Send;
  readonly motpart: Motpart;
  /** Where the keys are, asked each time they are fetched; undefined when that cannot be found out just now. */
  readonly jwkUrl: () => Promise<URL | undefined>;
  /** Of a set whose keys name the issuer they are for, as those of Entra ID do, only this one's are taken. */
  readonly utsteder?: Utsteder;
  readonly now: () => Date;
};

/** Named in full, or with `{tenantid}` in the place of the tenant. */
type Utsteder = { readonly issuer: string; readonly tenant: string | undefined };

const MINSTE_BIT = 2_048;
const STOERSTE_BIT = 8_192;

/** How many bits a base64url number has; leading zeros are not counted. */
function antallBit(base64url: string): number {
  const heksadesimalt = Buffer.from(base64url, "base64url").toString("hex");
  return BigInt(`0x0${heksadesimalt}`).toString(2).length;
}

// Only public RSA keys that are meant for this and of decent size are taken; a set is read without the rest. Changing a
// key into one that fits would let it verify what its owner did not make it for.
const noekkelSchema = z.object({
  kty: z.literal("RSA"),
  kid: z.string().min(1).max(200),
  n: z
    .string()
    .max(1_400)
    .regex(/^[\w-]+$/)
    .refine((n) => {
      const antall = antallBit(n);
      return antall >= MINSTE_BIT && antall <= STOERSTE_BIT;
    }),
  // 2^16 + 1 or larger, as FIPS 186-5 has it: with 1 for exponent anybody could sign.
  e: z
    .string()
    .regex(/^[\w-]{1,11}$/)
    .refine((e) => antallBit(e) >= 17),
  use: z.literal("sig").optional(),
  alg: z.literal("RS256").optional(),
  key_ops: z
    .array(z.string())
    .refine((bruk) => bruk.includes("verify"))
    .optional(),
  issuer: z.string().optional(),
  ...Object.fromEntries(
    ["d", "p", "q", "dp", "dq", "qi", "oth", "k"].map((navn) => [navn, z.undefined().optional()]),
  ),
});
const settSchema = z.object({ keys: z.array(z.unknown()).min(1).max(50) });

/** When the keys were fetched, and each by its kid. */
type Sett = { readonly hentetMs: number; readonly noekler: ReadonlyMap<string, CryptoKey> };

const ALGORITME = { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256" };

const FRISK_MS = 60 * 60 * 1000;
const HOLDBAR_MS = 24 * FRISK_MS;
// A flood of tokens with unknown kids, or a dead issuer, costs the issuer at most one request in this time.
const KJOELETID_MS = 30_000;
const KJOELETID_ETTER_FEIL_MS = 2_000;

function gjelder(issuer: string | undefined, utsteder: Utsteder | undefined): boolean {
  if (issuer === undefined || utsteder === undefined) return true;
  const { tenant } = utsteder;
  return (tenant === undefined ? issuer : issuer.replace("{tenantid}", tenant)) === utsteder.issuer;
}

/** The keys with their kid. One that cannot be made a key of is left out, and so are all that share a kid. */
async function lesNoekler(
  keys: readonly unknown[],
  utsteder: Utsteder | undefined,
): Promise<ReadonlyMap<string, CryptoKey>> {
  const lest = keys
    .flatMap((noekkel) => noekkelSchema.safeParse(noekkel).data ?? [])
    .filter(({ issuer }) => gjelder(issuer, utsteder));
  const alene = lest.filter(({ kid }) => lest.filter((annen) => annen.kid === kid).length === 1);
  const importert = await Promise.allSettled(
    alene.map(async ({ kty, kid, n, e }): Promise<[string, CryptoKey]> => {
      const jwk = { kty, n, e };
      return [kid, await crypto.subtle.importKey("jwk", jwk, ALGORITME, false, ["verify"])];
    }),
  );
  return new Map(importert.flatMap((utfall) => (utfall.status === "fulfilled" ? [utfall.value] : [])));
}

async function lesSett(
  tekst: string,
  hentetMs: number,
  utsteder: Utsteder | undefined,
): Promise<Sett | undefined> {
  let json: unknown;
  try {
    json = JSON.parse(tekst);
  } catch {
    return undefined;
  }
  const sett = settSchema.safeParse(json);
  if (!sett.success) return undefined;
  const noekler = await lesNoekler(sett.data.keys, utsteder);
  return noekler.size === 0 ? undefined : { hentetMs, noekler };
}

function finn(sett: Sett, { kid }: JWSHeaderParameters): CryptoKey | undefined {
  return kid === undefined ? undefined : sett.noekler.get(kid);
}

/**
 * Creates the key look-up: kept for an hour, fetched again for an unknown `kid` (the issuer rotates without notice), and
 * up to a day old when the issuer does not answer.
 */
export function createJwks({ send, motpart, jwkUrl, utsteder, now }: JwksDeps): Noekkeloppslag {
  let sett: Sett | undefined;
  let sisteFeilet = false;
  let ikkeFoerMs = 0;
  let underveis: Promise<void> | undefined;

  async function hentSett(): Promise<Sett | undefined> {
    const url = await jwkUrl();
    if (url === undefined) return undefined;
    const svar = await send({
      motpart,
      method: "GET",
      url,
      headers: { accept: "application/json" },
      proevIgjen: true,
      timeoutMs: 3_000,
    });
    if (!svar.ok || svar.value.status !== 200) return undefined;
    return lesSett(svar.value.tekst, now().getTime(), utsteder);
  }

  async function hent(ukjentKid: boolean): Promise<void> {
    const lest = await hentSett();
    const naa = now().getTime();
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
    const ukjentKid = sett !== undefined && finn(sett, header) === undefined;
    if ((alder >= FRISK_MS || ukjentKid) && (underveis !== undefined || now().getTime() >= ikkeFoerMs)) {
      await forny(ukjentKid);
    }
    if (sett === undefined || now().getTime() - sett.hentetMs >= HOLDBAR_MS) {
      throw new NoeklerUtilgjengelige();
    }
    const noekkel = finn(sett, header);
    if (noekkel !== undefined) return noekkel;
    // The issuer could not be asked about a kid we do not know: it may be a new one.
    throw sisteFeilet ? new NoeklerUtilgjengelige() : new errors.JWKSNoMatchingKey();
  };
}
