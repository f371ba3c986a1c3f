// The keys of the operators' issuer, found through its metadata: changed, missing, hostile, and there again.

import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { AutentiserOperatoer } from "../../functions/http/operatoer.ts";
import { err } from "../../shared/kernel/result.ts";
import type { MetadataFeil } from "../standins/entra/feil.ts";
import type { JwksFeil } from "../standins/maskinporten/feil.ts";
import { requestMed, startOperatoerrigg, utfall, type Operatoerrigg } from "./operatoer-rigg.ts";

let rigg: Operatoerrigg;
let autentiser: AutentiserOperatoer;

beforeAll(async () => {
  rigg = await startOperatoerrigg();
});
beforeEach(() => {
  rigg.nullstill();
  autentiser = rigg.nyAutentiser();
});
afterAll(() => rigg.entra.close());

const spoer = (jwt = rigg.token()): Promise<string> => utfall(autentiser, `Bearer ${jwt}`);
const UTILGJENGELIG = "motpart-utilgjengelig";

test("many operators at once on a cold start fetch metadata and keys once", async () => {
  const svar = await Promise.all(Array.from({ length: 50 }, () => spoer()));
  expect(new Set(svar)).toEqual(new Set(["ok"]));
  expect(rigg.entra.logg()).toEqual({ metadataHentinger: 1, jwksHentinger: 1 });
});

test("keys are kept for an hour", async () => {
  await spoer();
  rigg.gaa(3_599);
  await spoer();
  expect(rigg.entra.logg().jwksHentinger).toBe(1);
  rigg.gaa(1);
  await spoer();
  expect(rigg.entra.logg()).toEqual({ metadataHentinger: 2, jwksHentinger: 2 });
});

test("a new key is fetched when a token names it, and what the old one signed goes on being accepted", async () => {
  const gammelt = rigg.token();
  await spoer();
  await rigg.entra.roterNoekler();
  expect(await spoer()).toBe("ok");
  expect(await spoer(gammelt)).toBe("ok");
  expect(rigg.entra.logg().jwksHentinger).toBe(2);
});

test("keys that are fetched go on being used while the issuer is down, and a new one is unknown, not refused", async () => {
  const gammelt = rigg.token();
  await spoer();
  await rigg.entra.roterNoekler();
  rigg.entra.settMetadataFeil({ type: "UTILGJENGELIG" });
  expect(await spoer()).toBe(UTILGJENGELIG);
  expect(await spoer(gammelt)).toBe("ok");
  rigg.entra.fjernFeil();
  rigg.gaa(2);
  expect(await spoer()).toBe("ok");
});

test("a flood of unknown keys reaches the issuer once", async () => {
  await spoer();
  const svar = await Promise.all(
    Array.from({ length: 100 }, (_, nr) => spoer(rigg.token({}, { kid: `ukjent-${nr}` }))),
  );
  expect(new Set(svar)).toEqual(new Set(["ikke-autentisert"]));
  expect(rigg.entra.logg().jwksHentinger).toBe(2);
});

const metadata = (endring: () => Readonly<Record<string, unknown>>): (() => MetadataFeil) => {
  return () => ({ type: "ENDRET", endring: endring() });
};

test.each<[string, () => MetadataFeil]>([
  ["is down", () => ({ type: "UTILGJENGELIG" })],
  ["is a page", () => ({ type: "HTML" })],
  ["is right but under 404", () => ({ type: "STATUS", status: 404 })],
  ["is garbage", () => ({ type: "SOEPPEL" })],
  ["is without end", () => ({ type: "STOR", byte: 5 * 1024 * 1024 })],
  ["has moved to where it is right", () => ({ type: "OMDIRIGERING" })],
  ["names another issuer", metadata(() => ({ issuer: "https://evil.example/v2.0" }))],
  ["names the issuer with a slash", metadata(() => ({ issuer: `${rigg.entra.issuer}/` }))],
  ["leaves the tenant open", metadata(() => ({ issuer: `${rigg.entra.url}/{tenantid}/v2.0` }))],
  ["names no issuer", metadata(() => ({ issuer: undefined }))],
  ["says nothing of keys", metadata(() => ({ jwks_uri: undefined }))],
  ["has a list of keys' addresses", metadata(() => ({ jwks_uri: [rigg.entra.jwksUrl] }))],
  ["has the keys at a path alone", metadata(() => ({ jwks_uri: new URL(rigg.entra.jwksUrl).pathname }))],
  // The right keys answer there too: it is the origin that is wrong.
  [
    "has the keys on another name of the host",
    metadata(() => ({ jwks_uri: rigg.entra.jwksUrl.replace("127.0.0.1", "localhost") })),
  ],
  ["has the keys over https", metadata(() => ({ jwks_uri: rigg.entra.jwksUrl.replace("http:", "https:") }))],
  [
    "has a name before the keys' host",
    metadata(() => ({ jwks_uri: rigg.entra.jwksUrl.replace("//", "//a@") })),
  ],
  ["has the keys in a file", metadata(() => ({ jwks_uri: "file:///etc/passwd" }))],
])("on a cold start when the metadata %s it is 503, and good again without a restart", async (_, feil) => {
  rigg.entra.settMetadataFeil(feil());
  expect(await autentiser(requestMed(`Bearer ${rigg.token()}`))).toEqual(
    err({ kode: "motpart-utilgjengelig", motpart: "ENTRA_ID" }),
  );
  expect(rigg.entra.logg().jwksHentinger).toBe(0);
  rigg.entra.fjernFeil();
  rigg.gaa(2);
  expect(await spoer()).toBe("ok");
});

test.each<[string, JwksFeil]>([
  ["are away", { type: "UTILGJENGELIG" }],
  ["are a page", { type: "HTML" }],
  ["have moved to where they are right", { type: "OMDIRIGERING" }],
  ["are none", { type: "NOEKLER", keys: [] }],
])("on a cold start when the keys %s it is 503, and good again without a restart", async (_, feil) => {
  rigg.entra.settJwksFeil(feil);
  expect(await spoer()).toBe(UTILGJENGELIG);
  rigg.entra.fjernFeil();
  rigg.gaa(2);
  expect(await spoer()).toBe("ok");
});

test("slow metadata and slow keys are waited for", async () => {
  rigg.entra.settMetadataFeil({ type: "TREG", ms: 50 });
  rigg.entra.settJwksFeil({ type: "TREG", ms: 50 });
  expect(await spoer()).toBe("ok");
});

const egen = (): string => rigg.entra.issuer;
const aapen = (): string => `${rigg.entra.url}/{tenantid}/v2.0`;
const personlig = (): string => `${rigg.entra.url}/9188040d-6c67-4c5b-b112-36a304b66dad/v2.0`;

test.each<[string, () => string | undefined, string]>([
  ["our issuer", egen, "ok"],
  ["the issuer with the tenant left open", aapen, "ok"],
  ["no issuer", (): undefined => undefined, "ok"],
  ["the issuer of personal accounts", personlig, UTILGJENGELIG],
  [
    "the right tenant on another host",
    (): string => egen().replace("127.0.0.1", "evil.example"),
    UTILGJENGELIG,
  ],
])("a key that is for %s: %s", async (_, issuer, ventet) => {
  const { offentligJwk } = rigg.entra.aktivNoekkel();
  rigg.entra.settJwksFeil({ type: "NOEKLER", keys: [{ ...offentligJwk, issuer: issuer() }] });
  expect(await spoer()).toBe(ventet);
});

test("a key of personal accounts beside ours is not taken for ours", async () => {
  const { offentligJwk } = rigg.entra.aktivNoekkel();
  const keys = [offentligJwk, { ...offentligJwk, kid: "personlig", issuer: personlig() }];
  rigg.entra.settJwksFeil({ type: "NOEKLER", keys });
  expect(await spoer()).toBe("ok");
  expect(await spoer(rigg.token({}, { kid: "personlig" }))).toBe("ikke-autentisert");
});
