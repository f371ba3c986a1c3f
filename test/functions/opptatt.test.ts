// More lookups at once than an instance takes on: those beyond are told so at once, and nothing is done for them.

import { afterAll, beforeAll, expect, test } from "vitest";
import { createPlasser } from "../../functions/http/plasser.ts";
import { SITUASJONER } from "../standins/skatteetaten/personer.ts";
import { lesOppslagslogg } from "./les-oppslagslogg.ts";
import { forespoersel } from "./oppslag-rigg.ts";
import { startTjeneste, type Svar, type Tjeneste } from "./tjeneste.ts";

const FLEST = 128;
const FOR_MANGE = 12;

let tjeneste: Tjeneste;
beforeAll(async () => {
  tjeneste = await startTjeneste();
});
afterAll(() => tjeneste.close());

const OPPSLAG = forespoersel(2024, ["BEBOER", SITUASJONER.pensjonistBeboer]);

test("a place is given back once, however often that is said", () => {
  const taPlass = createPlasser(2);
  const lever = taPlass();
  expect(taPlass()).toBeDefined();
  expect(taPlass()).toBeUndefined();
  lever?.();
  lever?.();
  expect(taPlass()).toBeDefined();
  expect(taPlass()).toBeUndefined();
});

test("lookups beyond the bound are refused before any work, after the caller is known, and the next is served", async () => {
  const token = await tjeneste.system.hentEpjToken();
  // With a cold cache all of them wait for the same token, so that all are under way before the first is answered.
  tjeneste.system.maskinporten.settTokenFeil({ type: "TREG", ms: 2_500 });
  const rekkefoelge: number[] = [];
  const slaaOpp = async (): Promise<Svar> => {
    const svar = await tjeneste.post("/api/v1/oppslag", OPPSLAG, { token });
    rekkefoelge.push(svar.status);
    return svar;
  };
  const alle = Array.from({ length: FLEST + FOR_MANGE }, slaaOpp);
  const utenToken = tjeneste.anrop("/api/v1/oppslag", { method: "POST", body: OPPSLAG });
  const svarene = await Promise.all(alle);

  const avviste = svarene.filter(({ status }) => status === 503);
  expect(svarene.filter(({ status }) => status === 200).length).toBe(FLEST);
  expect(avviste.length).toBe(FOR_MANGE);
  for (const svar of avviste) {
    expect(svar.json?.kode).toBe("opptatt");
    expect(svar.headers.get("retry-after")).toBe("10");
  }
  // At once: every refusal came before the first answer.
  expect(rekkefoelge.slice(0, FOR_MANGE)).toEqual(avviste.map(() => 503));
  expect((await utenToken).status).toBe(401);
  // No work: nothing of them is in the access log.
  expect((await lesOppslagslogg(tjeneste.system)).length).toBe(FLEST);
  expect((await slaaOpp()).status).toBe(200);
});
