import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { KLOKKE, KOMMUNE, LEVERANDOER, startRigg, SUMMERT, type Rigg } from "./rigg.ts";

let rigg: Rigg;

beforeAll(async () => {
  rigg = await startRigg();
});
beforeEach(() => {
  rigg.nullstill();
});
afterAll(() => rigg.maskinporten.close());

const NAA = KLOKKE.getTime() / 1000;
const AUTENTISERING = "Invalid assertion. Client authentication failed.";

test.each([
  {
    title: "names an unknown client",
    claims: { iss: "x" },
    kode: "MP-100",
    tekst: `${AUTENTISERING} Client not found`,
  },
  {
    title: "has the token address as aud",
    claims: { aud: "http://127.0.0.1/token" },
    kode: "MP-110",
    tekst: `${AUTENTISERING} Invalid JWT claim aud`,
  },
  { title: "has expired", claims: { iat: NAA - 8, exp: NAA - 1 }, kode: "MP-130", tekst: "JWT is expired" },
  {
    title: "is issued 11 s ahead",
    claims: { iat: NAA + 11, exp: NAA + 60 },
    tekst: "Issue time is after now",
  },
  {
    title: "was issued 11 s ago",
    claims: { iat: NAA - 11, exp: NAA + 60 },
    tekst: `${AUTENTISERING} Invalid JWT claim iat`,
  },
  { title: "lives 121 s", claims: { exp: NAA + 121 }, tekst: `${AUTENTISERING} Invalid JWT claim exp` },
  { title: "has a claim nobody knows", claims: { nbf: NAA }, tekst: "Invalid assertion" },
  {
    title: "is signed with PS256",
    header: { alg: "PS256" },
    kode: "MP-124",
    tekst: `${AUTENTISERING} Invalid JWT signature`,
  },
  {
    title: "is not signed",
    header: { alg: "none" },
    kode: "MP-124",
    tekst: `${AUTENTISERING} Invalid JWT signature`,
  },
  {
    title: "has an unknown kid",
    header: { kid: "x" },
    tekst: `${AUTENTISERING} Unknown key identifier (kid) for client.`,
  },
  {
    title: "has no kid",
    header: { kid: undefined },
    tekst: `${AUTENTISERING} The client requires pre-registered jwk and no key identifier (kid) provided`,
  },
  {
    title: "has x5c as text",
    header: { x5c: "MIIB" },
    kode: "MP-123",
    tekst: `${AUTENTISERING} Invalid x5c`,
  },
  {
    title: "is on behalf of the client's own organisation",
    claims: { consumer_org: LEVERANDOER },
    tekst:
      "Validation of JWT claim failed: The combination consumer_org in claim and delegation scope on client is invalid",
  },
])("an assertion that $title is refused", async ({ claims, header, kode, tekst }) => {
  expect(await rigg.spoer(claims, header)).toMatchObject({
    status: 400,
    error: "invalid_grant",
    kode,
    tekst,
  });
});

test.each([
  { title: "has no scope", claims: { scope: undefined } },
  { title: "has no exp", claims: { exp: undefined } },
  { title: "has an iat that is text", claims: { iat: String(NAA) } },
  { title: "prefixes consumer_org", claims: { consumer_org: `0192:${KOMMUNE}` } },
  { title: "has both kid and x5c", header: { x5c: ["MIIB"] } },
])("an assertion that $title has an invalid parameter", async ({ claims, header }) => {
  expect(await rigg.spoer(claims, header)).toMatchObject({
    status: 400,
    error: "invalid_request",
    kode: "MP-011",
    tekst: "Invalid assertion. Invalid parameter value",
  });
});

test("an aud with two values is refused even when one of them is the issuer", async () => {
  expect(await rigg.spoer({ aud: [rigg.maskinporten.issuer, "x"] })).toMatchObject({ kode: "MP-110" });
});

test("the clock may differ 10 s either way", async () => {
  expect((await rigg.spoer({ iat: NAA + 10, exp: NAA + 130 })).status).toBe(200);
  expect((await rigg.spoer({ iat: NAA - 10, exp: NAA + 110 })).status).toBe(200);
});

test("RS384 and RS512 are as good as RS256", async () => {
  expect((await rigg.spoer({}, { alg: "RS384" })).status).toBe(200);
  expect((await rigg.spoer({}, { alg: "RS512" })).status).toBe(200);
});

test("another client's key under the right kid is an invalid signature", async () => {
  const annen = await rigg.maskinporten.createClient({ orgnr: KOMMUNE, scopes: [SUMMERT] });
  const privateJwk = { ...annen.privateJwk, kid: rigg.client.kid };
  expect(await rigg.spoer({}, {}, { privateJwk })).toMatchObject({ status: 400, kode: "MP-124" });
});

test("a jti can be used once, also when the first use was refused for want of delegation", async () => {
  const jti = "6f1e0b1e-0000-4000-8000-000000000001";
  rigg.maskinporten.register.trekkDelegering(KOMMUNE, LEVERANDOER, SUMMERT);
  expect(await rigg.spoer({ jti })).toMatchObject({ status: 403, kode: "MP-251" });
  expect(await rigg.spoer({ jti })).toMatchObject({
    status: 400,
    error: "invalid_grant",
    kode: "MP-012",
    tekst: "Grant is used before",
  });
});

test("an assertion without jti can be sent once", async () => {
  expect((await rigg.spoer({ jti: undefined })).status).toBe(200);
  expect(await rigg.spoer({ jti: undefined })).toMatchObject({ kode: "MP-012" });
});

test("a client without registered keys is asked for a certificate, and no chain is trusted here", async () => {
  const { maskinporten } = rigg;
  maskinporten.register.registrerClient({ clientId: "uten-noekler", orgnr: KOMMUNE, scopes: [SUMMERT] });
  const claims = { iss: "uten-noekler" };
  expect(await rigg.spoer(claims, { kid: undefined, x5c: ["MIIB"] })).toMatchObject({ kode: "MP-120" });
});
