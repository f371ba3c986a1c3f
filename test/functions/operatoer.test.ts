// Who may act as operator: the attack list of a resource server, for tokens of Entra ID.

import { generateKeyPairSync, randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { createOperatoer, type AutentiserOperatoer } from "../../functions/http/operatoer.ts";
import { ok } from "../../shared/kernel/result.ts";
import type { Claims } from "../standins/entra/claims.ts";
import type { Jwsnoekkel } from "../standins/maskinporten/jws.ts";
import {
  OID,
  OPERATOER_AUDIENCE,
  requestMed,
  ROLLE,
  SEKUND,
  startOperatoerrigg,
  utfall,
  type Operatoerrigg,
} from "./operatoer-rigg.ts";

let rigg: Operatoerrigg;
let autentiser: AutentiserOperatoer;

beforeAll(async () => {
  rigg = await startOperatoerrigg();
  autentiser = rigg.nyAutentiser();
});
beforeEach(() => {
  rigg.nullstill();
});
afterAll(() => rigg.entra.close());

const token: Operatoerrigg["token"] = (...alt) => rigg.token(...alt);
const spoer = (jwt: string): Promise<string> => utfall(autentiser, `Bearer ${jwt}`);
const AVVIST = "ikke-autentisert";
const IKKE_OPERATOER = "ikke-tilgang OPERATOER";

test("a person with the role is the operator by object id", async () => {
  expect(await autentiser(requestMed(`Bearer ${token()}`))).toEqual(ok({ oid: OID }));
});

test("the object id is the same however it is written", async () => {
  expect(await autentiser(requestMed(`bearer ${token({ oid: OID.toUpperCase() })}`))).toEqual(
    ok({ oid: OID }),
  );
});

test.each<[string, Claims]>([
  ["the role among several", { roles: ["Leser", ROLLE] }],
  ["idtyp user", { idtyp: "user" }],
  ["no scp", { scp: undefined }],
  ["claims nobody knows", { groups: [], wids: [], acct: 0, ny: { a: 1 } }],
  ["a life of a day", { exp: SEKUND + 86_400 }],
])("a token with %s is accepted", async (_, endring) => {
  expect(await spoer(token(endring))).toBe("ok");
});

test.each<[string, () => Claims]>([
  ["another tenant's issuer", () => ({ iss: rigg.entra.issuer.replace(rigg.entra.tenant, randomUUID()) })],
  ["the issuer with a slash", () => ({ iss: `${rigg.entra.issuer}/` })],
  ["the issuer in capitals", () => ({ iss: rigg.entra.issuer.toUpperCase() })],
  ["the issuer of v1.0", () => ({ iss: `https://sts.windows.net/${rigg.entra.tenant}/` })],
  ["the issuer with its tenant left open", () => ({ iss: `${rigg.entra.url}/{tenantid}/v2.0` })],
  [
    "the issuer by another name of the host",
    () => ({ iss: rigg.entra.issuer.replace("127.0.0.1", "localhost") }),
  ],
  ["a list of issuers", () => ({ iss: [rigg.entra.issuer] })],
  ["no issuer", () => ({ iss: undefined })],
  ["another audience", () => ({ aud: randomUUID() })],
  ["the API's URI as audience", () => ({ aud: `api://${OPERATOER_AUDIENCE}` })],
  ["the audience in capitals", () => ({ aud: OPERATOER_AUDIENCE.toUpperCase() })],
  ["a list with our audience alone", () => ({ aud: [OPERATOER_AUDIENCE] })],
  ["our audience among others", () => ({ aud: [OPERATOER_AUDIENCE, randomUUID()] })],
  ["Microsoft Graph as audience", () => ({ aud: "00000003-0000-0000-c000-000000000000" })],
  ["an empty audience", () => ({ aud: "" })],
  ["no audience", () => ({ aud: undefined })],
  ["ver 1.0", () => ({ ver: "1.0" })],
  ["ver as a number", () => ({ ver: 2 })],
  ["another tid", () => ({ tid: randomUUID() })],
  ["a list of tids", () => ({ tid: [rigg.entra.tenant] })],
  ["no oid", () => ({ oid: undefined })],
  ["an oid that is no UUID", () => ({ oid: "operatoer" })],
  ["an oid in braces", () => ({ oid: `{${OID}}` })],
  ["an oid with a line feed", () => ({ oid: `${OID}\n` })],
  ["a list of oids", () => ({ oid: [OID] })],
  ["sub as a number", () => ({ sub: 1 })],
  ["no exp", () => ({ exp: undefined })],
  ["exp as text", () => ({ exp: String(SEKUND + 60) })],
  ["exp with decimals", () => ({ exp: SEKUND + 60.5 })],
  ["exp in milliseconds", () => ({ exp: (SEKUND + 60) * 1000 })],
  ["a life of two days", () => ({ exp: SEKUND + 2 * 86_400 })],
  ["exp before iat", () => ({ iat: SEKUND, exp: SEKUND - 5 })],
  ["no iat", () => ({ iat: undefined })],
  ["iat as text", () => ({ iat: String(SEKUND) })],
  ["iat with decimals", () => ({ iat: SEKUND - 0.5 })],
  ["nbf as text", () => ({ nbf: String(SEKUND) })],
])("a token with %s is refused", async (_, endring) => {
  expect(await spoer(token(endring()))).toBe(AVVIST);
});

test.each<[string, Claims, string]>([
  ["expired 59 seconds ago", { exp: SEKUND - 59 }, "ok"],
  ["expired a minute ago", { exp: SEKUND - 60 }, AVVIST],
  ["good from a minute ahead", { nbf: SEKUND + 60 }, "ok"],
  ["good from more than a minute ahead", { nbf: SEKUND + 61 }, AVVIST],
  ["issued a minute ahead", { iat: SEKUND + 60 }, "ok"],
  ["issued more than a minute ahead", { iat: SEKUND + 61 }, AVVIST],
  ["of 25 hours", { iat: SEKUND, exp: SEKUND + 90_000 }, "ok"],
  ["of a second more", { iat: SEKUND, exp: SEKUND + 90_001 }, AVVIST],
  ["issued 25 hours and two minutes ago", { iat: SEKUND - 90_120, exp: SEKUND - 120 }, AVVIST],
])("a token %s: %s", async (_, endring, ventet) => {
  expect(await spoer(token(endring))).toBe(ventet);
});

test.each<[string, unknown]>([
  ["no roles", undefined],
  ["no role", []],
  ["another role", ["Leser"]],
  ["a longer role", [`${ROLLE}.alt`]],
  ["a shorter role", [ROLLE.slice(0, -1)]],
  ["the role in capitals", [ROLLE.toUpperCase()]],
  ["the role as text", ROLLE],
  ["roles in one text", [`Leser ${ROLLE}`]],
  ["a role inside a list", [[ROLLE]]],
  ["roles as an object", { 0: ROLLE, length: 1 }],
])("a good token with %s is not an operator's", async (_, roles) => {
  expect(await spoer(token({ roles }))).toBe(IKKE_OPERATOER);
});

test("a role under another name of the claim counts for nothing", async () => {
  const andre = { role: [ROLLE], wids: [ROLLE], groups: [ROLLE], scp: ROLLE };
  expect(await spoer(token({ roles: undefined, ...andre }))).toBe(IKKE_OPERATOER);
});

test("what issuer and audience say already may be left out", async () => {
  const kort = token({ ver: undefined, tid: undefined, sub: undefined, nbf: undefined });
  expect(await spoer(kort)).toBe("ok");
});

test.each<[string, () => string]>([
  ["as its token says", () => rigg.entra.issueAppToken({ roles: [ROLLE], idtyp: "app" })],
  ["as sub and oid say alone", () => rigg.entra.issueAppToken({ roles: [ROLLE] })],
  ["with sub and oid in different letters", () => rigg.token({ sub: OID.toUpperCase() })],
  ["with a sub like a person's", () => rigg.token({ idtyp: "app" })],
  ["of a kind that is new", () => rigg.token({ idtyp: "device" })],
  ["with a list of kinds", () => rigg.token({ idtyp: ["user"] })],
])("an application with the role, %s, is no operator", async (_, lag) => {
  expect(await spoer(lag())).toBe(IKKE_OPERATOER);
});

const fremmed = generateKeyPairSync("rsa", { modulusLength: 2048 });
const elliptisk = generateKeyPairSync("ec", { namedCurve: "P-256" });
const offentligPem = (): string =>
  rigg.entra.aktivNoekkel().offentlig.export({ type: "spki", format: "pem" }).toString();

test.each<[string, Claims, (() => Jwsnoekkel)?]>([
  ["signed with another key", {}, (): Jwsnoekkel => fremmed.privateKey],
  ["of alg none", { alg: "none" }],
  ["signed symmetrically with the public key", { alg: "HS256" }, offentligPem],
  ["of PS256", { alg: "PS256" }],
  ["of RS512", { alg: "RS512" }],
  ["of ES256", { alg: "ES256" }, (): Jwsnoekkel => elliptisk.privateKey],
  ["without alg", { alg: undefined }],
  ["without kid", { kid: undefined }],
  ["with an empty kid", { kid: "" }],
  ["with a kid that is a path", { kid: "../../keys" }],
  ["of a key nobody has", { kid: "ukjent" }],
  [
    "that brings its own key",
    { jwk: fremmed.publicKey.export({ format: "jwk" }) },
    (): Jwsnoekkel => fremmed.privateKey,
  ],
  ["that points to its keys", { jku: "http://127.0.0.1:1/keys" }],
  ["that points to a certificate", { x5u: "http://127.0.0.1:1/x5u" }],
  ["that brings a certificate", { x5c: ["MIIB"] }],
  ["with a critical extension", { crit: ["exp"] }],
  ["with an unencoded payload", { b64: false }],
])("a token %s is refused", async (_, header, noekkel) => {
  expect(await spoer(token({}, header, noekkel?.()))).toBe(AVVIST);
});

test.each<[string, () => string | undefined]>([
  ["no header", () => undefined],
  ["another scheme", () => "Basic YTpi"],
  ["only the scheme", () => "Bearer"],
  ["a token of two parts", () => `Bearer ${token().split(".").slice(0, 2).join(".")}`],
  ["a token of four parts", () => `Bearer ${token()}.abc`],
  ["a token cut short", () => `Bearer ${token().slice(0, -5)}`],
  ["a token without signature", () => `Bearer ${token().replace(/[^.]*$/, "")}`],
  ["two tokens", () => `Bearer ${token()}, Bearer ${token()}`],
  ["a token of nine kilobytes", () => `Bearer ${token({ fyll: "x".repeat(9_000) })}`],
  ["a payload that is no object", () => `Bearer ${rigg.entra.issueToken({}, {}, { payload: "[]" })}`],
])("%s is refused", async (_, lag) => {
  expect(await utfall(autentiser, lag())).toBe(AVVIST);
});

test("a token that points to its keys makes no call, and one that is malformed fetches none", async () => {
  const kald = rigg.nyAutentiser();
  for (const jwt of [token({}, { jku: `${rigg.entra.url}/x` }), token({}, { kid: undefined }), "a.b.c"])
    expect(await utfall(kald, `Bearer ${jwt}`)).toBe(AVVIST);
  expect(rigg.entra.logg()).toEqual({ metadataHentinger: 0, jwksHentinger: 0 });
});

test("where the issuer's address has no tenant, any UUID is a tid", async () => {
  const key = rigg.entra.aktivNoekkel().offentlig.export({ format: "jwk" });
  const uten = createOperatoer({
    issuer: "https://innlogging.example.no",
    tenant: undefined,
    audience: OPERATOER_AUDIENCE,
    rolle: ROLLE,
    noekkel: () =>
      crypto.subtle.importKey("jwk", key, { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256" }, false, ["verify"]),
    erUtilgjengelig: () => false,
    now: rigg.now,
  });
  const fra = (tid: unknown): string => `Bearer ${token({ iss: "https://innlogging.example.no", tid })}`;
  expect(await utfall(uten, fra(randomUUID()))).toBe("ok");
  expect(await utfall(uten, fra("common"))).toBe(AVVIST);
});
