import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { fetchToken } from "./fetch-token.ts";
import type { Clientnoekkel } from "./maskinporten.ts";
import { nyttNoekkelpar } from "./noekler.ts";
import { KLOKKE, KOMMUNE, LEVERANDOER, startRigg, SUMMERT, type Rigg } from "./rigg.ts";
import { DCR_SCOPES, startSelvbetjening, type Selvbetjening } from "./selvbetjening.ts";

let rigg: Rigg;
let selvbetjening: Selvbetjening;
let admin: Clientnoekkel;
let fremmed: Clientnoekkel;

beforeAll(async () => {
  rigg = await startRigg();
  const { maskinporten } = rigg;
  selvbetjening = await startSelvbetjening({ maskinporten, now: rigg.now });
  for (const scope of DCR_SCOPES) {
    maskinporten.register.settScope(scope, { eier: "991825827", maksLevetidSekunder: 120 });
    maskinporten.register.giTilgang(LEVERANDOER, scope);
    maskinporten.register.giTilgang(KOMMUNE, scope);
  }
  maskinporten.register.giTilgang(LEVERANDOER, SUMMERT);
  [admin, fremmed] = await Promise.all([
    maskinporten.createClient({ orgnr: LEVERANDOER, scopes: DCR_SCOPES }),
    maskinporten.createClient({ orgnr: KOMMUNE, scopes: DCR_SCOPES }),
  ]);
});
beforeEach(() => {
  rigg.nullstill();
  selvbetjening.settForplantning(0);
});
afterAll(() => Promise.all([rigg.maskinporten.close(), selvbetjening.close()]));

function token(scope: string, client = admin): Promise<string> {
  return fetchToken({ issuer: rigg.maskinporten.issuer, ...client, scope, now: rigg.now });
}

type Kall = { method?: string; bearer?: string; body?: unknown; clientId?: string; type?: string };

function kall({ method = "GET", bearer, body, clientId = rigg.client.clientId, type }: Kall) {
  return fetch(`${selvbetjening.url}/clients/${clientId}/jwks`, {
    method,
    headers: {
      ...(bearer === undefined ? {} : { authorization: `Bearer ${bearer}` }),
      ...(body === undefined ? {} : { "content-type": type ?? "application/json" }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

function postede(): readonly unknown[] {
  return rigg.maskinporten.register.postede(rigg.client.clientId);
}

test("gives the registered keys to whoever may read them", async () => {
  const svar = await kall({ bearer: await token("idporten:dcr.read") });
  expect(await svar.json()).toEqual({ keys: postede() });
});

test.each(["POST", "PUT"])("%s replaces the whole set, and shows it at once", async (method) => {
  const { offentligJwk } = await nyttNoekkelpar();
  const bearer = await token("idporten:dcr.write");
  const foer = postede();
  expect((await kall({ method, bearer, body: { keys: [offentligJwk] } })).status).toBe(200);
  expect(postede()).toEqual([offentligJwk]);
  await kall({ method, bearer, body: { keys: foer } });
});

test("Maskinporten knows the new key when the change has reached it, not before", async () => {
  const ny = await nyttNoekkelpar();
  const bearer = await token("idporten:dcr.modify");
  const foer = postede();
  selvbetjening.settForplantning(90_000);
  await kall({ method: "POST", bearer, body: { keys: [...foer, ny.offentligJwk] } });
  const nytt = {
    ...rigg.client,
    kid: ny.kid,
    privateJwk: { ...ny.privat.export({ format: "jwk" }), kid: ny.kid },
  };
  await expect(fetchToken(rigg.oenske(nytt))).rejects.toThrow("invalid_grant");
  rigg.settKlokke(new Date(KLOKKE.getTime() + 90_000));
  expect(await fetchToken(rigg.oenske(nytt))).not.toBe("");
  selvbetjening.settForplantning(0);
  await kall({ method: "POST", bearer: await token("idporten:dcr.modify"), body: { keys: foer } });
});

test.each<[string, number, () => Promise<Kall>]>([
  ["no token", 401, () => Promise.resolve({})],
  ["a token that is none", 401, () => Promise.resolve({ bearer: "a.b.c" })],
  ["a token for another scope", 403, async () => ({ bearer: await token(SUMMERT, rigg.client) })],
  ["another organisation's token", 403, async () => ({ bearer: await token("idporten:dcr.read", fremmed) })],
  ["no such client", 404, async () => ({ bearer: await token("idporten:dcr.read"), clientId: "ukjent" })],
  [
    "a method there is not",
    405,
    async () => ({ bearer: await token("idporten:dcr.write"), method: "DELETE" }),
  ],
  [
    "a scope that only reads",
    403,
    async () => ({ bearer: await token("idporten:dcr.read"), method: "POST", body: { keys: postede() } }),
  ],
  [
    "a form instead of JSON",
    415,
    async () => ({
      bearer: await token("idporten:dcr.write"),
      method: "POST",
      body: { keys: postede() },
      type: "text/plain",
    }),
  ],
])("refuses %s with %i", async (_, status, lag) => {
  expect((await kall(await lag())).status).toBe(status);
});

test.each<[string, () => Promise<unknown>]>([
  ["an empty set", () => Promise.resolve({ keys: [] })],
  ["a bare list", () => Promise.resolve(postede())],
  ["more than the keys", () => Promise.resolve({ keys: postede(), mer: 1 })],
  ["a private key", () => Promise.resolve({ keys: [rigg.client.privateJwk] })],
  ["the same kid twice", () => Promise.resolve({ keys: [...postede(), ...postede()] })],
  [
    "a kid that another client has",
    () => Promise.resolve({ keys: [...rigg.maskinporten.register.postede(admin.clientId)] }),
  ],
  [
    "six keys",
    async () => ({
      keys: (await Promise.all(Array.from({ length: 6 }, nyttNoekkelpar))).map((par) => par.offentligJwk),
    }),
  ],
])("takes no set that is %s, and changes nothing", async (_, lag) => {
  const foer = postede();
  const bearer = await token("idporten:dcr.write");
  expect((await kall({ method: "POST", bearer, body: await lag() })).status).toBe(400);
  expect(postede()).toEqual(foer);
});

test("answers otherwise when it is told to, as often as it is told", async () => {
  selvbetjening.settFeil({ status: 503, body: "" }, 1);
  const bearer = await token("idporten:dcr.read");
  expect((await kall({ bearer })).status).toBe(503);
  expect((await kall({ bearer })).status).toBe(200);
});
