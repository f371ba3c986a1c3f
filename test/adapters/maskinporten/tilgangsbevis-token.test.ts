// A 200 is proof only when its token is what Maskinporten would have issued: each attack changes one thing.

import { generateKeyPairSync, randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { SCOPES } from "../../../shared/adapters/maskinporten/token-client.ts";
import {
  delegert,
  eSegl,
  organisasjon,
  systembruker,
  underenhet,
  type Claims,
} from "../../standins/maskinporten/claims.ts";
import type { Jwsnoekkel } from "../../standins/maskinporten/jws.ts";
import type { Maskinporten } from "../../standins/maskinporten/maskinporten.ts";
import {
  ANNEN_KOMMUNE,
  API,
  beggeUkjent,
  KILDE,
  KOMMUNE,
  LEVERANDOER,
  OK,
  SEKUND,
  startBevisrigg,
  ukjent,
  type Bevisrigg,
} from "./tilgangsbevis-rigg.ts";

let rigg: Bevisrigg;
let maskinporten: Maskinporten;

beforeAll(async () => {
  rigg = await startBevisrigg();
  ({ maskinporten } = rigg);
});
beforeEach(() => {
  rigg.nullstill();
});
afterAll(() => maskinporten.close());

test("the token that every attack below changes one thing in is accepted", async () => {
  rigg.svarMedToken(maskinporten.issueToken(rigg.claims()));
  expect(await rigg.bevis()(API, KOMMUNE)).toEqual({ tilgang: OK, delegering: OK });
});

test.each<[string, Claims]>([
  ["another issuer", { iss: "https://test.maskinporten.no/" }],
  ["no issuer", { iss: undefined }],
  ["no exp", { exp: undefined }],
  ["exp long past", { iat: SEKUND - 50, exp: SEKUND - 11 }],
  ["exp as text", { exp: String(SEKUND + 60) }],
  ["no iat", { iat: undefined }],
  ["iat in the future", { iat: SEKUND + 11, exp: SEKUND + 131 }],
  ["iat that is not from just now", { iat: SEKUND - 71, exp: SEKUND + 60 }],
  ["nbf in the future", { nbf: SEKUND + 60 }],
  ["no jti", { jti: undefined }],
  ["a jti that is a number", { jti: 1 }],
  ["iat with decimals", { iat: SEKUND - 0.5 }],
  ["another client", { client_id: randomUUID() }],
  ["no client", { client_id: undefined }],
  ["no scope", { scope: undefined }],
  ["the scope of another API", { scope: SCOPES.AVREGNING }],
  ["another scope along", { scope: `${SCOPES[API]} ${SCOPES.AVREGNING}` }],
  ["a longer scope", { scope: `${SCOPES[API]}.les` }],
  ["a list of scopes", { scope: [SCOPES[API]] }],
  ["no consumer", { consumer: undefined }],
  ["another municipality", { consumer: organisasjon(ANNEN_KOMMUNE) }],
  ["consumer and supplier swapped", { ...delegert(KOMMUNE, KILDE), consumer: organisasjon(LEVERANDOER) }],
  ["us as consumer", { consumer: organisasjon(LEVERANDOER) }],
  ["a sub-entity", { consumer: underenhet(KOMMUNE, "987464291") }],
  ["a foreign seal", { consumer: eSegl(KOMMUNE) }],
  ["another register", { consumer: { authority: "iso6523-actorid-upis", ID: `0191:${KOMMUNE}` } }],
  ["a consumer as text", { consumer: `0192:${KOMMUNE}` }],
  ["a list of consumers", { consumer: [organisasjon(KOMMUNE)] }],
  ["id in small letters", { consumer: { authority: "iso6523-actorid-upis", id: `0192:${KOMMUNE}` } }],
  ["no supplier", { supplier: undefined }],
  ["another supplier", { supplier: organisasjon("991825827") }],
  ["no delegation source", { delegation_source: undefined }],
  ["neither supplier nor source", { supplier: undefined, delegation_source: undefined }],
  ["the delegation source of production", { delegation_source: "https://www.altinn.no/" }],
  ["a delegation source without its slash", { delegation_source: "https://tt02.altinn.no" }],
  ["a systembruker", systembruker(LEVERANDOER, KOMMUNE)],
  ["an authorization_details along", { authorization_details: [] }],
  ["an end user", { pid: "somebody" }],
])("a signed token with %s proves nothing", async (_, endring) => {
  rigg.svarMedToken(maskinporten.issueToken(rigg.claims(endring)));
  expect(await rigg.bevis()(API, KOMMUNE)).toEqual(beggeUkjent("UGYLDIG_BEVIS"));
});

const fremmed = generateKeyPairSync("rsa", { modulusLength: 2048 });
const offentlig = (): string =>
  maskinporten.aktivNoekkel().offentlig.export({ type: "spki", format: "pem" }).toString();

test.each<[string, Claims, (() => Jwsnoekkel)?]>([
  ["signed with another key", {}, (): Jwsnoekkel => fremmed.privateKey],
  ["that brings its own key", { jwk: fremmed.publicKey.export({ format: "jwk" }) }, () => fremmed.privateKey],
  ["signed symmetrically with the public key", { alg: "HS256" }, offentlig],
  ["that says RS512", { alg: "RS512" }],
  ["that says PS256", { alg: "PS256" }],
  ["of an unknown key", { kid: "ukjent" }],
  ["without kid", { kid: undefined }],
  ["with a critical extension", { crit: ["exp"] }],
])("a token %s proves nothing", async (_, header, lagNoekkel) => {
  rigg.svarMedToken(
    maskinporten.issueToken(rigg.claims(), header, lagNoekkel === undefined ? {} : { key: lagNoekkel() }),
  );
  expect(await rigg.bevis()(API, KOMMUNE)).toEqual(beggeUkjent("UGYLDIG_BEVIS"));
});

test("a token whose signature is changed, cut off or left out proves nothing", async () => {
  const [hode = "", innhold = "", segl = ""] = maskinporten.issueToken(rigg.claims()).split(".");
  const usignert = Buffer.from('{"alg":"none"}').toString("base64url");
  for (const token of [
    `${hode}.${innhold}.${segl.slice(0, -4)}AAAA`,
    `${hode}.${innhold}.${segl.slice(0, -4)}`,
    `${usignert}.${innhold}.`,
    `${hode}.${innhold}`,
    "ikke-et-token",
  ]) {
    maskinporten.fjernFeil();
    rigg.svarMedToken(token);
    expect(await rigg.bevis()(API, KOMMUNE)).toEqual(beggeUkjent("UGYLDIG_BEVIS"));
  }
});

test.each<[string, Claims]>([
  ["a supplier", delegert("991825827", KILDE)],
  ["a supplier but no source", { supplier: organisasjon("991825827") }],
  ["a source but no supplier", { delegation_source: KILDE }],
  ["another consumer", { consumer: organisasjon(KOMMUNE) }],
])("a token of our own with %s proves nothing", async (_, endring) => {
  const egne = { supplier: undefined, delegation_source: undefined, consumer: organisasjon(LEVERANDOER) };
  rigg.svarMedToken(maskinporten.issueToken(rigg.claims(egne)));
  expect(await rigg.bevis()(API, LEVERANDOER)).toMatchObject({ tilgang: OK });
  maskinporten.fjernFeil();
  rigg.svarMedToken(maskinporten.issueToken(rigg.claims({ ...egne, ...endring })));
  expect(await rigg.bevis()(API, LEVERANDOER)).toMatchObject({ tilgang: ukjent("UGYLDIG_BEVIS") });
});
