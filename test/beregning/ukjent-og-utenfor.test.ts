// What is not known is never zero, what is taken out of one group never eats of another, and tax on what is not counted is
// either taken out or told.

import { describe, expect, test } from "vitest";
import { beregn } from "../../shared/beregning/beregn.ts";
import type { Beregningsinndata, Grunnlagspost } from "../../shared/beregning/inndata.ts";
import { datoAv } from "../../shared/kernel/dato.ts";
import { expectFeil, expectOk, manuell, oppslagssak, post } from "./forespoersel.ts";

const forsoerget = {
  rolle: "EKTEFELLE" as const,
  hjemmeboende: true,
  tenktEtterlattepensjon: 260_000,
  begrunnelse: "Vedtak",
};
const POSTER = [post("FOLKETRYGD", 400_000), post("SKATT", 70_000)];
const hosEktefelle = (gruppe: Grunnlagspost["gruppe"], beloep: number, navn?: string): Grunnlagspost =>
  post(gruppe, beloep, { rolle: "EKTEFELLE", ...(navn === undefined ? {} : { tekniskNavn: navn }) });

const koder = (inn: Beregningsinndata): string[] => expectOk(beregn(inn)).forbehold.map((f) => f.kode);
function steg(inn: Beregningsinndata, kode: string): string | undefined {
  return expectOk(beregn(inn)).steg.find((s) => s.kode === kode)?.beloep;
}
function felt(inn: Beregningsinndata): string[] {
  const feil = expectFeil(beregn(inn));
  return feil.kode === "ugyldig-forespoersel" ? feil.felt.map((f) => f.sti) : [feil.kode];
}

describe("A supported person", () => {
  const par = (endring: Partial<Omit<Beregningsinndata, "praksis">>, poster: readonly Grunnlagspost[] = []) =>
    oppslagssak([...POSTER, ...poster], { forsoergelse: [forsoerget], ...endring }, ["BEBOER", "EKTEFELLE"]);
  const utenOppgjoer = (manuellePoster: Beregningsinndata["manuellePoster"]): Beregningsinndata =>
    par({
      manuellePoster,
      personer: [
        { rolle: "BEBOER", status: "FUNNET" },
        { rolle: "EKTEFELLE", status: "INGEN_OPPGJOER" },
      ],
    });

  test.each(["RENTER", "SKATT"] as const)(
    "whose income is unknown is not made known by a post for %s",
    (gruppe) => {
      expect(felt(utenOppgjoer([manuell(gruppe, 1, { rolle: "EKTEFELLE" })]))).toEqual([
        "forsoergelse[0].rolle",
      ]);
    },
  );

  test("is made known by own income, also of 0 kroner", () => {
    const inn = utenOppgjoer([manuell("ARBEID", 0, { rolle: "EKTEFELLE" })]);
    expect(steg(inn, "ETTERLATTEFRADRAG_1")).toBe("260000.00");
  });

  test("keeps the rest of the income when more is taken out of a group than is in it", () => {
    const inn = par(
      { manuellePoster: [manuell("ARBEID", 50_000, { rolle: "EKTEFELLE", retning: "REDUKSJON" })] },
      [hosEktefelle("FOLKETRYGD", 210_000)],
    );
    expect(steg(inn, "EGEN_INNTEKT_1_ARBEID")).toBe("0.00");
    expect(steg(inn, "ETTERLATTEFRADRAG_1")).toBe("50000.00");
    expect(koder(inn)).toContain("REDUKSJON_STOERRE_ENN_GRUPPEN");
  });

  test("with benefits that are no pension: what it would be without them is told", () => {
    const inn = par({}, [
      hosEktefelle("FOLKETRYGD", 100_000, "alderspensjonFraFolketrygden"),
      hosEktefelle("FOLKETRYGD", 80_000, "arbeidsavklaringspenger"),
    ]);
    expect(steg(inn, "ETTERLATTEFRADRAG_1")).toBe("80000.00");
    const forbehold = expectOk(beregn(inn)).forbehold.find((f) => f.kode === "STOENADER_REGNET_SOM_PENSJON");
    expect((forbehold?.virkning?.brukt ?? NaN) - (forbehold?.virkning?.alternativ ?? NaN)).toBe(68_000);
    const bareAlder = par({}, [hosEktefelle("FOLKETRYGD", 180_000, "alderspensjonFraFolketrygden")]);
    expect(koder(bareAlder)).not.toContain("STOENADER_REGNET_SOM_PENSJON");
  });
});

describe("A year without rules", () => {
  const utenRegler = (manuellePoster: Beregningsinndata["manuellePoster"]): Beregningsinndata =>
    oppslagssak([], { manuellePoster, personer: [{ rolle: "BEBOER", status: "FUNNET", utenRegler: true }] });

  test("is refused until the income and the tax are typed in", () => {
    expect(felt(utenRegler([]))).toEqual(["oppslag"]);
    expect(felt(utenRegler([manuell("SKATT", 1)]))).toEqual(["oppslag"]);
    expect(felt(utenRegler([manuell("FOLKETRYGD", 400_000)]))).toEqual(["oppslag"]);
    expect(steg(utenRegler([manuell("FOLKETRYGD", 400_000), manuell("SKATT", 70_000)]), "SKATT")).toBe(
      "70000.00",
    );
  });
});

describe("Tax", () => {
  const FORMUESSKATT = "/beregnetSkattFastland/skattOgAvgift/formuesskattTilKommune/beloep";
  const BETALT_UTE = "/beregnetSkattFastland/skattefradrag/skattefradragForFormuesskattBetaltIUtlandet";

  test.each([
    [9_000, "70000.00"],
    [4_000, "65000.00"],
    [0, "61000.00"],
    [12_000, "70000.00"],
  ])("on wealth that was reduced by %i kr paid abroad is not taken out twice", (betaltUte, skatt) => {
    const inn = oppslagssak([
      ...POSTER,
      post("SUMMER", 9_000, { tekniskNavn: FORMUESSKATT }),
      post("SUMMER", betaltUte, { tekniskNavn: BETALT_UTE }),
    ]);
    expect(steg(inn, "SKATT")).toBe(skatt);
  });

  test("on a gain with an uplift on the mainland and one on Svalbard counts both", () => {
    const gevinst = (beloep: number): Grunnlagspost =>
      post("GEVINST_TAP", beloep, {
        tekniskNavn: "gevinstVedRealisasjonAvAksje",
        gevinstTap: { type: "GEVINST", oppjustering: "EIERINNTEKT" },
      });
    const tillegg = (beloep: number): Grunnlagspost =>
      post("SUMMER", beloep, { tekniskNavn: "oppjustertTilleggTilGevinstVedRealisasjonAvAksje" });
    const inn = oppslagssak([
      ...POSTER,
      gevinst(100_000),
      gevinst(100_000),
      tillegg(72_000),
      tillegg(72_000),
    ]);
    expect(steg(inn, "GEVINST")).toBe("344000.00");
    expect(koder(inn)).not.toContain("OPPJUSTERT_MED_FAKTOR");
  });

  test("on income that is taxed but not counted is told, with the posts by name", () => {
    const inn = oppslagssak([
      ...POSTER,
      post("SUMMER", 400_000, { tekst: "Engangsutbetaling", skattlagt: true }),
    ]);
    const forbehold = expectOk(beregn(inn)).forbehold.find(
      (f) => f.kode === "SKATT_AV_INNTEKT_SOM_IKKE_TELLER",
    );
    expect(forbehold?.tekst).toContain("«Engangsutbetaling»");
    expect(koder(oppslagssak(POSTER))).not.toContain("SKATT_AV_INNTEKT_SOM_IKKE_TELLER");
  });
});

describe("What is told of the lookup", () => {
  test("a doubt about a post that counts, and only then", () => {
    const tvil = "Det bør avklares.";
    const inn = oppslagssak([...POSTER, post("TJENESTEPENSJON", 1_000, { tekst: "Utland", tvil })]);
    expect(expectOk(beregn(inn)).forbehold.find((f) => f.kode === "POST_MED_TVIL")?.tekst).toBe(
      "«Utland»: Det bør avklares.",
    );
    expect(koder(oppslagssak([...POSTER, post("FORMUE", 1_000, { tvil })]))).not.toContain("POST_MED_TVIL");
  });

  test("a settlement without income that counts", () => {
    expect(koder(oppslagssak([post("SKATT", 0)]))).toContain("INGEN_INNTEKT");
    expect(koder(oppslagssak(POSTER))).not.toContain("INGEN_INNTEKT");
  });

  test("claims that are old on the day of the lookup, whatever date the year is computed for", () => {
    const gammel = (oppslagsdato: string): Beregningsinndata =>
      oppslagssak(POSTER, {
        oppslagsdato: datoAv(oppslagsdato),
        beregningsdato: datoAv("2021-06-01"),
        opphold: {
          innflytting: datoAv("2020-01-01"),
          slutt: null,
          iInstitusjonSiden: null,
          korttidsdoegnIAaret: 0,
          ufrivilligDobbeltrom: [],
        },
        periode: { fra: datoAv("2021-01-01"), til: datoAv("2021-12-31") },
        krevd: [],
      });
    expect(koder(gammel("2026-11-23"))).toContain("FORELDELSE");
    expect(koder(gammel("2022-11-23"))).not.toContain("FORELDELSE");
  });
});

test("the late effect of the G of 2020 is told for the months too, to the day", () => {
  const inn = (fra: string, til: string): Beregningsinndata =>
    oppslagssak(POSTER, {
      beregningsdato: datoAv("2021-06-01"),
      opphold: {
        innflytting: datoAv("2019-01-01"),
        slutt: null,
        iInstitusjonSiden: null,
        korttidsdoegnIAaret: 0,
        ufrivilligDobbeltrom: [],
      },
      periode: { fra: datoAv(fra), til: datoAv(til) },
    });
  const virkning = (fra: string, til: string) =>
    expectOk(beregn(inn(fra, til))).forbehold.find((f) => f.kode === "GRUNNBELOEP_2020")?.virkning;
  // Basis 330 000: (280 500 - 10 % of G - 6 525) / 12, with G 101 351 and G 99 858, each cut.
  expect(virkning("2020-05-01", "2020-05-31")).toEqual({
    gjelder: "PERIODE",
    brukt: 21_986,
    alternativ: 21_999,
  });
  // Twenty days at the old G (14 666) and ten at the new (7 328).
  expect(virkning("2020-09-01", "2020-09-30")?.alternativ).toBe(21_994);
  expect(virkning("2020-10-01", "2020-12-31")).toBeUndefined();
  expect(virkning("2020-01-01", "2020-04-30")).toBeUndefined();
});
