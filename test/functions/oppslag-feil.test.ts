// POST /api/v1/oppslag when a counterpart refuses, fails or answers nonsense: the right problem, and nothing released.

import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import type { SkatteFeil } from "../standins/skatteetaten/feil.ts";
import { ANNEN_KOMMUNE, KOMMUNE, LEVERANDOER } from "../standins/system.ts";
import { forespoersel, funnet, KS, slaaOpp } from "./oppslag-rigg.ts";
import { startTjeneste, type Tjeneste, type Tjenestevalg } from "./tjeneste.ts";

let tjeneste: Tjeneste;
beforeAll(async () => {
  tjeneste = await startTjeneste();
});
afterAll(() => tjeneste.close());
afterEach(() => {
  tjeneste.system.maskinporten.fjernFeil();
  tjeneste.system.skatteetaten.fjernFeil();
});

test.each<[string, SkatteFeil, number, string]>([
  ["500", { type: "KODE", feiltype: "UVENTET" }, 503, "motpart-utilgjengelig"],
  ["a passing fault", { type: "KODE", feiltype: "MIDLERTIDIG" }, 503, "motpart-utilgjengelig"],
  ["a 502 page", { type: "HTML", status: 502 }, 503, "motpart-utilgjengelig"],
  ["a 504 page", { type: "HTML", status: 504 }, 503, "motpart-utilgjengelig"],
  ["a broken connection", { type: "BRUDD" }, 503, "motpart-utilgjengelig"],
  ["half a body", { type: "HALV_KROPP" }, 503, "motpart-utilgjengelig"],
  ["JSON of something else", { type: "FEIL_JSON" }, 502, "ugyldig-svar"],
  ["rubbish", { type: "SOEPPEL" }, 502, "ugyldig-svar"],
  ["another media type", { type: "FEIL_INNHOLDSTYPE" }, 502, "ugyldig-svar"],
  ["an empty object", { type: "TOMT_OBJEKT" }, 502, "ugyldig-svar"],
  ["a 404 page", { type: "HTML", status: 404 }, 502, "ugyldig-svar"],
])(
  "when Skatteetaten answers with %s nothing is released and the problem names the counterpart",
  async (_, feil, status, kode) => {
    tjeneste.system.skatteetaten.settFeil(feil, { api: "BEREGNET_SKATT" });
    const svar = await slaaOpp(tjeneste, 2023, ...KS);
    expect([svar.status, svar.json?.kode, svar.json?.motpart]).toEqual([status, kode, "SKATTEETATEN"]);
    expect(svar.headers.get("retry-after") !== null).toBe(status === 503);
  },
);

test("one passing fault is made good by trying again", async () => {
  tjeneste.system.skatteetaten.settFeil(
    { type: "HTML", status: 502 },
    { api: "SUMMERT_SKATTEGRUNNLAG", antall: 1 },
  );
  expect((await slaaOpp(tjeneste, 2023, ...KS)).status).toBe(200);
});

test("a token that Skatteetaten refuses once is renewed once, and the answer comes", async () => {
  tjeneste.system.skatteetaten.settFeil(
    { type: "KODE", feiltype: "IKKE_AUTENTISERT" },
    { api: "BEREGNET_SKATT", antall: 1 },
  );
  expect((await slaaOpp(tjeneste, 2023, ...KS)).status).toBe(200);
});

test("a token that is refused again is our own fault", async () => {
  tjeneste.system.skatteetaten.settFeil(
    { type: "KODE", feiltype: "IKKE_AUTENTISERT" },
    { api: "BEREGNET_SKATT" },
  );
  expect((await slaaOpp(tjeneste, 2023, ...KS)).json).toMatchObject({
    kode: "tilkobling-feilkonfigurert",
    status: 502,
    aarsakskode: "SKATTEETATEN-401",
  });
});

test("a package that is not granted is told by api and code", async () => {
  tjeneste.system.skatteetaten.settFeil(
    { type: "KODE", feiltype: "IKKE_AUTORISERT" },
    { api: "BEREGNET_SKATT" },
  );
  expect((await slaaOpp(tjeneste, 2023, ...KS)).json).toMatchObject({
    kode: "tilgang-mangler",
    status: 403,
    api: "BEREGNET_SKATT",
    aarsakskode: "BSA-005",
  });
});

test.each<[string, SkatteFeil]>([
  ["is down", { type: "HTML", status: 503 }],
  ["answers with rubbish", { type: "SOEPPEL" }],
])("when only avregning %s the lookup is answered with a remark", async (_, feil) => {
  tjeneste.system.skatteetaten.settFeil(feil, { api: "AVREGNING" });
  const oppslag = await funnet(tjeneste, 2023, ...KS);
  expect(oppslag.merknader.map((m) => m.kode)).toEqual(["AVREGNING_UTILGJENGELIG"]);
  expect(oppslag.sum.grunnlag.beboer).toBe(567_127);
});

// The tests below change what the municipality may, so each has a service without tokens from before.
async function medNyTjeneste(gjoer: (ny: Tjeneste) => Promise<void>, valg: Tjenestevalg = {}): Promise<void> {
  const ny = await startTjeneste(valg);
  try {
    await gjoer(ny);
  } finally {
    await ny.close();
  }
}

test("a delegation that is missing is told by api and code, and of avregning it is only a remark", () =>
  medNyTjeneste(async (ny) => {
    const { register } = ny.system.maskinporten;
    register.trekkDelegering(KOMMUNE, LEVERANDOER, "skatteetaten:avregning");
    const oppslag = await funnet(ny, 2023, ...KS);
    expect(oppslag.merknader.map((m) => m.kode)).toEqual(["AVREGNING_IKKE_DELEGERT"]);
    expect(oppslag.sum.grunnlag.beboer).toBe(567_127);

    register.trekkDelegering(ANNEN_KOMMUNE, LEVERANDOER, "skatteetaten:beregnetskatt");
    const svar = await ny.post("/api/v1/oppslag", forespoersel(2023, ...KS), {
      token: await ny.system.hentEpjToken(ANNEN_KOMMUNE),
    });
    expect(svar.json).toMatchObject({
      kode: "delegering-mangler",
      status: 403,
      api: "BEREGNET_SKATT",
      aarsakskode: "MP-251",
    });
  }));

test("a scope that is not granted is told apart from a delegation", () =>
  medNyTjeneste(async (ny) => {
    ny.system.maskinporten.register.trekkTilgang(KOMMUNE, "skatteetaten:summertskattegrunnlag");
    expect((await slaaOpp(ny, 2023, ...KS)).json).toMatchObject({
      kode: "tilgang-mangler",
      status: 403,
      api: "SUMMERT_SKATTEGRUNNLAG",
      aarsakskode: "MP-250",
    });
  }));

test("Maskinporten down is 503 with Retry-After and its name, and works again without a restart", () =>
  medNyTjeneste(async (ny) => {
    const token = await ny.system.hentEpjToken();
    ny.system.maskinporten.settTokenFeil({ type: "UTILGJENGELIG" });
    const svar = await ny.post("/api/v1/oppslag", forespoersel(2023, ...KS), { token });
    expect(svar.json).toMatchObject({ kode: "motpart-utilgjengelig", status: 503, motpart: "MASKINPORTEN" });
    expect(svar.headers.get("retry-after")).toMatch(/^[0-9]+$/);
    ny.system.maskinporten.fjernFeil();
    expect((await slaaOpp(ny, 2023, ...KS)).status).toBe(200);
  }));

test("a key of ours that Maskinporten does not know is our own fault", () =>
  medNyTjeneste(async (ny) => {
    const { register } = ny.system.maskinporten;
    const clientId = ny.system.env.MASKINPORTEN_CLIENT_ID ?? "";
    register.settNoekler(clientId, []);
    expect((await slaaOpp(ny, 2023, ...KS)).json).toMatchObject({
      kode: "tilkobling-feilkonfigurert",
      status: 502,
    });
  }));

test("when Key Vault is down nothing can be logged, so nothing is looked up", () =>
  medNyTjeneste(async (ny) => {
    ny.system.azure.keyVault.fault.sett({ type: "STATUS", status: 503 });
    expect((await slaaOpp(ny, 2023, ...KS)).json).toMatchObject({ kode: "logg-utilgjengelig", status: 503 });
    expect(ny.system.skatteetaten.antallKall()).toBe(0);
  }));

test("when the access log cannot be written nothing is looked up and nothing is released", () =>
  medNyTjeneste(
    async (ny) => {
      expect((await slaaOpp(ny, 2023, ...KS)).status).toBe(200);
      ny.system.skatteetaten.nullstillLogg();
      await ny.system.azure.azurite?.stop();
      const svar = await slaaOpp(ny, 2023, ...KS);
      expect(svar.json).toMatchObject({ kode: "logg-utilgjengelig", status: 503 });
      expect(svar.headers.get("retry-after")).not.toBeNull();
      expect(ny.system.skatteetaten.antallKall()).toBe(0);
      expect(ny.logg()).toContain("OPPSLAGSLOGG_FEILET");
    },
    { egetLager: true },
  ));

test("callers cannot be told apart while the issuer's keys are unknown: 503, not a refusal", () =>
  medNyTjeneste(async (ny) => {
    const token = await ny.system.hentEpjToken();
    ny.system.maskinporten.settJwksFeil({ type: "UTILGJENGELIG" });
    const svar = await ny.post("/api/v1/oppslag", forespoersel(2023, ...KS), { token });
    expect(svar.json).toMatchObject({ kode: "motpart-utilgjengelig", status: 503, motpart: "MASKINPORTEN" });
  }));
