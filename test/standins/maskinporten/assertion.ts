// Verifies the assertion of a token request: who sent it, that it is fresh, and that it says nothing unknown.

import { compactVerify, decodeJwt, decodeProtectedHeader, importJWK, type JWTPayload } from "jose";
import { z } from "zod";
import { err, ok, type Result } from "../../../shared/kernel/result.ts";
import { AVSLAG, type Avslag } from "./avslag.ts";
import type { Client, Register, RegistrertNoekkel } from "./register.ts";

const ALGORITMER = ["RS256", "RS384", "RS512"];
const KLOKKESLINGRING_SEKUNDER = 10;
const LENGSTE_LEVETID_SEKUNDER = 120;
const NOEKKELENS_LEVETID_MS = 365 * 24 * 60 * 60 * 1000;

const headerSchema = z.looseObject({
  alg: z.string(),
  kid: z.string().optional(),
  x5c: z.unknown().optional(),
});

// Exactly the claims Maskinporten knows. The value of aud has an answer of its own (MP-110) and is looked at later.
const claimsSchema = z.strictObject({
  aud: z.unknown(),
  iss: z.string(),
  iat: z.number().int(),
  exp: z.number().int(),
  jti: z.string().min(1).optional(),
  scope: z.string().regex(/^\S+( \S+)*$/),
  resource: z.union([z.string().min(1), z.array(z.string().min(1)).min(1)]).optional(),
  consumer_org: z
    .string()
    .regex(/^[0-9]{9}$/)
    .optional(),
  pid: z
    .string()
    .regex(/^[0-9]{11}$/)
    .optional(),
  authorization_details: z.array(z.looseObject({ type: z.string() })).optional(),
});

type Grantclaims = z.infer<typeof claimsSchema>;
export type GyldigGrant = { readonly client: Client; readonly claims: Grantclaims };

export type AssertionDeps = {
  readonly register: Register;
  readonly issuer: string;
  readonly now: () => Date;
  /** What has been used before, per client; the assertion is added to it. */
  readonly brukte: Set<string>;
};

function finnNoekkel(
  client: Client,
  header: z.infer<typeof headerSchema>,
  naa: Date,
): Result<RegistrertNoekkel, Avslag> {
  if (header.x5c !== undefined && !Array.isArray(header.x5c)) return err(AVSLAG.UGYLDIG_X5C);
  if (header.x5c !== undefined && header.kid !== undefined) return err(AVSLAG.UGYLDIG_VERDI);
  if (client.noekler.length > 0 && header.kid === undefined) return err(AVSLAG.KID_MANGLER);
  // No virksomhetssertifikat is issued for the stand-in, so no chain can be trusted.
  if (header.x5c !== undefined) return err(AVSLAG.UGYLDIG_SERTIFIKAT);
  const noekkel = client.noekler.find((n) => n.kid === header.kid);
  if (noekkel === undefined) return err(AVSLAG.UKJENT_KID);
  const alder = naa.getTime() - noekkel.registrert.getTime();
  return alder > NOEKKELENS_LEVETID_MS ? err(AVSLAG.UTGAATT_NOEKKEL) : ok(noekkel);
}

async function lesSigner(assertion: string, alg: string, noekkel: RegistrertNoekkel): Promise<unknown> {
  const key = await importJWK({ ...noekkel.jwk, alg }, alg);
  const { payload } = await compactVerify(assertion, key, { algorithms: ALGORITMER });
  const json: unknown = JSON.parse(new TextDecoder().decode(payload));
  return json;
}

function lesClaims(json: unknown, { issuer, now }: AssertionDeps): Result<Grantclaims, Avslag> {
  const lest = claimsSchema.safeParse(json);
  if (!lest.success) {
    const ukjent = lest.error.issues.some((i) => i.code === "unrecognized_keys");
    return err(ukjent ? AVSLAG.UKJENT_CLAIM : AVSLAG.UGYLDIG_VERDI);
  }
  const { aud, iat, exp } = lest.data;
  const naa = now().getTime() / 1000;
  if (aud !== issuer) return err(AVSLAG.FEIL_AUD);
  if (exp <= naa) return err(AVSLAG.UTLOEPT);
  if (iat - naa > KLOKKESLINGRING_SEKUNDER) return err(AVSLAG.UTSTEDT_I_FREMTIDEN);
  if (naa - iat > KLOKKESLINGRING_SEKUNDER) return err(AVSLAG.UTSTEDT_FOR_LENGE_SIDEN);
  if (exp - iat > LENGSTE_LEVETID_SEKUNDER) return err(AVSLAG.FOR_LANG_LEVETID);
  return ok(lest.data);
}

function lesHode(
  assertion: string,
): { header: z.infer<typeof headerSchema>; uverifisert: JWTPayload } | undefined {
  try {
    return {
      header: headerSchema.parse(decodeProtectedHeader(assertion)),
      uverifisert: decodeJwt(assertion),
    };
  } catch {
    return undefined;
  }
}

/** The client and the claims of a good assertion, which is then used up; or why it is refused. */
export async function verifiserAssertion(
  assertion: string,
  deps: AssertionDeps,
): Promise<Result<GyldigGrant, Avslag>> {
  const hode = lesHode(assertion);
  if (hode === undefined) return err(AVSLAG.UGYLDIG_VERDI);
  const { header, uverifisert } = hode;
  const client = deps.register.client(uverifisert.iss ?? "");
  if (client === undefined) return err(AVSLAG.UKJENT_CLIENT);
  const noekkel = finnNoekkel(client, header, deps.now());
  if (!noekkel.ok) return noekkel;
  let json: unknown;
  try {
    json = await lesSigner(assertion, header.alg, noekkel.value);
  } catch {
    return err(AVSLAG.UGYLDIG_SIGNATUR);
  }
  const claims = lesClaims(json, deps);
  if (!claims.ok) return claims;
  const brukt = `${client.clientId} ${claims.value.jti ?? assertion}`;
  if (deps.brukte.has(brukt)) return err(AVSLAG.BRUKT_FOER);
  deps.brukte.add(brukt);
  return ok({ client, claims: claims.value });
}
