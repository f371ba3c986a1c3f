import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { createProevMedAltinn } from "../../../shared/adapters/altinn/proev.ts";
import { SCOPES } from "../../../shared/adapters/maskinporten/token-client.ts";
import type { ProevApi } from "../../../shared/tilkobling/proeve.ts";
import { API, KOMMUNE, LEVERANDOER, mangler, OK, ukjent } from "../maskinporten/tilgangsbevis-rigg.ts";
import { startAltinnrigg, type Altinnrigg } from "./rigg.ts";

let rigg: Altinnrigg;
let proev: ProevApi;

beforeAll(async () => {
  rigg = await startAltinnrigg();
});
beforeEach(() => {
  rigg.nullstill();
  proev = createProevMedAltinn({
    tilgangsbevis: rigg.bevisrigg.bevis(),
    oppslag: rigg.oppslag(),
    scopes: SCOPES,
    leverandoer: LEVERANDOER,
  });
});
afterAll(() => rigg.close());

test("Altinn says whether the API is delegated, the token whether it is granted", async () => {
  const { register } = rigg.bevisrigg.maskinporten;
  expect(await proev(API, KOMMUNE)).toEqual({ tilgang: OK, delegering: OK });
  register.trekkDelegering(KOMMUNE, LEVERANDOER, SCOPES[API]);
  expect(await proev(API, KOMMUNE)).toEqual({
    tilgang: ukjent("MP-251"),
    delegering: mangler("ALTINN_INGEN_DELEGERING"),
  });
  expect(await proev("AVREGNING", KOMMUNE)).toEqual({ tilgang: OK, delegering: OK });
});

test("without a grant the delegation is known all the same: that is what Altinn is asked for", async () => {
  rigg.bevisrigg.maskinporten.register.trekkTilgang(KOMMUNE, SCOPES[API]);
  expect(await proev(API, KOMMUNE)).toEqual({ tilgang: mangler("MP-250"), delegering: OK });
});

test("when one of them is away the other still answers", async () => {
  rigg.altinn.settFeil({ type: "UTILGJENGELIG" });
  expect(await proev(API, KOMMUNE)).toEqual({ tilgang: OK, delegering: ukjent("UTILGJENGELIG") });
  rigg.altinn.fjernFeil();
  rigg.bevisrigg.maskinporten.settTokenFeil(
    { type: "UTILGJENGELIG" },
    { gjelder: (kall) => kall.scope === SCOPES[API] },
  );
  expect(await proev(API, KOMMUNE)).toEqual({ tilgang: ukjent("UTILGJENGELIG"), delegering: OK });
});

test("who runs the service for itself delegates nothing, and Altinn is not asked", async () => {
  expect(await proev(API, LEVERANDOER)).toEqual({ tilgang: OK, delegering: OK });
  expect(rigg.altinn.antallKall()).toBe(0);
});
