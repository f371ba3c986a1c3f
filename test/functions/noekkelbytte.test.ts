// Our key at Maskinporten is replaced under the running service: it is not started again, and nobody waits.

import { afterAll, beforeAll, expect, test } from "vitest";
import { nyttNoekkelpar, privatJwk } from "../standins/maskinporten/noekler.ts";
import { ANNEN_KOMMUNE } from "../standins/system.ts";
import { forespoersel, KS, slaaOpp } from "./oppslag-rigg.ts";
import { startTjeneste, type Tjeneste } from "./tjeneste.ts";

const NAVN = "maskinporten-noekkel";

let tjeneste: Tjeneste;
beforeAll(async () => {
  tjeneste = await startTjeneste();
});
afterAll(() => tjeneste.close());

test("a key in wrong hands is taken away at once, and look-ups that need a new token are answered all the same", async () => {
  const { system } = tjeneste;
  const { maskinporten, azure, env } = system;
  expect((await slaaOpp(tjeneste, 2023, ...KS)).status).toBe(200);
  const hentet = azure.keyVault.antallHentinger(NAVN);
  const par = await nyttNoekkelpar();
  azure.keyVault.secrets.sett(NAVN, JSON.stringify(await privatJwk(par)));
  maskinporten.register.settNoekler(env.MASKINPORTEN_CLIENT_ID ?? "", [par.offentligJwk]);
  // No token is kept for this municipality.
  const svar = await tjeneste.post("/api/v1/oppslag", forespoersel(2023, ...KS), {
    token: await system.hentEpjToken(ANNEN_KOMMUNE),
  });
  expect(svar.status).toBe(200);
  expect(azure.keyVault.antallHentinger(NAVN) - hentet).toBe(1);
});
