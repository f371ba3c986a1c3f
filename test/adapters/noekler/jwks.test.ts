import { generateKeyPairSync } from "node:crypto";
import { jwtVerify, type JWK } from "jose";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { createSend } from "../../../shared/adapters/http/send.ts";
import {
  createJwks,
  NoeklerUtilgjengelige,
  type Noekkeloppslag,
} from "../../../shared/adapters/noekler/jwks.ts";
import { startMaskinporten, type Maskinporten } from "../../standins/maskinporten/maskinporten.ts";

let maskinporten: Maskinporten;
let noekler: Noekkeloppslag;
let naa: Date;

beforeAll(async () => {
  maskinporten = await startMaskinporten({ now: () => naa });
});
beforeEach(() => {
  naa = new Date("2026-11-23T10:00:00Z");
  maskinporten.fjernFeil();
  maskinporten.slettGamleNoekler();
  maskinporten.nullstillLogg();
  noekler = createJwks({
    send: createSend({ fetch, tilfeldig: () => 0, vent: () => Promise.resolve() }),
    motpart: "MASKINPORTEN",
    jwkUrl: () => Promise.resolve(new URL(maskinporten.jwksUrl)),
    now: () => naa,
  });
});
afterAll(() => maskinporten.close());

const gaa = (sekunder: number): void => {
  naa = new Date(naa.getTime() + sekunder * 1000);
};
const offentlig = (): JWK => maskinporten.aktivNoekkel().offentligJwk;
const NOEKKELFEIL = { code: "ERR_JWKS_NO_MATCHING_KEY" };

/** A public key of an ordinary kind with so many bits; none of ours. */
function rsa(bit: number, kid = "annen"): JWK {
  const { publicKey } = generateKeyPairSync("rsa", { modulusLength: bit });
  return { ...publicKey.export({ format: "jwk" }), kid };
}

/** The public key without some of its members. */
function uten(...navn: string[]): JWK {
  return Object.fromEntries(Object.entries(offentlig()).filter(([n]) => !navn.includes(n)));
}

/** The modulus with zero bytes in front, which make it look longer than it is. */
function medNuller({ n = "", ...resten }: JWK): JWK {
  const modulus = Buffer.concat([Buffer.alloc(128), Buffer.from(n, "base64url")]);
  return { ...resten, n: modulus.toString("base64url") };
}

const verifiser = (token = maskinporten.issueToken()): Promise<unknown> =>
  jwtVerify(token, noekler, { currentDate: naa });
const hentinger = (): number => maskinporten.logg().jwksHentinger;

test("fifty tokens at once on a cold start fetch the keys once", async () => {
  await Promise.all(Array.from({ length: 50 }, () => verifiser()));
  expect(hentinger()).toBe(1);
});

test("a new key after a rotation is fetched once, and the old one goes on working", async () => {
  const gammelt = maskinporten.issueToken();
  await verifiser();
  await maskinporten.roterNoekler();
  gaa(31);
  await verifiser();
  await verifiser(gammelt);
  expect(hentinger()).toBe(2);
});

test("a rotation right after the first fetch is followed at once", async () => {
  await verifiser();
  await maskinporten.roterNoekler();
  await verifiser();
  expect(hentinger()).toBe(2);
});

test("while the issuer is down a new key is unknown, not refused", async () => {
  await verifiser();
  await maskinporten.roterNoekler();
  maskinporten.settJwksFeil({ type: "UTILGJENGELIG" });
  await expect(verifiser()).rejects.toBeInstanceOf(NoeklerUtilgjengelige);
  maskinporten.fjernFeil();
  gaa(2);
  await verifiser();
});

test("a key the issuer has dropped is refused when the keys have been fetched again", async () => {
  const gammelt = maskinporten.issueToken({ exp: Math.floor(naa.getTime() / 1000) + 86_400 });
  await verifiser(gammelt);
  await maskinporten.roterNoekler();
  maskinporten.slettGamleNoekler();
  gaa(3_600);
  await expect(verifiser(gammelt)).rejects.toMatchObject({ code: "ERR_JWKS_NO_MATCHING_KEY" });
});

test("a flood of unknown kids reaches the issuer once in half a minute", async () => {
  await verifiser();
  gaa(31);
  const ukjent = (nr: number): string => maskinporten.issueToken({}, { kid: `unknown-${nr}` });
  const svar = await Promise.allSettled(Array.from({ length: 200 }, (_, i) => verifiser(ukjent(i))));
  expect(svar.every((s) => s.status === "rejected")).toBe(true);
  expect(hentinger()).toBe(2);
  gaa(29);
  await Promise.allSettled([verifiser(ukjent(999))]);
  expect(hentinger()).toBe(2);
});

test("the flood is held back also while the issuer is down", async () => {
  await verifiser();
  gaa(31);
  maskinporten.settJwksFeil({ type: "UTILGJENGELIG" });
  const ukjent = (nr: number): string => maskinporten.issueToken({}, { kid: `unknown-${nr}` });
  for (let nr = 0; nr < 20; nr++) await Promise.allSettled([verifiser(ukjent(nr))]);
  // One fetch and its single retry.
  expect(hentinger()).toBe(3);
});

test("keys up to a day old are used while the issuer is down, not older ones", async () => {
  await verifiser();
  maskinporten.settJwksFeil({ type: "UTILGJENGELIG" });
  gaa(23 * 3_600);
  await verifiser();
  gaa(3_600);
  await expect(verifiser()).rejects.toBeInstanceOf(NoeklerUtilgjengelige);
});

test.each([
  ["is down", { type: "UTILGJENGELIG" }],
  ["answers with a page", { type: "HTML" }],
  ["sends elsewhere", { type: "OMDIRIGERING" }],
  ["answers without end", { type: "STOR", byte: 5 * 1024 * 1024 }],
  ["has no keys", { type: "NOEKLER", keys: [] }],
] as const)(
  "on a cold start when the issuer %s the keys are unavailable, and recovery needs no restart",
  async (_, feil) => {
    maskinporten.settJwksFeil(feil);
    await expect(verifiser()).rejects.toBeInstanceOf(NoeklerUtilgjengelige);
    maskinporten.fjernFeil();
    gaa(2);
    await verifiser();
  },
);

test.each<[string, () => JWK]>([
  ["made for RS384", () => ({ ...offentlig(), alg: "RS384" })],
  ["made for RS512", () => ({ ...offentlig(), alg: "RS512" })],
  ["made for PS256", () => ({ ...offentlig(), alg: "PS256" })],
  ["made for encryption", () => ({ ...offentlig(), use: "enc" })],
  ["whose operations leave out verify", () => ({ ...offentlig(), key_ops: ["encrypt"] })],
  ["whose operations are none", () => ({ ...offentlig(), key_ops: [] })],
  ["with a private exponent", () => ({ ...offentlig(), d: "AQAB" })],
  ["with a private prime", () => ({ ...offentlig(), p: "AQAB" })],
  ["with a secret", () => ({ ...offentlig(), k: "AQAB" })],
  ["whose exponent is one", () => ({ ...offentlig(), e: "AQ" })],
  ["of another kind", () => ({ kty: "EC", kid: "a", crv: "P-256", x: "a", y: "b" })],
  ["that is no number", () => ({ ...offentlig(), n: "+/".repeat(200) })],
  ["of 512 bits", () => rsa(512)],
  ["of 1024 bits with zeros in front", () => medNuller(rsa(1_024))],
  ["of more than 8192 bits", () => ({ ...offentlig(), n: Buffer.alloc(1_025, 255).toString("base64url") })],
])("a key %s is not taken, and the rest of the set is", async (_, lag) => {
  maskinporten.settJwksFeil({ type: "NOEKLER", keys: [lag()] });
  await expect(verifiser()).rejects.toBeInstanceOf(NoeklerUtilgjengelige);
  gaa(2);
  maskinporten.fjernFeil();
  maskinporten.settJwksFeil({ type: "NOEKLER", keys: [{ ...lag(), kid: "annen" }, offentlig()] });
  await verifiser();
  await expect(verifiser(maskinporten.issueToken({}, { kid: "annen" }))).rejects.toMatchObject(NOEKKELFEIL);
});

test.each<[string, () => JWK]>([
  ["without alg and use", () => uten("alg", "use")],
  ["whose operations have verify", () => ({ ...offentlig(), key_ops: ["verify"] })],
  ["with zeros in front and a size that is enough", () => medNuller(offentlig())],
  ["with a certificate along", () => ({ ...offentlig(), x5c: ["MIIB"], x5t: "abc" })],
])("a key %s is taken", async (_, lag) => {
  maskinporten.settJwksFeil({ type: "NOEKLER", keys: [lag()] });
  await verifiser();
});

test("a key without kid is not taken", async () => {
  maskinporten.settJwksFeil({ type: "NOEKLER", keys: [uten("kid")] });
  await expect(verifiser()).rejects.toBeInstanceOf(NoeklerUtilgjengelige);
});

test("keys that share a kid are all left out, also when one of them is right", async () => {
  const { kid } = maskinporten.aktivNoekkel();
  const keys = [rsa(2_048, kid), offentlig(), rsa(2_048)];
  maskinporten.settJwksFeil({ type: "NOEKLER", keys });
  await expect(verifiser()).rejects.toMatchObject(NOEKKELFEIL);
});

test("the same key twice is two keys that share a kid", async () => {
  maskinporten.settJwksFeil({ type: "NOEKLER", keys: [offentlig(), offentlig()] });
  await expect(verifiser()).rejects.toBeInstanceOf(NoeklerUtilgjengelige);
});

test("a key never verifies another algorithm than RS256", async () => {
  await verifiser();
  for (const alg of ["RS384", "RS512", "PS256"])
    await expect(verifiser(maskinporten.issueToken({}, { alg }))).rejects.toThrow();
});

test("more than fifty keys are no set", async () => {
  const keys = Array.from({ length: 51 }, (_, nr) => ({ ...offentlig(), kid: `nr-${nr}` }));
  maskinporten.settJwksFeil({ type: "NOEKLER", keys: [offentlig(), ...keys] });
  await expect(verifiser()).rejects.toBeInstanceOf(NoeklerUtilgjengelige);
});
