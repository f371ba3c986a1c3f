import { jwtVerify } from "jose";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createSend } from "../../../shared/adapters/http/send.ts";
import {
  createJwks,
  NoeklerUtilgjengelige,
  type Noekkeloppslag,
} from "../../../shared/adapters/maskinporten/jwks.ts";
import { startMaskinporten, type Maskinporten } from "../../standins/maskinporten/maskinporten.ts";

let maskinporten: Maskinporten;
let noekler: Noekkeloppslag;
let naa: Date;

beforeEach(async () => {
  naa = new Date("2026-11-23T10:00:00Z");
  maskinporten = await startMaskinporten({ now: () => naa });
  noekler = createJwks({
    send: createSend({ fetch, tilfeldig: () => 0, vent: () => Promise.resolve() }),
    jwkUrl: new URL(maskinporten.jwksUrl),
    now: () => naa,
  });
});
afterEach(() => maskinporten.close());

const gaa = (sekunder: number): void => {
  naa = new Date(naa.getTime() + sekunder * 1000);
};
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
  [
    "has only keys of another kind",
    { type: "NOEKLER", keys: [{ kty: "EC", kid: "a", crv: "P-256", x: "a", y: "b" }] },
  ],
  [
    "has only keys that are too small",
    { type: "NOEKLER", keys: [{ kty: "RSA", kid: "a", n: "AQAB", e: "AQAB" }] },
  ],
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
