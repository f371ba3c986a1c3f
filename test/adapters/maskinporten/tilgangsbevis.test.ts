// What the answers of Maskinporten say of access and delegation, and what they do not.

import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { SCOPES, type TokenClientDeps } from "../../../shared/adapters/maskinporten/token-client.ts";
import { err } from "../../../shared/kernel/result.ts";
import type { JwksFeil, TokenFeil } from "../../standins/maskinporten/feil.ts";
import type { Maskinporten } from "../../standins/maskinporten/maskinporten.ts";
import {
  API,
  beggeUkjent,
  KOMMUNE,
  LEVERANDOER,
  mangler,
  NAA,
  OK,
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

test.each(["SUMMERT_SKATTEGRUNNLAG", "BEREGNET_SKATT", "AVREGNING"] as const)(
  "a token for %s on behalf of the municipality proves both access and delegation",
  async (api) => {
    expect(await rigg.bevis()(api, KOMMUNE)).toEqual({ tilgang: OK, delegering: OK });
    expect(maskinporten.antallTokenkall({ scope: SCOPES[api], consumerOrg: KOMMUNE })).toBe(1);
  },
);

test("each proof asks anew: what is withdrawn is missing the next time", async () => {
  const proev = rigg.bevis();
  expect(await proev(API, KOMMUNE)).toEqual({ tilgang: OK, delegering: OK });
  maskinporten.register.trekkDelegering(KOMMUNE, LEVERANDOER, SCOPES[API]);
  expect(await proev(API, KOMMUNE)).toEqual({ tilgang: ukjent("MP-251"), delegering: mangler("MP-251") });
  maskinporten.register.trekkTilgang(KOMMUNE, SCOPES[API]);
  expect(await proev(API, KOMMUNE)).toEqual({ tilgang: mangler("MP-250"), delegering: ukjent("MP-250") });
  expect(await proev("AVREGNING", KOMMUNE)).toEqual({ tilgang: OK, delegering: OK });
});

test("who runs the service for itself needs no delegation, whatever is answered", async () => {
  expect(await rigg.bevis()(API, LEVERANDOER)).toEqual({ tilgang: OK, delegering: OK });
  expect(maskinporten.logg().tokenkall[0]?.consumerOrg).toBeUndefined();
  maskinporten.register.trekkTilgang(LEVERANDOER, SCOPES[API]);
  expect(await rigg.bevis()(API, LEVERANDOER)).toEqual({ tilgang: mangler("MP-250"), delegering: OK });
  maskinporten.settTokenFeil({ type: "UTILGJENGELIG" });
  expect(await rigg.bevis()(API, LEVERANDOER)).toEqual({ tilgang: ukjent("UTILGJENGELIG"), delegering: OK });
});

test.each<[string, Partial<TokenClientDeps>, string]>([
  ["an unknown client", { clientId: "finnes-ikke" }, "MP-100"],
  ["a clock that is wrong", { now: () => new Date(NAA.getTime() + 30_000) }, "KLOKKE"],
  [
    "a key that cannot be read",
    {
      noekkel: () =>
        Promise.resolve(err({ kode: "tilkobling-feilkonfigurert", aarsakskode: "NOEKKEL_UGYLDIG" })),
    },
    "NOEKKEL_UGYLDIG",
  ],
  [
    "a vault that does not answer",
    { noekkel: () => Promise.resolve(err({ kode: "motpart-utilgjengelig", motpart: "KEY_VAULT" })) },
    "UTILGJENGELIG",
  ],
])("%s on our side says nothing of the municipality", async (_, endring, kode) => {
  expect(await rigg.bevis(endring)(API, KOMMUNE)).toEqual(beggeUkjent(kode));
});

test("a scope that is not on our client is our fault, and is named", async () => {
  const uten = await maskinporten.createClient({ orgnr: LEVERANDOER, scopes: [] });
  const egen = { clientId: uten.clientId, noekkel: await rigg.noekkelAv(uten) };
  expect(await rigg.bevis(egen)(API, KOMMUNE)).toEqual(beggeUkjent("MP-200"));
});

test.each<[string, TokenFeil, string]>([
  ["is down", { type: "UTILGJENGELIG" }, "UTILGJENGELIG"],
  ["has too many callers", { type: "FOR_MANGE", retryAfterSekunder: 1 }, "UTILGJENGELIG"],
  ["breaks the connection", { type: "BRUDD" }, "UTILGJENGELIG"],
  ["answers with a page and status 502", { type: "HTML", status: 502 }, "UTILGJENGELIG"],
  ["answers with a page and status 200", { type: "HTML", status: 200 }, "UGYLDIG_SVAR"],
  ["answers with a page and status 403", { type: "HTML", status: 403 }, "UGYLDIG_SVAR"],
  ["answers with garbage", { type: "SOEPPEL" }, "UGYLDIG_SVAR"],
  ["leaves out how long the token lives", { type: "UTEN_EXPIRES_IN" }, "UGYLDIG_SVAR"],
])("when Maskinporten %s nothing is known, and nothing is shown as missing", async (_, feil, kode) => {
  maskinporten.settTokenFeil(feil);
  expect(await rigg.bevis()(API, KOMMUNE)).toEqual(beggeUkjent(kode));
});

test.each<[string, JwksFeil]>([
  ["down", { type: "UTILGJENGELIG" }],
  ["a page", { type: "HTML" }],
  ["moved", { type: "OMDIRIGERING" }],
  ["none", { type: "NOEKLER", keys: [] }],
])("when the keys are %s a token proves nothing, and disproves nothing", async (_, feil) => {
  maskinporten.settJwksFeil(feil);
  expect(await rigg.bevis()(API, KOMMUNE)).toEqual(beggeUkjent("UTILGJENGELIG"));
});

test("a missing delegation is understood from the text where Maskinporten leaves the code out", async () => {
  maskinporten.settForm({ errorUri: false, sporing: "correlation id" });
  maskinporten.register.trekkDelegering(KOMMUNE, LEVERANDOER, SCOPES[API]);
  expect(await rigg.bevis()(API, KOMMUNE)).toMatchObject({ delegering: mangler("MP-251") });
});
