// Who sends, where both a municipality and an operator may: each token is judged by its own issuer's rules.

import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { createAvsender, type FinnAvsender } from "../../functions/http/avsender.ts";
import { createAutentiser } from "../../functions/http/caller.ts";
import { createSend } from "../../shared/adapters/http/send.ts";
import { createJwks, NoeklerUtilgjengelige } from "../../shared/adapters/noekler/jwks.ts";
import { lesOrganisasjonsnummer, type Organisasjonsnummer } from "../../shared/kernel/organisasjonsnummer.ts";
import { err, ok } from "../../shared/kernel/result.ts";
import { organisasjon, type Claims } from "../standins/maskinporten/claims.ts";
import { startMaskinporten, type Maskinporten } from "../standins/maskinporten/maskinporten.ts";
import {
  ANNEN_KOMMUNE,
  AUDIENCE,
  EPJ,
  KOMMUNE,
  SCOPE_OPPSLAG,
  SCOPE_TILKOBLING,
} from "../standins/system.ts";
import { claims } from "./caller-rigg.ts";
import {
  OID,
  OPERATOER_AUDIENCE,
  requestMed,
  ROLLE,
  startOperatoerrigg,
  type Operatoerrigg,
} from "./operatoer-rigg.ts";

function orgnr(tekst: string): Organisasjonsnummer {
  const lest = lesOrganisasjonsnummer(tekst);
  if (lest === undefined) throw new Error("not an organisasjonsnummer");
  return lest;
}

let operatoerer: Operatoerrigg;
let maskinporten: Maskinporten;
let finnAvsender: FinnAvsender;

function nyAvsender(now: () => Date): FinnAvsender {
  const send = createSend({ fetch, tilfeldig: () => 0, vent: () => Promise.resolve() });
  return createAvsender({
    autentiser: createAutentiser({
      issuer: maskinporten.issuer,
      audience: AUDIENCE,
      delegeringskilde: "https://tt02.altinn.no/",
      erKommune: (nummer) => nummer !== EPJ,
      noekkel: createJwks({
        send,
        motpart: "MASKINPORTEN",
        jwkUrl: () => Promise.resolve(new URL(maskinporten.jwksUrl)),
        now,
      }),
      erUtilgjengelig: (feil) => feil instanceof NoeklerUtilgjengelige,
      now,
    }),
    scope: SCOPE_TILKOBLING,
    kommuneIssuer: maskinporten.issuer,
    autentiserOperatoer: operatoerer.nyAutentiser(),
    operatoerIssuer: operatoerer.entra.issuer,
  });
}

beforeAll(async () => {
  operatoerer = await startOperatoerrigg();
  maskinporten = await startMaskinporten({ now: operatoerer.now });
});
beforeEach(() => {
  operatoerer.nullstill();
  maskinporten.nullstillLogg();
  // Anew for each test, so that no keys are known.
  finnAvsender = nyAvsender(operatoerer.now);
});
afterAll(() => Promise.all([maskinporten.close(), operatoerer.entra.close()]));

const kommunetoken = (endring: Claims = {}, header: Claims = {}): string =>
  maskinporten.issueToken(claims({ scope: SCOPE_TILKOBLING, ...endring }), header);
const avsender = (token: string | undefined, kommune = KOMMUNE): ReturnType<FinnAvsender> =>
  finnAvsender(requestMed(token === undefined ? undefined : `Bearer ${token}`), orgnr(kommune));
const IKKE_AUTENTISERT = err({ kode: "ikke-autentisert" });

test("a municipality acts for itself, by its supplier or alone", async () => {
  expect(await avsender(kommunetoken({ jti: "a", client_id: "k" }))).toEqual(
    ok({ type: "KOMMUNE", caller: { kommune: KOMMUNE, leverandoer: EPJ, clientId: "k", jti: "a" } }),
  );
  expect(await avsender(kommunetoken({ supplier: undefined, delegation_source: undefined }))).toMatchObject({
    ok: true,
    value: { type: "KOMMUNE", caller: { leverandoer: null } },
  });
});

test("a municipality does not act for another, whoever acts for it", async () => {
  const nei = err({ kode: "ikke-tilgang", mangler: "EGEN_KOMMUNE" });
  expect(await avsender(kommunetoken(), ANNEN_KOMMUNE)).toEqual(nei);
  expect(await avsender(kommunetoken({ supplier: organisasjon(ANNEN_KOMMUNE) }), ANNEN_KOMMUNE)).toEqual(nei);
});

test("an operator acts for any municipality", async () => {
  for (const kommune of [KOMMUNE, ANNEN_KOMMUNE])
    expect(await avsender(operatoerer.token(), kommune)).toEqual(ok({ type: "OPERATOER", oid: OID }));
});

test("the rules of each issuer are kept: scope and municipality for one, role for the other", async () => {
  expect(await avsender(kommunetoken({ scope: SCOPE_OPPSLAG }))).toEqual(
    err({ kode: "ikke-tilgang", mangler: "SCOPE", scope: SCOPE_TILKOBLING }),
  );
  expect(
    await avsender(kommunetoken({ consumer: organisasjon(EPJ), supplier: organisasjon(KOMMUNE) })),
  ).toEqual(err({ kode: "ikke-tilgang", mangler: "KOMMUNE" }));
  expect(await avsender(operatoerer.token({ roles: [] }))).toEqual(
    err({ kode: "ikke-tilgang", mangler: "OPERATOER" }),
  );
});

test("a role in a municipality's token, and a municipality in an operator's, count for nothing", async () => {
  const medRolle = { roles: [ROLLE], oid: OID, tid: operatoerer.entra.tenant, ver: "2.0" };
  expect(await avsender(kommunetoken(medRolle), ANNEN_KOMMUNE)).toMatchObject({
    feil: { mangler: "EGEN_KOMMUNE" },
  });
  const medKommune = operatoerer.token({ ...claims({ scope: SCOPE_TILKOBLING }), aud: OPERATOER_AUDIENCE });
  expect(await avsender(medKommune)).toEqual(ok({ type: "OPERATOER", oid: OID }));
});

test.each<[string, () => string]>([
  ["of Maskinporten, signed by Entra ID", () => operatoerer.token({ ...claims(), iss: maskinporten.issuer })],
  [
    "of Maskinporten, signed by Entra ID under Maskinporten's kid",
    () =>
      operatoerer.token({ ...claims(), iss: maskinporten.issuer }, { kid: maskinporten.aktivNoekkel().kid }),
  ],
  [
    "of Entra ID, signed by Maskinporten",
    () => kommunetoken({ iss: operatoerer.entra.issuer, roles: [ROLLE], aud: OPERATOER_AUDIENCE }),
  ],
  ["of another issuer", () => kommunetoken({ iss: "https://evil.example/" })],
  ["of Maskinporten without its slash", () => kommunetoken({ iss: maskinporten.url })],
  ["of Entra ID with a slash", () => operatoerer.token({ iss: `${operatoerer.entra.issuer}/` })],
  ["of both", () => kommunetoken({ iss: [maskinporten.issuer, operatoerer.entra.issuer] })],
  ["of nobody", () => kommunetoken({ iss: undefined })],
  ["whose payload is no object", () => maskinporten.issueToken({}, {}, { payload: "[]" })],
  ["whose payload is no JSON", () => maskinporten.issueToken({}, {}, { payload: "{" })],
  ["that is none", () => "a.b.c"],
])("a token %s is refused", async (_, lag) => {
  expect(await avsender(lag())).toEqual(IKKE_AUTENTISERT);
});

test("without a token, and with one of an unknown issuer, nobody's keys are fetched", async () => {
  expect(await avsender(undefined)).toEqual(IKKE_AUTENTISERT);
  const ukjent = kommunetoken({ iss: "https://evil.example/" }, { kid: "ukjent" });
  expect(await avsender(ukjent)).toEqual(IKKE_AUTENTISERT);
  expect(maskinporten.logg().jwksHentinger).toBe(0);
  expect(operatoerer.entra.logg()).toEqual({ metadataHentinger: 0, jwksHentinger: 0 });
});
