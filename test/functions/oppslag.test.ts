// POST /api/v1/oppslag over HTTP against counterparts that answer, refuse and fail.

import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { KILDER } from "../../shared/oppslag/oppslagssvar.ts";
import { organisasjon } from "../standins/maskinporten/claims.ts";
import { SKATTEETATENS_SCOPES } from "../standins/maskinporten/maskinporten.ts";
import { SITUASJONER } from "../standins/skatteetaten/personer.ts";
import { ANNEN_KOMMUNE, AUDIENCE, KOMMUNE, LEVERANDOER, SCOPE_OPPSLAG } from "../standins/system.ts";
import { forespoersel, funnet, KS, slaaOpp, stier } from "./oppslag-rigg.ts";
import { startTjeneste, type Svar, type Tjeneste } from "./tjeneste.ts";

let tjeneste: Tjeneste;
beforeAll(async () => {
  tjeneste = await startTjeneste();
});
afterAll(() => tjeneste.close());
afterEach(() => {
  const { maskinporten, skatteetaten } = tjeneste.system;
  maskinporten.fjernFeil();
  skatteetaten.fjernFeil();
  skatteetaten.nullstillLogg();
});

test("E6: the household of the incumbent's documentation gives its published beregningsgrunnlag", async () => {
  const oppslag = await funnet(tjeneste, 2023, ...KS);
  expect(oppslag.sum.inntekt.beboer).toBe(801_718);
  expect(oppslag.sum.grunnlag.beboer).toBe(567_127);
  const svar = await tjeneste.post("/api/v1/beregning", {
    oppslag,
    beregningsdato: "2023-06-01",
    forsoergelse: [
      {
        rolle: "EKTEFELLE",
        hjemmeboende: true,
        tenktEtterlattepensjon: 0,
        begrunnelse: "Som i eksemplet",
      },
    ],
  });
  expect(svar.json?.grunnlag).toMatchObject({
    inntekt: 801_718,
    skatt: 234_591,
    forsoergerfradrag: 0,
    beregningsgrunnlag: 567_127,
  });
});

test("the answer names no number, and none of its texts does", async () => {
  const svar = await slaaOpp(tjeneste, 2023, ...KS);
  expect(svar.tekst).not.toContain(SITUASJONER.ksBeboer);
  expect(svar.tekst).not.toContain(SITUASJONER.ksEktefelle);
});

test("SISTE becomes the last settled year of the resident", async () => {
  expect((await funnet(tjeneste, "SISTE", ["BEBOER", SITUASJONER.pensjonistBeboer])).inntektsaar).toBe(2025);
  expect((await funnet(tjeneste, "SISTE", ["BEBOER", SITUASJONER.utenSkatteoppgjoer])).inntektsaar).toBe(
    2024,
  );
});

test("SISTE for a person who was never settled is answered by name", async () => {
  const svar = await slaaOpp(tjeneste, "SISTE", ["BEBOER", SITUASJONER.aldriSkatteoppgjoer]);
  expect([svar.status, stier(svar)]).toEqual([400, ["inntektsaar"]]);
});

test.each([
  ["SKJERMET", 2024, SITUASJONER.skjermet],
  ["INGEN_OPPGJOER", 2025, SITUASJONER.utenSkatteoppgjoer],
  ["IKKE_FUNNET", 2025, SITUASJONER.finnesIkke],
  ["SLETTET", 2025, SITUASJONER.slettet],
] as const)("a person who is %s has no amounts and a remark", async (status, aar, person) => {
  const oppslag = await funnet(tjeneste, aar, ["BEBOER", person]);
  expect(oppslag.personer).toEqual([{ rolle: "BEBOER", status }]);
  expect(oppslag.grupper).toEqual([]);
  expect(oppslag.sum.grunnlag).toEqual({ beboer: null, husholdning: null });
  expect(oppslag.merknader.map((m) => m.kode)).toEqual([status]);
});

test("a person with a new number is found by the old one, and the answer says so", async () => {
  const oppslag = await funnet(tjeneste, 2025, ["BEBOER", SITUASJONER.gammeltNummer]);
  expect(oppslag.personer[0]?.status).toBe("FUNNET");
  expect(oppslag.merknader.map((m) => m.kode)).toEqual(["ANNET_GJELDENDE_NUMMER"]);
});

test("a post no list names is shown unclassified", async () => {
  const oppslag = await funnet(tjeneste, 2025, ["BEBOER", SITUASJONER.ukjentPost]);
  expect(oppslag.uklassifisert.length).toBe(1);
  expect(oppslag.merknader.map((m) => m.kode)).toEqual(["UKLASSIFISERT_POST"]);
});

test("the couple has amounts in every column and no remark", async () => {
  const oppslag = await funnet(
    tjeneste,
    2025,
    ["BEBOER", SITUASJONER.pensjonistBeboer],
    ["SAMBOER", SITUASJONER.pensjonistEktefelle],
  );
  expect(oppslag.merknader).toEqual([]);
  const { inntekt } = oppslag.sum;
  expect(inntekt.husholdning).toBe((inntekt.beboer ?? NaN) + (inntekt.ektefelle ?? NaN));
});

test("six calls for two persons, each API called in parallel and never more than five at a time", async () => {
  const { skatteetaten } = tjeneste.system;
  skatteetaten.settForsinkelse(30);
  await Promise.all(Array.from({ length: 12 }, () => funnet(tjeneste, 2023, ...KS)));
  skatteetaten.settForsinkelse(0);
  expect(skatteetaten.antallKall()).toBe(12 * 6);
  const flest = skatteetaten.stoersteSamtidige("SUMMERT_SKATTEGRUNNLAG");
  expect(flest).toBeLessThanOrEqual(5);
  expect(flest).toBeGreaterThan(1);
});

test("who runs the service for itself looks up without consumer_org", async () => {
  const { maskinporten, skatteetaten } = tjeneste.system;
  for (const scope of Object.keys(SKATTEETATENS_SCOPES)) maskinporten.register.giTilgang(LEVERANDOER, scope);
  for (const api of KILDER) skatteetaten.kommuner.giPakke(LEVERANDOER, api);
  maskinporten.nullstillLogg();
  const svar = await tjeneste.post("/api/v1/oppslag", forespoersel(2023, ...KS), {
    token: maskinporten.issueToken({
      consumer: organisasjon(LEVERANDOER),
      scope: SCOPE_OPPSLAG,
      aud: AUDIENCE,
    }),
  });
  expect(svar.status).toBe(200);
  expect(maskinporten.logg().tokenkall.map((kall) => kall.consumerOrg)).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});

test.each<[string, unknown, unknown]>([
  ["an unknown field", { ...forespoersel(2023, ...KS), kommune: "1" }, ["kommune"]],
  ["a year before 2021", forespoersel(2020, ...KS), ["inntektsaar"]],
  ["this year", forespoersel(new Date().getFullYear(), ...KS), ["inntektsaar"]],
  ["a year as text", forespoersel("2023", ...KS), ["inntektsaar"]],
  ["no persons", forespoersel(2023), ["personer"]],
  ["no resident", forespoersel(2023, ["EKTEFELLE", SITUASJONER.ksEktefelle]), ["personer"]],
  [
    "two residents",
    forespoersel(2023, ["BEBOER", SITUASJONER.ksBeboer], ["BEBOER", SITUASJONER.skjermet]),
    ["personer"],
  ],
  ["a spouse and a cohabitant", forespoersel(2023, ...KS, ["SAMBOER", SITUASJONER.skjermet]), ["personer"]],
  [
    "the same person twice",
    forespoersel(2023, ["BEBOER", SITUASJONER.ksBeboer], ["BARN", SITUASJONER.ksBeboer]),
    ["personer[1].personidentifikator"],
  ],
  ["a wrong check digit", forespoersel(2023, ["BEBOER", "17865131209"]), ["personer[0].personidentifikator"]],
  ["ten digits", forespoersel(2023, ["BEBOER", "1786513120"]), ["personer[0].personidentifikator"]],
  [
    "a number with a space",
    forespoersel(2023, ["BEBOER", "178651 31208"]),
    ["personer[0].personidentifikator"],
  ],
  [
    "a number as a number",
    { inntektsaar: 2023, personer: [{ rolle: "BEBOER", personidentifikator: 1 }] },
    ["personer[0].personidentifikator"],
  ],
  ["a rolle that does not exist", forespoersel(2023, ["MOR", SITUASJONER.ksBeboer]), ["personer[0].rolle"]],
  [
    "a reference with the number of somebody",
    { ...forespoersel(2023, ...KS), saksreferanse: "Sak om 17865131208, ny" },
    ["saksreferanse"],
  ],
  [
    "a reference with a number written in two parts",
    { ...forespoersel(2023, ...KS), saksreferanse: "178651 31208" },
    ["saksreferanse"],
  ],
  [
    "a reference that is too long",
    { ...forespoersel(2023, ...KS), saksreferanse: "x".repeat(101) },
    ["saksreferanse"],
  ],
])("%s is a fault that names the field, looks nobody up and repeats no number", async (_, body, sti) => {
  const svar = await tjeneste.post("/api/v1/oppslag", body);
  expect([svar.status, svar.json?.kode, stier(svar)]).toEqual([400, "ugyldig-forespoersel", sti]);
  expect(svar.tekst).not.toMatch(/1786513120[89]|1786513120|178651 31208/);
  expect(tjeneste.system.skatteetaten.antallKall()).toBe(0);
});

test.each(["17865131209", "2026123456789", "178651312080", "2026/17865-131208", "202612-34567"])(
  "a reference may be %s, which is nobody's number",
  async (saksreferanse) => {
    const body = { ...forespoersel(2024, ["BEBOER", SITUASJONER.skjermet]), saksreferanse };
    expect((await tjeneste.post("/api/v1/oppslag", body)).status).toBe(200);
  },
);

test("a reference with somebody's number is told why", async () => {
  const body = { ...forespoersel(2023, ...KS), saksreferanse: `${SITUASJONER.ksEktefelle}/2026` };
  expect((await tjeneste.post("/api/v1/oppslag", body)).json?.felt).toEqual([
    { sti: "saksreferanse", melding: "kan ikke inneholde et fødselsnummer eller D-nummer" },
  ]);
});

test("Skatteetaten is asked on behalf of the municipality of the token, whatever the headers say", async () => {
  const { skatteetaten } = tjeneste.system;
  const headers = { "x-kommune": ANNEN_KOMMUNE, "consumer-org": ANNEN_KOMMUNE, consumer_org: ANNEN_KOMMUNE };
  const svar = await tjeneste.post("/api/v1/oppslag", forespoersel(2023, ...KS), { headers });
  expect(svar.status).toBe(200);
  expect(new Set(skatteetaten.kall().map((kall) => kall.consumer))).toEqual(new Set([KOMMUNE]));
});

test("a person who is skjermet in one source is skjermet", async () => {
  tjeneste.system.skatteetaten.settFeil(
    { type: "SKJERMET" },
    { api: "BEREGNET_SKATT", person: SITUASJONER.ksEktefelle },
  );
  const oppslag = await funnet(tjeneste, 2023, ...KS);
  expect(oppslag.personer.map((p) => p.status)).toEqual(["FUNNET", "SKJERMET"]);
  expect(oppslag.sum.inntekt).toEqual({ beboer: 801_718, ektefelle: null, husholdning: null });
});

test("a lookup in a calculation is refused when it is changed or another municipality's", async () => {
  const oppslag = await funnet(tjeneste, 2023, ...KS);
  const beregn = (body: object, token?: string): Promise<Svar> =>
    tjeneste.post(
      "/api/v1/beregning",
      { beregningsdato: "2023-06-01", ...body },
      token === undefined ? {} : { token },
    );
  expect((await beregn({ oppslag })).status).toBe(200);
  const endret = { ...oppslag, inntektsaar: 2022 };
  expect((await beregn({ oppslag: endret })).json).toMatchObject({ status: 422, kode: "segl-ugyldig" });
  const annen = await tjeneste.system.hentEpjToken(ANNEN_KOMMUNE);
  expect((await beregn({ oppslag }, annen)).json).toMatchObject({ status: 422, kode: "segl-ugyldig" });
});

test("the order of members in a lookup that is sent back does not matter", async () => {
  const oppslag = await funnet(tjeneste, 2023, ...KS);
  const snudd = Object.fromEntries(Object.entries(oppslag).reverse());
  const svar = await tjeneste.post("/api/v1/beregning", { oppslag: snudd, beregningsdato: "2023-06-01" });
  expect(svar.status).toBe(200);
});

test("a calculation for a resident without amounts is refused and says what to do", async () => {
  const oppslag = await funnet(tjeneste, 2024, ["BEBOER", SITUASJONER.skjermet]);
  const svar = await tjeneste.post("/api/v1/beregning", { oppslag, beregningsdato: "2026-06-01" });
  expect([svar.status, stier(svar)]).toEqual([400, ["oppslag"]]);
});

test("the document of a lookup is a PDF", async () => {
  const oppslag = await funnet(tjeneste, 2023, ...KS);
  const svar = await tjeneste.post("/api/v1/beregning/pdf", { oppslag, beregningsdato: "2023-06-01" });
  expect(svar.headers.get("content-type")).toBe("application/pdf");
});

test("no line of the log holds an amount of a person", () => {
  for (const beloep of ["767670", "801718", "567127", "234591"])
    expect(tjeneste.logg()).not.toContain(beloep);
});
