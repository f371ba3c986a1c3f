// The other method: Altinn's own look-up says what is delegated, for whoever owns the scopes.

import { afterAll, beforeAll, expect, test } from "vitest";
import { KOMMUNE, LEVERANDOER } from "../standins/system.ts";
import { startTilkobling, statuser, type Tilkoblingsrigg } from "./tilkobling-rigg.ts";

let rigg: Tilkoblingsrigg;
beforeAll(async () => {
  rigg = await startTilkobling({ env: { DELEGERING_METODE: "altinn" } });
  rigg.tjeneste.system.maskinporten.register.giPrefiks(LEVERANDOER, "skatteetaten");
});
afterAll(() => rigg.close());

test("what is delegated, and what is not, is told by Altinn", async () => {
  const { register } = rigg.tjeneste.system.maskinporten;
  expect(statuser(await rigg.sjekk())).toMatchObject({ "DELEGERING BEREGNET_SKATT": "OK" });
  register.trekkDelegering(KOMMUNE, LEVERANDOER, "skatteetaten:beregnetskatt");
  const svar = statuser(await rigg.sjekk());
  expect(svar).toMatchObject({
    "DELEGERING BEREGNET_SKATT": "MANGLER ALTINN_INGEN_DELEGERING",
    "DELEGERING AVREGNING": "OK",
    "TILGANG AVREGNING": "OK",
  });
});
