// More at once than an instance takes on: those beyond are told so at once, and nothing is done for them.

import { afterAll, beforeAll, expect, test } from "vitest";
import { createPlasser } from "../../functions/http/plasser.ts";
import { err, ok } from "../../shared/kernel/result.ts";
import { SITUASJONER } from "../standins/skatteetaten/personer.ts";
import { KOMMUNE } from "../standins/system.ts";
import { lesOppslagslogg } from "./les-oppslagslogg.ts";
import { forespoersel, funnet, KS } from "./oppslag-rigg.ts";
import { adresse, skannet } from "./tilkobling-rigg.ts";
import { startTjeneste, type Svar, type Tjeneste } from "./tjeneste.ts";

const FLEST = 128;
const FOR_MANGE = 12;

let tjeneste: Tjeneste;
beforeAll(async () => {
  // An uploaded declaration waits for its trust anchors, which Key Vault does not have.
  tjeneste = await startTjeneste({ env: { TILLITSANKERE_SECRET: "ingen-ankere" } });
});
afterAll(() => tjeneste.close());

const OPPSLAG = forespoersel(2024, ["BEBOER", SITUASJONER.pensjonistBeboer]);

test("a place is given back however the work ends", async () => {
  const iPlass = createPlasser(1);
  let ferdig = (): void => undefined;
  const foerste = iPlass(async () => {
    await new Promise<void>((slipp) => (ferdig = slipp));
    return ok("first");
  });
  expect(await iPlass(() => Promise.resolve(ok("second")))).toEqual(err({ kode: "opptatt" }));
  ferdig();
  expect(await foerste).toEqual(ok("first"));
  await expect(iPlass(() => Promise.reject(new TypeError("a bug")))).rejects.toThrow(TypeError);
  expect(await iPlass(() => Promise.resolve(ok("third")))).toEqual(ok("third"));
});

test("lookups beyond the bound are refused before any work, after the caller is known, and the next is served", async () => {
  const token = await tjeneste.system.hentEpjToken();
  // With a cold cache all of them wait for the same token, so that all are under way before the first is answered.
  tjeneste.system.maskinporten.settTokenFeil({ type: "TREG", ms: 4_500 });
  const rekkefoelge: number[] = [];
  const slaaOpp = async (): Promise<Svar> => {
    const svar = await tjeneste.post("/api/v1/oppslag", OPPSLAG, { token });
    rekkefoelge.push(svar.status);
    return svar;
  };
  const alle = Array.from({ length: FLEST + FOR_MANGE }, slaaOpp);
  const utenToken = tjeneste.anrop("/api/v1/oppslag", { method: "POST", body: OPPSLAG });
  const svarene = await Promise.all(alle);
  tjeneste.system.maskinporten.fjernFeil();

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

/** Sends so many at once while Key Vault is slow, which each needs once or more; the answers in the order they came. */
async function sammen(antall: number, send: () => Promise<Svar>): Promise<Svar[]> {
  const { fault } = tjeneste.system.azure.keyVault;
  // Long enough for all to have come before the first has its answer.
  fault.sett({ type: "TREG", ms: 1_500 });
  const svarene: Svar[] = [];
  const en = async (): Promise<void> => {
    svarene.push(await send());
  };
  await Promise.all(Array.from({ length: antall }, en));
  fault.frisk();
  return svarene;
}

const koder = (svarene: readonly Svar[]): unknown[] => svarene.map(({ json }) => json?.kode);

test("documents beyond the bound are refused at once, and the next is made", async () => {
  const body = {
    oppslag: await funnet(tjeneste, 2023, ...KS),
    beregningsdato: "2023-06-01",
    dokument: { beboerNavn: "Kari Nordmann" },
  };
  const token = await tjeneste.system.hentEpjToken();
  const lag = (): Promise<Svar> => tjeneste.post("/api/v1/beregning/pdf", body, { token });
  const svarene = await sammen(32 + 3, lag);
  expect(koder(svarene.slice(0, 3))).toEqual(["opptatt", "opptatt", "opptatt"]);
  expect(svarene.slice(3).map(({ status }) => status)).toEqual(Array.from({ length: 32 }, () => 200));
  expect((await lag()).status).toBe(200);
});

test("declarations beyond the bound are refused at once, after the caller is known, and the next is looked at", async () => {
  const token = await tjeneste.system.hentTilkoblingToken(KOMMUNE);
  const lastOpp = (): Promise<Svar> =>
    tjeneste.anrop(adresse(KOMMUNE, "/tilslutningserklaering"), {
      method: "PUT",
      token,
      headers: { "content-type": "application/pdf" },
      body: skannet(1),
    });
  const svarene = await sammen(8 + 3, lastOpp);
  expect(koder(svarene.slice(0, 3))).toEqual(["opptatt", "opptatt", "opptatt"]);
  const sett = Array.from({ length: 8 }, () => "tilkobling-feilkonfigurert");
  expect(koder(svarene.slice(3))).toEqual(sett);
  expect((await lastOpp()).json?.kode).toBe("tilkobling-feilkonfigurert");
});
