import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { postAssertion, signerAssertion } from "./fetch-token.ts";
import { SOESKENS_USER_AGENT } from "./noekkelhenting.ts";
import { AVREGNING, startRigg, type Rigg } from "./rigg.ts";

let rigg: Rigg;

beforeAll(async () => {
  rigg = await startRigg();
});
beforeEach(() => {
  rigg.nullstill();
});
afterAll(() => rigg.maskinporten.close());

const be = (): Promise<Response> => postAssertion(rigg.maskinporten.issuer, signerAssertion(rigg.oenske()));
const hentNoekler = (init: RequestInit = {}): Promise<Response> => fetch(rigg.maskinporten.jwksUrl, init);
const om = (ms: number): RequestInit => ({ signal: AbortSignal.timeout(ms) });

test("a token request can be answered 503, then 429 with Retry-After, then properly", async () => {
  rigg.maskinporten.settTokenFeil({ type: "UTILGJENGELIG" }, { antall: 1 });
  rigg.maskinporten.settTokenFeil({ type: "FOR_MANGE", retryAfterSekunder: 3 }, { antall: 1 });
  expect((await be()).status).toBe(503);
  const nei = await be();
  expect(nei.status).toBe(429);
  expect(nei.headers.get("retry-after")).toBe("3");
  expect((await be()).status).toBe(200);
});

test("a token request can be answered by an HTML page", async () => {
  rigg.maskinporten.settTokenFeil({ type: "HTML", status: 502 });
  const svar = await be();
  expect(svar.status).toBe(502);
  expect(svar.headers.get("content-type")).toMatch(/^text\/html/);
});

test("a token request can have its connection broken", async () => {
  rigg.maskinporten.settTokenFeil({ type: "BRUDD" }, { antall: 1 });
  await expect(be()).rejects.toThrow("fetch failed");
  expect((await be()).status).toBe(200);
});

test("a token request can hang until the caller gives up", async () => {
  rigg.maskinporten.settTokenFeil({ type: "HENG" });
  const { issuer } = rigg.maskinporten;
  await expect(fetch(`${issuer}token`, { method: "POST", body: "a", ...om(50) })).rejects.toThrow("timeout");
});

test("a slow token is right when it comes", async () => {
  rigg.maskinporten.settTokenFeil({ type: "TREG", ms: 20 });
  expect((await rigg.spoer()).levetid).toBe(120);
});

test("a 200 can be garbage, or lack expires_in", async () => {
  rigg.maskinporten.settTokenFeil({ type: "SOEPPEL" }, { antall: 1 });
  const soeppel = await be();
  expect(soeppel.status).toBe(200);
  await expect(soeppel.json()).rejects.toThrow(SyntaxError);
  rigg.maskinporten.settTokenFeil({ type: "UTEN_EXPIRES_IN" }, { antall: 1 });
  const uten = await rigg.spoer();
  expect(uten.status).toBe(200);
  expect(uten.levetid).toBeUndefined();
  expect(uten.claims.iss).toBe(rigg.maskinporten.issuer);
});

test("a fault can be for one scope only, and any answer can be given", async () => {
  const svar = { status: 418, body: '{"error":"ukjent"}' };
  rigg.maskinporten.settTokenFeil({ type: "SVAR", svar }, { gjelder: (kall) => kall.scope === AVREGNING });
  expect((await rigg.spoer()).status).toBe(200);
  expect(await rigg.spoer({ scope: AVREGNING })).toMatchObject({ status: 418, error: "ukjent" });
  rigg.maskinporten.fjernFeil();
  expect((await rigg.spoer({ scope: AVREGNING })).status).toBe(200);
});

test("the keys can be unavailable, an HTML page, too large, empty or foreign", async () => {
  const { settJwksFeil } = rigg.maskinporten;
  settJwksFeil({ type: "UTILGJENGELIG" }, 1);
  expect((await hentNoekler()).status).toBe(503);
  settJwksFeil({ type: "HTML" }, 1);
  expect(await (await hentNoekler()).text()).toMatch(/^<!DOCTYPE html>/);
  settJwksFeil({ type: "STOR", byte: 5_000_000 }, 1);
  expect((await (await hentNoekler()).text()).length).toBeGreaterThan(5_000_000);
  settJwksFeil({ type: "NOEKLER", keys: [] }, 1);
  expect(await (await hentNoekler()).json()).toEqual({ keys: [] });
  settJwksFeil({ type: "NOEKLER", keys: [{ kty: "EC" }] }, 1);
  expect(await (await hentNoekler()).json()).toEqual({ keys: [{ kty: "EC" }] });
});

test("the keys can be slow or hang", async () => {
  rigg.maskinporten.settJwksFeil({ type: "TREG", ms: 20 }, 1);
  expect((await hentNoekler()).status).toBe(200);
  rigg.maskinporten.settJwksFeil({ type: "HENG" }, 1);
  await expect(hentNoekler(om(50))).rejects.toThrow("timeout");
});

test("the keys can be moved: whoever follows the redirect gets them, whoever does not sees 302", async () => {
  rigg.maskinporten.settJwksFeil({ type: "OMDIRIGERING" });
  expect((await hentNoekler({ redirect: "manual" })).status).toBe(302);
  expect(await (await hentNoekler()).json()).toMatchObject({ keys: [{ kty: "RSA" }, { kty: "RSA" }] });
});

test("other stand-ins always get the keys, and are not counted", async () => {
  rigg.maskinporten.settJwksFeil({ type: "UTILGJENGELIG" });
  const svar = await hentNoekler({ headers: { "user-agent": SOESKENS_USER_AGENT } });
  expect(svar.status).toBe(200);
  expect(rigg.maskinporten.logg().jwksHentinger).toBe(0);
});

test("closing ends what hangs", async () => {
  const egen = await startRigg();
  egen.maskinporten.settTokenFeil({ type: "HENG" });
  const venter = postAssertion(egen.maskinporten.issuer, signerAssertion(egen.oenske()));
  const avbrutt = expect(venter).rejects.toThrow("fetch failed");
  while (egen.maskinporten.antallTokenkall() === 0) await new Promise(setImmediate);
  await egen.maskinporten.close();
  await avbrutt;
});
