import { createRemoteJWKSet, decodeJwt, jwtVerify } from "jose";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { z } from "zod";
import { startEntra, type Entra } from "./entra.ts";

const AUDIENCE = "3f6c1f0a-8d0e-4b5a-9a56-0d6f5c2b1e77";
const KLOKKE = new Date("2026-11-23T10:00:00Z");
const SEKUND = KLOKKE.getTime() / 1000;

let entra: Entra;

beforeAll(async () => {
  entra = await startEntra({ audience: AUDIENCE, now: () => KLOKKE });
});
beforeEach(() => {
  entra.fjernFeil();
  entra.nullstillLogg();
});
afterAll(() => entra.close());

const hentMetadata = (init: RequestInit = {}): Promise<Response> =>
  fetch(`${entra.issuer}/.well-known/openid-configuration`, init);
const jwksSchema = z.object({ keys: z.array(z.record(z.string(), z.string())) });

async function serverteNoekler(): Promise<Record<string, string>[]> {
  return jwksSchema.parse(await (await fetch(entra.jwksUrl)).json()).keys;
}

test("the metadata names the issuer of the tenant and where its keys are, on the same origin", async () => {
  expect(entra.issuer).toBe(`${entra.url}/${entra.tenant}/v2.0`);
  expect(await (await hentMetadata()).json()).toMatchObject({
    issuer: entra.issuer,
    jwks_uri: `${entra.url}/${entra.tenant}/discovery/v2.0/keys`,
    id_token_signing_alg_values_supported: ["RS256"],
  });
});

test("the keys say what they are for and which issuer, but no alg", async () => {
  for (const noekkel of await serverteNoekler()) {
    expect(Object.keys(noekkel).sort()).toEqual(["e", "issuer", "kid", "kty", "n", "use", "x5t"]);
    expect(noekkel.issuer).toBe(`${entra.url}/{tenantid}/v2.0`);
  }
});

test("a person's token verifies, and has the claims of a v2.0 token and no jti", async () => {
  const { payload, protectedHeader } = await jwtVerify(
    entra.issueToken({ roles: ["Operatoer"] }),
    createRemoteJWKSet(new URL(entra.jwksUrl)),
    { issuer: entra.issuer, audience: AUDIENCE, currentDate: KLOKKE },
  );
  expect(protectedHeader).toEqual({ typ: "JWT", alg: "RS256", kid: entra.aktivNoekkel().kid });
  expect(payload).toMatchObject({
    aud: AUDIENCE,
    ver: "2.0",
    tid: entra.tenant,
    roles: ["Operatoer"],
    iat: SEKUND - 300,
    nbf: SEKUND - 300,
    exp: SEKUND + 4_500,
  });
  expect(payload).not.toHaveProperty("jti");
  expect(payload.sub).not.toBe(payload.oid);
});

test("an application's token is for no person: no scp, and sub is its oid", () => {
  const claims = decodeJwt(entra.issueAppToken());
  expect(claims).not.toHaveProperty("scp");
  expect(claims.sub).toBe(claims.oid);
});

test("after a rotation the new key signs, and the old one is served until it is dropped", async () => {
  const gammel = entra.aktivNoekkel().kid;
  await entra.roterNoekler();
  const ny = entra.aktivNoekkel().kid;
  expect((await serverteNoekler()).map((n) => n.kid)).toEqual(expect.arrayContaining([gammel, ny]));
  entra.slettGamleNoekler();
  const etter = (await serverteNoekler()).map((n) => n.kid);
  expect(etter).toContain(ny);
  expect(etter).not.toContain(gammel);
  expect(entra.logg()).toEqual({ metadataHentinger: 0, jwksHentinger: 2 });
});

test("the metadata can be away, a page, garbage, too large or changed, and then right again", async () => {
  entra.settMetadataFeil({ type: "UTILGJENGELIG" }, 1);
  expect((await hentMetadata()).status).toBe(503);
  entra.settMetadataFeil({ type: "HTML" }, 1);
  expect(await (await hentMetadata()).text()).toMatch(/^<!DOCTYPE html>/);
  entra.settMetadataFeil({ type: "SOEPPEL" }, 1);
  await expect((await hentMetadata()).json()).rejects.toThrow(SyntaxError);
  entra.settMetadataFeil({ type: "STOR", byte: 5_000_000 }, 1);
  expect((await (await hentMetadata()).text()).length).toBeGreaterThan(5_000_000);
  entra.settMetadataFeil(
    { type: "ENDRET", endring: { issuer: "https://evil.example", jwks_uri: undefined } },
    1,
  );
  const endret: unknown = await (await hentMetadata()).json();
  expect(endret).toMatchObject({ issuer: "https://evil.example" });
  expect(endret).not.toHaveProperty("jwks_uri");
  entra.settMetadataFeil({ type: "TREG", ms: 20 }, 1);
  expect(await (await hentMetadata()).json()).toMatchObject({ issuer: entra.issuer });
  expect(entra.logg().metadataHentinger).toBe(6);
});

test("the metadata can hang, or be moved to where whoever follows gets it", async () => {
  entra.settMetadataFeil({ type: "HENG" }, 1);
  await expect(hentMetadata({ signal: AbortSignal.timeout(50) })).rejects.toThrow("timeout");
  entra.settMetadataFeil({ type: "OMDIRIGERING" });
  expect((await hentMetadata({ redirect: "manual" })).status).toBe(302);
  expect(await (await hentMetadata()).json()).toMatchObject({ issuer: entra.issuer });
});

test("the keys can be away, or others", async () => {
  entra.settJwksFeil({ type: "UTILGJENGELIG" }, 1);
  expect((await fetch(entra.jwksUrl)).status).toBe(503);
  entra.settJwksFeil({ type: "NOEKLER", keys: [] }, 1);
  expect(await serverteNoekler()).toEqual([]);
});

test("other addresses and methods are not there", async () => {
  expect((await fetch(`${entra.url}/common/v2.0/.well-known/openid-configuration`)).status).toBe(404);
  expect((await hentMetadata({ method: "POST" })).status).toBe(405);
});
