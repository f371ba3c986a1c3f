// Many lookups at once: one token per scope, and never more calls at a time than Skatteetaten asks for.

import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { KILDER } from "../../shared/oppslag/oppslagssvar.ts";
import { ANNEN_KOMMUNE, KOMMUNE } from "../standins/system.ts";
import { forespoersel, KS } from "./oppslag-rigg.ts";
import { startTjeneste, type Tjeneste } from "./tjeneste.ts";

// Long enough for five calls to overlap however busy the machine is.
const MOTPART_MS = 40;
const SCOPES = ["skatteetaten:avregning", "skatteetaten:beregnetskatt", "skatteetaten:summertskattegrunnlag"];

let tjeneste: Tjeneste;
beforeAll(async () => {
  tjeneste = await startTjeneste();
  tjeneste.system.skatteetaten.settForsinkelse(MOTPART_MS);
});
afterAll(() => tjeneste.close());
beforeEach(() => {
  tjeneste.system.skatteetaten.nullstillLogg();
});

/** The statuses of so many lookups of a couple for each municipality, all sent at once. */
async function slaaOppSamtidig(antall: number, ...kommuner: string[]): Promise<number[]> {
  const tokener = await Promise.all(kommuner.map((kommune) => tjeneste.system.hentEpjToken(kommune)));
  tjeneste.system.maskinporten.nullstillLogg();
  const body = forespoersel(2023, ...KS);
  const spoer = async (_: unknown, nr: number): Promise<number> =>
    (await tjeneste.post("/api/v1/oppslag", body, { token: tokener[nr % tokener.length] })).status;
  return Promise.all(Array.from({ length: antall * kommuner.length }, spoer));
}

/** scope and municipality of every token the service has asked for. */
function tokenkall(): string[] {
  return tjeneste.system.maskinporten
    .logg()
    .tokenkall.map(({ scope = "", consumerOrg = "" }) => `${scope} ${consumerOrg}`)
    .sort();
}

/** The most calls Skatteetaten has seen at once from a municipality, API by API. */
function stoersteSamtidige(kommune: string): number[] {
  return KILDER.map((api) => tjeneste.system.skatteetaten.stoersteSamtidige(api, kommune));
}

test("with a cold token cache a hundred lookups ask for one token per scope, call five at a time, and none fails", async () => {
  const statuser = await slaaOppSamtidig(100, KOMMUNE);
  expect(statuser).toEqual(Array.from({ length: 100 }, () => 200));
  expect(tokenkall()).toEqual(SCOPES.map((scope) => `${scope} ${KOMMUNE}`));
  expect(tjeneste.system.skatteetaten.antallKall()).toBe(100 * KS.length * KILDER.length);
  expect(stoersteSamtidige(KOMMUNE)).toEqual([5, 5, 5]);
});

test("another municipality has its own tokens and its own five calls", async () => {
  const statuser = await slaaOppSamtidig(20, KOMMUNE, ANNEN_KOMMUNE);
  expect(new Set(statuser)).toEqual(new Set([200]));
  expect(tokenkall()).toEqual(SCOPES.map((scope) => `${scope} ${ANNEN_KOMMUNE}`));
  const antall = Map.groupBy(tjeneste.system.skatteetaten.kall(), ({ consumer }) => consumer);
  for (const kommune of [KOMMUNE, ANNEN_KOMMUNE]) {
    expect(antall.get(kommune)?.length).toBe(20 * KS.length * KILDER.length);
    expect(stoersteSamtidige(kommune)).toEqual([5, 5, 5]);
  }
});
