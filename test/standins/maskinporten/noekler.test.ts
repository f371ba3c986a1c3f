import { decodeProtectedHeader } from "jose";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { z } from "zod";
import { fetchToken } from "./fetch-token.ts";
import { KLOKKE, KOMMUNE, LEVERANDOER, startRigg, SUMMERT, type Rigg } from "./rigg.ts";

let rigg: Rigg;

beforeAll(async () => {
  rigg = await startRigg();
});
beforeEach(() => {
  rigg.nullstill();
});
afterAll(() => rigg.maskinporten.close());

const jwksSchema = z.object({ keys: z.array(z.strictObject(jwkFelt())) });

function jwkFelt(): Record<string, z.ZodString> {
  return Object.fromEntries(["kty", "n", "e", "use", "alg", "kid"].map((felt) => [felt, z.string()]));
}

async function serverteKider(): Promise<unknown[]> {
  const svar = await fetch(rigg.maskinporten.jwksUrl);
  return jwksSchema.parse(await svar.json()).keys.map((k) => k.kid);
}

test("after a rotation the new key signs, and the old one is served until it is dropped", async () => {
  const { maskinporten } = rigg;
  const gammel = decodeProtectedHeader(await fetchToken(rigg.oenske())).kid;
  const foer = await serverteKider();
  await maskinporten.roterNoekler();
  const ny = decodeProtectedHeader(await fetchToken(rigg.oenske())).kid;
  expect(foer).toHaveLength(2);
  expect(foer).not.toContain(ny);
  expect(await serverteKider()).toEqual(expect.arrayContaining([gammel, ny]));
  expect(maskinporten.gammelNoekkel()).toBeDefined();
  maskinporten.slettGamleNoekler();
  const etter = await serverteKider();
  expect(etter).toHaveLength(2);
  expect(etter).toContain(ny);
  expect(etter).not.toContain(gammel);
  expect(maskinporten.logg().jwksHentinger).toBe(3);
});

test("a client key older than a year is MP-121 until the same key is posted again", async () => {
  const { register } = rigg.maskinporten;
  const egen = await rigg.maskinporten.createClient({ orgnr: LEVERANDOER, scopes: [SUMMERT] });
  const postet = register.client(egen.clientId)?.noekler.map((n) => n.jwk) ?? [];
  rigg.settKlokke(new Date("2027-11-23T10:00:00Z"));
  expect((await rigg.spoer({}, {}, egen)).status).toBe(200);
  rigg.settKlokke(new Date("2027-11-23T10:00:01Z"));
  expect(await rigg.spoer({}, {}, egen)).toMatchObject({
    status: 400,
    error: "invalid_grant",
    kode: "MP-121",
    tekst: "Invalid assertion. Client authentication failed. Expired key.",
  });
  register.settNoekler(egen.clientId, postet);
  expect((await rigg.spoer({}, {}, egen)).status).toBe(200);
});

test("a new key set replaces the old one after its delay, and a key can be withdrawn at once", async () => {
  const { register, createClient } = rigg.maskinporten;
  const scopes = [SUMMERT];
  const egen = await createClient({ orgnr: LEVERANDOER, scopes });
  const ny = await createClient({ orgnr: LEVERANDOER, scopes });
  register.settNoekler(egen.clientId, register.client(ny.clientId)?.noekler.map((n) => n.jwk) ?? [], 120_000);
  const gammelt = rigg.oenske(egen);
  const nytt = { ...gammelt, privateJwk: ny.privateJwk };
  await expect(fetchToken(nytt)).rejects.toThrow("invalid_grant");
  expect(await fetchToken(gammelt)).not.toBe("");
  rigg.settKlokke(new Date(KLOKKE.getTime() + 120_000));
  expect(await fetchToken(nytt)).not.toBe("");
  await expect(fetchToken(gammelt)).rejects.toThrow("invalid_grant");
  register.trekkNoekkel(egen.clientId, ny.kid);
  await expect(fetchToken(nytt)).rejects.toThrow("invalid_grant");
});

test("a set of six keys, one with a private key, and one for no client cannot be posted", () => {
  const { register, aktivNoekkel } = rigg.maskinporten;
  const jwk = aktivNoekkel().offentligJwk;
  const post = (clientId: string, jwks: readonly (typeof jwk)[]) => (): void => {
    register.settNoekler(clientId, jwks);
  };
  expect(post(rigg.client.clientId, [jwk, jwk, jwk, jwk, jwk, jwk])).toThrow("at most five keys");
  expect(post(rigg.client.clientId, [rigg.client.privateJwk])).toThrow("unrecognized_keys");
  expect(post(KOMMUNE, [jwk])).toThrow("no such client");
});
