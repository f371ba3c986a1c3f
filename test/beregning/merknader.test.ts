import { describe, expect, test } from "vitest";
import { beregn } from "../../shared/beregning/beregn.ts";
import type { Beregningsinndata, Grunnlagspost } from "../../shared/beregning/inndata.ts";
import { datoAv } from "../../shared/kernel/dato.ts";
import { expectOk, manuell, manuellSak, oppslagssak, post } from "./forespoersel.ts";

function koder(inn: Beregningsinndata): string[] {
  return expectOk(beregn(inn)).forbehold.map((f) => f.kode);
}

function tekst(inn: Beregningsinndata, kode: string): string | undefined {
  return expectOk(beregn(inn)).forbehold.find((f) => f.kode === kode)?.tekst;
}

const POSTER = [post("FOLKETRYGD", 300_000), post("SKATT", 60_000)];
const forsoerget = { hjemmeboende: true, tenktEtterlattepensjon: 100_000, begrunnelse: "Vedtak" };
const opphold = {
  innflytting: datoAv("2025-01-01"),
  slutt: null,
  iInstitusjonSiden: null,
  korttidsdoegnIAaret: 0,
  ufrivilligDobbeltrom: [],
};

describe("What a reader must know beside the numbers", () => {
  test("a cap that was not given is told, and one that was given is not", () => {
    expect(koder(oppslagssak(POSTER))).toEqual(
      expect.arrayContaining(["OPPHOLDSKOSTNAD_IKKE_OPPGITT", "MAKSIMAL_EGENANDEL_IKKE_OPPGITT"]),
    );
    const medTak = { praksis: { oppholdskostnadPerAar: 900_000, maksimalEgenandelPerAar: 800_000 } };
    expect(koder(oppslagssak(POSTER, medTak)).filter((k) => k.endsWith("IKKE_OPPGITT"))).toEqual([]);
  });

  test("only manual posts, with and without tax", () => {
    expect(koder(manuellSak(300_000))).toEqual(
      expect.arrayContaining(["BARE_MANUELLE_POSTER", "SKATT_IKKE_OPPGITT"]),
    );
    const medSkatt = manuellSak(0, {
      manuellePoster: [manuell("FOLKETRYGD", 300_000), manuell("SKATT", 60_000)],
    });
    expect(koder(medSkatt)).toContain("BARE_MANUELLE_POSTER");
    expect(koder(medSkatt)).not.toContain("SKATT_IKKE_OPPGITT");
    expect(koder(oppslagssak(POSTER))).not.toContain("BARE_MANUELLE_POSTER");
  });

  test("posts that are not classified are named once each", () => {
    const inn = oppslagssak(POSTER, {
      uklassifisert: [
        { tekniskNavn: "nyPost", rolle: "BEBOER" },
        { tekniskNavn: "nyPost", rolle: "EKTEFELLE" },
        { tekniskNavn: "annenPost", rolle: "BEBOER" },
      ],
    });
    expect(tekst(inn, "UKLASSIFISERTE_POSTER")).toContain("«nyPost», «annenPost»");
  });

  test("income from another year than the one that is computed for", () => {
    expect(tekst(oppslagssak(POSTER), "INNTEKT_FRA_ANNET_AAR")).toContain("2024");
    const sammeAar = oppslagssak(POSTER, { beregningsdato: datoAv("2024-06-01") });
    expect(koder(sammeAar)).not.toContain("INNTEKT_FRA_ANNET_AAR");
    const termin2024 = oppslagssak(POSTER, {
      opphold: { ...opphold, innflytting: datoAv("2023-01-01") },
      periode: { fra: datoAv("2024-01-01"), til: datoAv("2024-12-31") },
    });
    // The months are of the right year, but the yearly amount is at the rates of another.
    expect(koder(termin2024)).toContain("INNTEKT_FRA_ANNET_AAR");
    expect(koder({ ...termin2024, beregningsdato: datoAv("2024-06-01") })).not.toContain(
      "INNTEKT_FRA_ANNET_AAR",
    );
  });

  test("a gain or loss the rule data says nothing about", () => {
    const inn = oppslagssak([...POSTER, post("GEVINST_TAP", 1000, { tekst: "Ukjent gevinst" })]);
    expect(tekst(inn, "SKATTEVIRKNING_UKJENT")).toContain("«Ukjent gevinst»");
    expect(koder(inn)).not.toContain("SKATTEVIRKNING_ANSLAG");
    const beregnet = { ...inn, praksis: { ...inn.praksis, skatt: "BEREGNET_SKATT" as const } };
    expect(koder(beregnet)).not.toContain("SKATTEVIRKNING_UKJENT");
  });

  test("a tillegg of its own among the gains is never taken for a gain", () => {
    const gevinst = post("GEVINST_TAP", 100_000, {
      tekniskNavn: "gevinstVedRealisasjonAvAksje",
      gevinstTap: { type: "GEVINST", oppjustering: "EIERINNTEKT" },
    });
    const tillegg = post("GEVINST_TAP", 72_000, {
      tekniskNavn: "oppjustertTilleggTilGevinstVedRealisasjonAvAksje",
    });
    const inn = oppslagssak([...POSTER, gevinst, tillegg]);
    const steg = expectOk(beregn(inn)).steg.find((s) => s.kode === "GEVINST");
    expect(steg?.beloep).toBe("172000.00");
    expect(koder(inn)).not.toContain("OPPJUSTERT_MED_FAKTOR");
    expect(koder(inn)).not.toContain("SKATTEVIRKNING_UKJENT");
  });

  test("two losses that share one tillegg, named by the rule data, have it counted once", () => {
    const tap = (tekniskNavn: string): Grunnlagspost =>
      post("GEVINST_TAP", 10_000, {
        tekniskNavn,
        gevinstTap: {
          type: "TAP",
          oppjustering: "EIERINNTEKT",
          oppjusteringspost: "oppjustertTilleggTilBegge",
        },
      });
    const tillegg = post("SUMMER", 14_400, { tekniskNavn: "oppjustertTilleggTilBegge" });
    const inn = oppslagssak([...POSTER, tap("tapA"), tap("tapB"), tillegg]);
    const steg = expectOk(beregn(inn)).steg.find((s) => s.kode === "TAP");
    expect(steg?.beloep).toBe("34400.00");
    expect(koder(inn)).not.toContain("OPPJUSTERT_MED_FAKTOR");
  });

  test("a manual gain counts for the tax, and only where tax follows the income", () => {
    const gevinst = manuell("GEVINST_TAP", 50_000, {
      tekst: "Salg av hytte",
      gevinstTap: { type: "GEVINST", oppjustering: "INGEN" },
    });
    const inn = oppslagssak(POSTER, { manuellePoster: [gevinst] });
    expect(expectOk(beregn(inn)).grunnlag.skatt).toBe(49_000);
    const beregnet = { ...inn, praksis: { ...inn.praksis, skatt: "BEREGNET_SKATT" as const } };
    expect(expectOk(beregn(beregnet)).grunnlag.skatt).toBe(60_000);
    expect(tekst(beregnet, "MANUELL_POST_IKKE_BRUKT")).toContain("«Salg av hytte»");
  });

  test("tax that is nothing but formuesskatt comes to zero, and that is no stop", () => {
    const formue = (b: number): Beregningsinndata =>
      oppslagssak([
        post("FOLKETRYGD", 300_000),
        post("SKATT", 9_000),
        post("SUMMER", b, {
          tekniskNavn: "/beregnetSkattFastland/skattOgAvgift/formuesskattTilKommune/beloep",
        }),
      ]);
    expect(expectOk(beregn(formue(9_000))).grunnlag.skatt).toBe(0);
    expect(koder(formue(9_000))).not.toContain("SKATT_STOPPET_PAA_NULL");
    expect(koder(formue(9_001))).toContain("SKATT_STOPPET_PAA_NULL");
  });

  test("tax to Svalbard and tax paid abroad", () => {
    const svalbard = oppslagssak([
      post("FOLKETRYGD", 300_000),
      post("SKATT", 20_000, { tekniskNavn: "/beregnetSkattSvalbard/beregnetSkatt" }),
      post("GEVINST_TAP", 10_000, { gevinstTap: { type: "TAP", oppjustering: "INGEN" } }),
    ]);
    expect(koder(svalbard)).toContain("SKATT_TIL_SVALBARD");
    const utland = post("SUMMER", 500, {
      tekniskNavn: "/beregnetSkattFastland/skattefradrag/skattefradragForInntektsskattBetaltIUtlandet",
    });
    expect(koder(oppslagssak([...POSTER, utland]))).toContain("SKATT_BETALT_I_UTLANDET");
    expect(koder(oppslagssak([...POSTER, { ...utland, beloep: 0 }]))).not.toContain(
      "SKATT_BETALT_I_UTLANDET",
    );
  });

  test("a spouse whose own income is not known but typed in, or not typed in at all", () => {
    const ukjent = oppslagssak(POSTER, {
      personer: [
        { rolle: "BEBOER", status: "FUNNET" },
        { rolle: "EKTEFELLE", status: "SKJERMET" },
      ],
      manuellePoster: [manuell("FOLKETRYGD", 90_000, { rolle: "EKTEFELLE" })],
      forsoergelse: [{ rolle: "EKTEFELLE", ...forsoerget }],
    });
    expect(koder(ukjent)).toContain("FORSOERGET_BARE_MANUELT");
    expect(expectOk(beregn(ukjent)).grunnlag.forsoergerfradrag).toBe(10_000);

    const utenOppslag = manuellSak(300_000, { forsoergelse: [{ rolle: "EKTEFELLE", ...forsoerget }] });
    expect(koder(utenOppslag)).toContain("FORSOERGET_UTEN_INNTEKT");
    expect(expectOk(beregn(utenOppslag)).grunnlag.forsoergerfradrag).toBe(100_000);
  });

  test("a manual post that changes nothing is named", () => {
    const inn = oppslagssak(
      POSTER,
      { manuellePoster: [manuell("RENTER", 5000, { rolle: "EKTEFELLE", tekst: "Renter" })] },
      ["BEBOER", "EKTEFELLE"],
    );
    expect(tekst(inn, "MANUELL_POST_IKKE_BRUKT")).toBe(
      "Den manuelle posten «Renter» for ektefelle virker ikke på egenandelen og er ikke brukt.",
    );
  });

  test("manual posts for the second of two children count for that child", () => {
    const inn = oppslagssak(
      POSTER,
      {
        manuellePoster: [manuell("ARBEID", 30_000, { rolle: "BARN", barnNr: 2 })],
        forsoergelse: [
          { rolle: "BARN", ...forsoerget },
          { rolle: "BARN", ...forsoerget },
        ],
      },
      ["BEBOER", "BARN", "BARN"],
    );
    const steg = new Map(expectOk(beregn(inn)).steg.map((s) => [s.kode, s.beloep]));
    expect([steg.get("ETTERLATTEFRADRAG_1"), steg.get("ETTERLATTEFRADRAG_2")]).toEqual([
      "100000.00",
      "70000.00",
    ]);
  });

  test("a periode without a stay has no terminer and says why", () => {
    const periode = { fra: datoAv("2026-01-01"), til: datoAv("2026-12-31") };
    const utenOpphold = expectOk(beregn(manuellSak(300_000, { periode })));
    expect(utenOpphold.terminer).toBeUndefined();
    expect(utenOpphold.forbehold.map((f) => f.kode)).toContain("PERIODE_UTEN_OPPHOLD");
    const utenPeriode = expectOk(beregn(manuellSak(300_000, { opphold })));
    expect("terminer" in utenPeriode).toBe(false);
  });

  test("a stay that covers the whole periode says nothing of part years", () => {
    const periode = { fra: datoAv("2026-01-01"), til: datoAv("2026-12-31") };
    const hele = koder(manuellSak(300_000, { opphold, periode }));
    expect(hele).not.toContain("INNTEKT_FOR_HELE_AARET");
    expect(hele).not.toContain("FOERSTE_BETALINGSDAG");
    const delt = manuellSak(300_000, { opphold: { ...opphold, slutt: datoAv("2026-10-03") }, periode });
    expect(koder(delt)).toContain("INNTEKT_FOR_HELE_AARET");
  });

  test("a dobbeltrom of whole months is not told as a part of one", () => {
    const rom = (fra: string, til: string): Beregningsinndata =>
      manuellSak(300_000, {
        opphold: { ...opphold, ufrivilligDobbeltrom: [{ fra: datoAv(fra), til: datoAv(til) }] },
        periode: { fra: datoAv("2026-05-01"), til: datoAv("2026-07-31") },
      });
    expect(koder(rom("2026-06-01", "2026-06-30"))).not.toContain("DOBBELTROM_DELT_PAA_DAGER");
    expect(koder(rom("2026-06-01", "2026-06-29"))).toContain("DOBBELTROM_DELT_PAA_DAGER");
  });

  test("an open dobbeltrom ends with the stay, so a later beregningsdato has the ordinary fribeloep", () => {
    const ferdig = { ...opphold, slutt: datoAv("2026-04-30") };
    const rom = { ...ferdig, ufrivilligDobbeltrom: [{ fra: datoAv("2026-04-01"), til: null }] };
    const paa = (dato: string): number =>
      expectOk(beregn(manuellSak(300_000, { opphold: rom, beregningsdato: datoAv(dato) }))).satser.fribeloep;
    expect([paa("2026-03-31"), paa("2026-04-01"), paa("2026-04-30"), paa("2026-05-01")]).toEqual([
      10_950, 52_950, 52_950, 10_950,
    ]);
  });

  test("foreldelse is warned of for months more than three years back, and only where something is left", () => {
    const oppgjoer = (beregningsdato: string, beloepPerMaaned: number): Beregningsinndata => {
      const periode = { fra: datoAv("2023-05-01"), til: datoAv("2023-05-31") };
      return manuellSak(300_000, {
        beregningsdato: datoAv(beregningsdato),
        opphold: { ...opphold, innflytting: datoAv("2020-01-01") },
        periode,
        krevd: [{ ...periode, beloepPerMaaned }],
      });
    };
    expect(koder(oppgjoer("2026-05-31", 1000))).not.toContain("FORELDELSE");
    expect(koder(oppgjoer("2026-06-01", 1000))).toContain("FORELDELSE");
    const skyldig = expectOk(beregn(oppgjoer("2026-06-01", 1000))).etteroppgjoer?.beregnet ?? 0;
    expect(koder(oppgjoer("2026-06-01", skyldig))).not.toContain("FORELDELSE");
  });

  test("every text ends as a sentence, and no kode comes twice", () => {
    const { forbehold } = expectOk(beregn(manuellSak(120_000)));
    expect(forbehold.filter((f) => !f.tekst.endsWith("."))).toEqual([]);
    expect(new Set(forbehold.map((f) => f.kode)).size).toBe(forbehold.length);
  });
});
