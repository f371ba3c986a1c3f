import { randomUUID } from "node:crypto";
import { importJWK, type CryptoKey } from "jose";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { createSend } from "../../../shared/adapters/http/send.ts";
import {
  createEgetToken,
  createTokenClient,
  type EgetToken,
  type TokenClient,
  type TokenClientDeps,
} from "../../../shared/adapters/maskinporten/token-client.ts";
import {
  lesOrganisasjonsnummer,
  type Organisasjonsnummer,
} from "../../../shared/kernel/organisasjonsnummer.ts";
import { err, ok } from "../../../shared/kernel/result.ts";
import {
  SKATTEETATENS_SCOPES,
  startMaskinporten,
  type Maskinporten,
} from "../../standins/maskinporten/maskinporten.ts";

function orgnr(tekst: string): Organisasjonsnummer {
  const lest = lesOrganisasjonsnummer(tekst);
  if (lest === undefined) throw new Error("not an organisasjonsnummer");
  return lest;
}
const LEVERANDOER = orgnr("310149942");
const KOMMUNE = orgnr("313876144");
const SCOPES = Object.keys(SKATTEETATENS_SCOPES);

let maskinporten: Maskinporten;
let clientId: string;
let noekkel: { kid: string; key: CryptoKey };
let naa = new Date("2026-11-23T10:00:00Z");

beforeAll(async () => {
  maskinporten = await startMaskinporten({ now: () => naa });
  const client = await maskinporten.createClient({ orgnr: LEVERANDOER, scopes: SCOPES });
  clientId = client.clientId;
  const key = await importJWK(client.privateJwk, "RS256");
  if (key instanceof Uint8Array) throw new Error("not a key pair");
  noekkel = { kid: client.kid, key };
});
afterAll(() => maskinporten.close());
beforeEach(() => {
  naa = new Date("2026-11-23T10:00:00Z");
  maskinporten.fjernFeil();
  maskinporten.nullstillLogg();
  for (const scope of SCOPES) {
    maskinporten.register.giTilgang(KOMMUNE, scope);
    maskinporten.register.giTilgang(LEVERANDOER, scope);
    maskinporten.register.deleger(KOMMUNE, LEVERANDOER, scope);
  }
});

function deps(endring: Partial<TokenClientDeps>): TokenClientDeps {
  return {
    send: createSend({ fetch, tilfeldig: () => 0, vent: () => Promise.resolve() }),
    issuer: maskinporten.issuer,
    tokenUrl: new URL("token", maskinporten.issuer),
    clientId,
    leverandoer: LEVERANDOER,
    noekkel: () => Promise.resolve(ok(noekkel)),
    now: () => naa,
    nyId: randomUUID,
    ...endring,
  };
}

const klient = (endring: Partial<TokenClientDeps> = {}): TokenClient => createTokenClient(deps(endring));
const eget = (endring: Partial<TokenClientDeps> = {}): EgetToken => createEgetToken(deps(endring));

test("a municipality that has delegated gives a token on its behalf", async () => {
  const svar = await klient()("SUMMERT_SKATTEGRUNNLAG", KOMMUNE);
  expect(svar.ok && svar.value.levetidSekunder).toBe(120);
  expect(
    maskinporten.antallTokenkall({ scope: "skatteetaten:summertskattegrunnlag", consumerOrg: KOMMUNE }),
  ).toBe(1);
});

test("who runs the service for itself asks without consumer_org", async () => {
  expect(await klient()("BEREGNET_SKATT", LEVERANDOER)).toMatchObject({ ok: true });
  expect(maskinporten.logg().tokenkall[0]?.consumerOrg).toBeUndefined();
});

test.each([
  ["AVREGNING", "skatteetaten:avregning"],
  ["BEREGNET_SKATT", "skatteetaten:beregnetskatt"],
] as const)("no delegation of %s is told apart from no access", async (api, scope) => {
  maskinporten.register.trekkDelegering(KOMMUNE, LEVERANDOER, scope);
  expect(await klient()(api, KOMMUNE)).toEqual(
    err({ kode: "delegering-mangler", api, aarsakskode: "MP-251" }),
  );
  maskinporten.register.trekkTilgang(KOMMUNE, scope);
  expect(await klient()(api, KOMMUNE)).toEqual(err({ kode: "tilgang-mangler", api, aarsakskode: "MP-250" }));
});

test("the same is understood from the text where Maskinporten leaves the code out", async () => {
  maskinporten.settForm({ errorUri: false, sporing: "correlation id" });
  maskinporten.register.trekkDelegering(KOMMUNE, LEVERANDOER, "skatteetaten:avregning");
  expect(await klient()("AVREGNING", KOMMUNE)).toMatchObject({
    feil: { kode: "delegering-mangler", aarsakskode: "MP-251" },
  });
  maskinporten.settForm({ errorUri: true, sporing: "trace_id" });
});

test("an unknown client is our own fault", async () => {
  expect(await klient({ clientId: randomUUID() })("AVREGNING", KOMMUNE)).toEqual(
    err({ kode: "tilkobling-feilkonfigurert", aarsakskode: "MP-100" }),
  );
});

test("an unknown key is our own fault, told without a code by Maskinporten", async () => {
  const feilKid = { ...noekkel, kid: "another" };
  expect(await klient({ noekkel: () => Promise.resolve(ok(feilKid)) })("AVREGNING", KOMMUNE)).toEqual(
    err({ kode: "tilkobling-feilkonfigurert", aarsakskode: "UKJENT_KID" }),
  );
});

test("a clock that is wrong is our own fault and is named", async () => {
  const foran = new Date(naa.getTime() + 30_000);
  expect(await klient({ now: () => foran })("AVREGNING", KOMMUNE)).toEqual(
    err({ kode: "tilkobling-feilkonfigurert", aarsakskode: "KLOKKE" }),
  );
});

test("a grant that was used before is made anew, once", async () => {
  let nr = 0;
  const ider = ["same", "same", "new"];
  const spoer = klient({ nyId: () => ider[nr++] ?? randomUUID() });
  expect(await spoer("AVREGNING", KOMMUNE)).toMatchObject({ ok: true });
  expect(await spoer("AVREGNING", KOMMUNE)).toMatchObject({ ok: true });
  expect(maskinporten.antallTokenkall()).toBe(3);
});

test("a 503 is asked once more with a new grant, then Maskinporten is unreachable", async () => {
  maskinporten.settTokenFeil({ type: "UTILGJENGELIG" }, { antall: 1 });
  expect(await klient()("AVREGNING", KOMMUNE)).toMatchObject({ ok: true });
  maskinporten.settTokenFeil({ type: "UTILGJENGELIG" });
  expect(await klient()("AVREGNING", KOMMUNE)).toEqual(
    err({ kode: "motpart-utilgjengelig", motpart: "MASKINPORTEN" }),
  );
  expect(maskinporten.antallTokenkall()).toBe(4);
});

test("a broken connection is tried once more", async () => {
  maskinporten.settTokenFeil({ type: "BRUDD" }, { antall: 1 });
  expect(await klient()("AVREGNING", KOMMUNE)).toMatchObject({ ok: true });
});

test.each([
  ["rubbish", { type: "SOEPPEL" }],
  ["a token without a life", { type: "UTEN_EXPIRES_IN" }],
  ["a page instead of an answer", { type: "HTML", status: 200 }],
  ["a page with status 403", { type: "HTML", status: 403 }],
] as const)("%s is not an answer, and never reads as a missing delegation", async (_, feil) => {
  maskinporten.settTokenFeil(feil);
  expect(await klient()("AVREGNING", KOMMUNE)).toEqual(
    err({ kode: "ugyldig-svar", motpart: "MASKINPORTEN" }),
  );
});

test("without a key nothing is asked", async () => {
  const feil = err({ kode: "motpart-utilgjengelig", motpart: "KEY_VAULT" } as const);
  expect(await klient({ noekkel: () => Promise.resolve(feil) })("AVREGNING", KOMMUNE)).toEqual(feil);
  expect(maskinporten.antallTokenkall()).toBe(0);
});

test("a token for ourselves carries no consumer_org", async () => {
  const scope = "skatteetaten:avregning";
  expect(await eget()(scope)).toMatchObject({ ok: true, value: { levetidSekunder: 120 } });
  expect(maskinporten.logg().tokenkall).toEqual([{ clientId, scope, consumerOrg: undefined }]);
});

test("a scope that we have not been granted, or that is not on our client, is our own fault", async () => {
  maskinporten.register.trekkTilgang(LEVERANDOER, "skatteetaten:avregning");
  for (const [scope, aarsakskode] of [
    ["skatteetaten:avregning", "MP-250"],
    ["altinn:maskinporten/delegations", "MP-200"],
  ] as const)
    expect(await eget()(scope)).toEqual(err({ kode: "tilkobling-feilkonfigurert", aarsakskode }));
});

test("a token for ourselves is asked for once more after a 503", async () => {
  maskinporten.settTokenFeil({ type: "UTILGJENGELIG" }, { antall: 1 });
  expect(await eget()("skatteetaten:avregning")).toMatchObject({ ok: true });
});
