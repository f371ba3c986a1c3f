import { describe, expect, test } from "vitest";
import { alleSatser, finnSatser } from "../../shared/beregning/satser.ts";
import { finnSkattesatser } from "../../shared/beregning/skattesatser.ts";
import { beregn } from "../../shared/beregning/beregn.ts";
import { datoAv, type Dato } from "../../shared/kernel/dato.ts";
import { plussDager } from "../kernel/pluss-dager.ts";
import { expectFeil, expectOk, manuellSak, oppslagssak, post } from "./forespoersel.ts";

const FOERSTE = datoAv("2015-01-01");
const SISTE = datoAv("2026-12-31");

function alleDager(): Dato[] {
  const dager: Dato[] = [];
  for (let dag = FOERSTE; dag <= SISTE; dag = plussDager(dag, 1)) dager.push(dag);
  return dager;
}

describe("Rates as dated data", () => {
  test("every day of 2015 to 2026 has exactly one row of rates", () => {
    const dager = alleDager();
    expect(dager.length).toBe(4383);
    const uten = dager.filter(
      (dag) => alleSatser().filter((s) => s.gyldigFra <= dag && dag <= s.gyldigTil).length !== 1,
    );
    expect(uten).toEqual([]);
  });

  test("every day gets a row that holds on it, with rates that hold on it", () => {
    const feil = alleDager().filter((dag) => {
      const s = expectOk(finnSatser(dag));
      const gjelder = (x: { gyldigFra: Dato; gyldigTil: Dato }): boolean =>
        x.gyldigFra <= dag && dag <= x.gyldigTil;
      return ![s, s.fribeloep, s.fribeloepDobbeltrom, s.korttidDoegn, s.dagEllerNatt, s.grunnbeloep].every(
        gjelder,
      );
    });
    expect(feil).toEqual([]);
  });

  test.each(["2014-12-31", "2027-01-01", "2031-06-01"])("%s has no enacted rates and says so", (dato) => {
    expect(finnSatser(datoAv(dato))).toEqual({ ok: false, feil: { kode: "satser-mangler", dato } });
    expect(expectFeil(beregn(manuellSak(300_000, { beregningsdato: datoAv(dato) })))).toEqual({
      kode: "satser-mangler",
      dato,
    });
  });

  test("a stay that goes on past the last rates names the first day without them", () => {
    const inn = manuellSak(300_000, {
      opphold: {
        innflytting: datoAv("2026-01-01"),
        slutt: null,
        iInstitusjonSiden: null,
        korttidsdoegnIAaret: 0,
        ufrivilligDobbeltrom: [],
      },
      periode: { fra: datoAv("2026-12-01"), til: datoAv("2027-02-28") },
    });
    expect(expectFeil(beregn(inn))).toEqual({ kode: "satser-mangler", dato: "2027-01-01" });
    const sluttet = { ...inn, opphold: inn.opphold && { ...inn.opphold, slutt: datoAv("2026-12-20") } };
    expect(expectOk(beregn(sluttet)).terminer?.map((t) => t.til)).toEqual(["2026-12-20"]);
  });

  test.each([
    ["2015-04-30", 88_370, 7_500, 36_200, 147, 77],
    ["2015-05-01", 90_068, 7_500, 36_200, 147, 77],
    ["2019-12-31", 99_858, 8_400, 40_400, 165, 85],
    ["2020-01-01", 99_858, 8_700, 41_600, 170, 90],
    ["2024-05-01", 124_028, 10_000, 48_300, 193, 110],
    ["2026-04-30", 130_160, 10_950, 52_950, 205, 115],
    ["2026-05-01", 136_549, 10_950, 52_950, 205, 115],
  ])("the rates of %s", (dato, grunnbeloep, fribeloep, dobbeltrom, doegn, dag) => {
    const s = expectOk(finnSatser(datoAv(dato)));
    expect([
      s.grunnbeloep.beloep,
      s.fribeloep.beloep,
      s.fribeloepDobbeltrom.beloep,
      s.korttidDoegn.beloep,
      s.dagEllerNatt.beloep,
    ]).toEqual([grunnbeloep, fribeloep, dobbeltrom, doegn, dag]);
  });

  test.each([
    ["2015-06-01", 89_502],
    ["2016-06-01", 91_740],
    ["2023-06-01", 116_239],
    ["2025-01-01", 128_116],
    ["2026-06-01", 134_419],
  ])("the average G of the year of %s is the published one", (dato, snitt) => {
    expect(expectOk(finnSatser(datoAv(dato))).gjennomsnittligGrunnbeloep?.beloep).toBe(snitt);
  });

  test("every rate says where it comes from", () => {
    const kilder = alleSatser().flatMap((s) => [s.fribeloep, s.grunnbeloep].map((x) => x.kilde));
    expect(
      kilder.filter((k) => !/^FOR-[0-9]{4}-[0-9]{2}-[0-9]{2}-[0-9]+$|^folketrygdloven § 1-4/.test(k)),
    ).toEqual([]);
  });
});

describe("Tax rates for the effect of gains and losses", () => {
  test.each([
    [2021, 220, 185, 144],
    [2022, 220, 185, 160],
    [2025, 220, 185, 172],
  ])("the rates of inntektsaar %i", (aar, promille, tiltak, faktor) => {
    const s = expectOk(finnSkattesatser(aar, "ORDINAER"));
    expect([s.satsPromille, s.faktorProsent]).toEqual([promille, faktor]);
    expect(expectOk(finnSkattesatser(aar, "TILTAKSSONEN")).satsPromille).toBe(tiltak);
  });

  test("a year without tax rates is satser-mangler when a gain must be reversed, and otherwise no matter", () => {
    const gevinst = post("GEVINST_TAP", 1000, { gevinstTap: { type: "GEVINST", oppjustering: "INGEN" } });
    const inn = { ...oppslagssak([post("SKATT", 5000), gevinst]), inntektsaar: 2018 };
    expect(expectFeil(beregn(inn))).toEqual({ kode: "satser-mangler", dato: "2018-12-31" });
    const beregnet = { ...inn, praksis: { ...inn.praksis, skatt: "BEREGNET_SKATT" as const } };
    expect(expectOk(beregn(beregnet)).grunnlag.skatt).toBe(5000);
    expect(expectOk(beregn({ ...inn, poster: [post("SKATT", 5000)] })).grunnlag.skatt).toBe(5000);
  });
});
