import { describe, expect, test } from "vitest";
import { beregn } from "../../shared/beregning/beregn.ts";
import type { Beregningsinndata, Opphold, Personstatus } from "../../shared/beregning/inndata.ts";
import { datoAv } from "../../shared/kernel/dato.ts";
import { expectFeil, expectOk, manuell, manuellSak, oppslagssak, post } from "./forespoersel.ts";

const OPPHOLD: Opphold = {
  innflytting: datoAv("2026-03-14"),
  slutt: datoAv("2026-10-31"),
  iInstitusjonSiden: null,
  korttidsdoegnIAaret: 0,
  ufrivilligDobbeltrom: [],
};
const PERIODE = { fra: datoAv("2026-01-01"), til: datoAv("2026-12-31") };
const d = datoAv;

function stier(inn: Beregningsinndata): string[] {
  const feil = expectFeil(beregn(inn));
  if (feil.kode !== "ugyldig-forespoersel") throw new Error(feil.kode);
  expect(feil.felt.filter((f) => f.melding.length < 20 || !f.melding.endsWith("."))).toEqual([]);
  return feil.felt.map((f) => f.sti);
}

const medOpphold = (endring: Partial<Opphold>): Beregningsinndata =>
  manuellSak(300_000, { opphold: { ...OPPHOLD, ...endring }, periode: PERIODE });
const medRom = (...ufrivilligDobbeltrom: Opphold["ufrivilligDobbeltrom"]): Beregningsinndata =>
  medOpphold({ ufrivilligDobbeltrom });

describe("Faults in dates are answered by field", () => {
  test("a stay that ends before it starts", () => {
    expect(stier(medOpphold({ slutt: d("2026-03-13") }))).toEqual(["opphold.slutt"]);
  });

  test("a stay that starts and ends the same day is no fault", () => {
    expect(expectOk(beregn(medOpphold({ slutt: d("2026-03-14") }))).terminer).toEqual([]);
  });

  test("time in another institution that begins after innflytting", () => {
    expect(stier(medOpphold({ iInstitusjonSiden: d("2026-03-15") }))).toEqual(["opphold.iInstitusjonSiden"]);
    expectOk(beregn(medOpphold({ iInstitusjonSiden: d("2026-03-14") })));
  });

  test("more short-stay days than a year has", () => {
    expect(stier(medOpphold({ korttidsdoegnIAaret: 367 }))).toEqual(["opphold.korttidsdoegnIAaret"]);
    expectOk(beregn(medOpphold({ korttidsdoegnIAaret: 366 })));
  });

  test("a dobbeltrom before, after or across the end of the stay", () => {
    expect(stier(medRom({ fra: d("2026-03-13"), til: d("2026-04-01") }))).toEqual([
      "opphold.ufrivilligDobbeltrom[0].fra",
    ]);
    expect(stier(medRom({ fra: d("2026-10-01"), til: d("2026-11-01") }))).toEqual([
      "opphold.ufrivilligDobbeltrom[0].til",
    ]);
    expect(stier(medRom({ fra: d("2026-11-01"), til: null }))).toEqual([
      "opphold.ufrivilligDobbeltrom[0].fra",
    ]);
    expectOk(beregn(medRom({ fra: d("2026-03-14"), til: d("2026-10-31") })));
  });

  test("a dobbeltrom that is reversed", () => {
    expect(stier(medRom({ fra: d("2026-05-02"), til: d("2026-05-01") }))).toEqual([
      "opphold.ufrivilligDobbeltrom[0].til",
    ]);
    expectOk(beregn(medRom({ fra: d("2026-05-01"), til: d("2026-05-01") })));
  });

  test("dobbeltrom periods that overlap, also on one day and after an open end", () => {
    expect(
      stier(medRom({ fra: d("2026-04-01"), til: d("2026-05-01") }, { fra: d("2026-05-01"), til: null })),
    ).toEqual(["opphold.ufrivilligDobbeltrom[1].fra"]);
    expect(
      stier(medRom({ fra: d("2026-06-01"), til: d("2026-06-02") }, { fra: d("2026-04-01"), til: null })),
    ).toEqual(["opphold.ufrivilligDobbeltrom[0].fra"]);
    expect(
      stier(
        medRom(
          { fra: d("2026-06-01"), til: d("2026-06-02") },
          { fra: d("2026-06-01"), til: d("2026-06-02") },
        ),
      ),
    ).toEqual(["opphold.ufrivilligDobbeltrom[1].fra"]);
    expectOk(
      beregn(medRom({ fra: d("2026-04-01"), til: d("2026-04-30") }, { fra: d("2026-05-01"), til: null })),
    );
  });

  test("a periode that is reversed or longer than five years", () => {
    const medPeriode = (fra: string, til: string): Beregningsinndata =>
      manuellSak(300_000, {
        opphold: { ...OPPHOLD, innflytting: d("2015-01-01"), slutt: null },
        periode: { fra: d(fra), til: d(til) },
      });
    expect(stier(medPeriode("2026-02-01", "2026-01-31"))).toEqual(["periode.til"]);
    expect(stier(medPeriode("2020-01-01", "2025-01-01"))).toEqual(["periode.til"]);
    expect(expectOk(beregn(medPeriode("2020-01-01", "2024-12-31"))).terminer?.length).toBe(60);
    expect(expectOk(beregn(medPeriode("2026-02-01", "2026-02-01"))).terminer?.length).toBe(1);
  });

  test("a charge that is reversed, overlaps or lies outside the periode", () => {
    const krevd = (...perioder: [string, string][]): Beregningsinndata =>
      manuellSak(300_000, {
        opphold: OPPHOLD,
        periode: PERIODE,
        krevd: perioder.map(([fra, til]) => ({ fra: d(fra), til: d(til), beloepPerMaaned: 1000 })),
      });
    expect(stier(krevd(["2026-02-02", "2026-02-01"]))).toEqual(["krevd[0].til"]);
    expect(stier(krevd(["2026-02-01", "2026-03-31"], ["2026-03-31", "2026-04-30"]))).toEqual([
      "krevd[1].fra",
    ]);
    expect(stier(krevd(["2025-12-31", "2027-01-01"]))).toEqual(["krevd[0].fra", "krevd[0].til"]);
    expectOk(beregn(krevd(["2026-01-01", "2026-03-31"], ["2026-04-01", "2026-12-31"])));
  });

  test("a settlement without a stay or a periode", () => {
    const krevd = [{ ...PERIODE, beloepPerMaaned: 1000 }];
    expect(stier(manuellSak(300_000, { krevd }))).toEqual(["opphold", "periode"]);
    expect(stier(manuellSak(300_000, { krevd, opphold: OPPHOLD }))).toEqual(["periode"]);
  });

  test("every fault is named at once", () => {
    const inn = medOpphold({ slutt: d("2026-03-01"), iInstitusjonSiden: d("2026-04-01") });
    expect(stier({ ...inn, periode: { fra: d("2026-02-01"), til: d("2026-01-31") } })).toEqual([
      "opphold.slutt",
      "opphold.iInstitusjonSiden",
      "periode.til",
    ]);
  });
});

const POSTER = [post("FOLKETRYGD", 300_000), post("SKATT", 60_000)];
const forsoergelse = (rolle: "EKTEFELLE" | "PARTNER" | "SAMBOER" | "BARN") => ({
  rolle,
  hjemmeboende: true,
  tenktEtterlattepensjon: 100_000,
  begrunnelse: "Vedtak",
});

describe("Faults in persons and posts are answered by field", () => {
  test("no income at all, or none for the resident", () => {
    expect(stier(manuellSak(0, { manuellePoster: [] }))).toEqual(["oppslag"]);
    expect(stier(manuellSak(0, { manuellePoster: [manuell("SKATT", 1000)] }))).toEqual(["manuellePoster"]);
    expect(
      stier(manuellSak(0, { manuellePoster: [manuell("ARBEID", 1000, { rolle: "EKTEFELLE" })] })),
    ).toEqual(["manuellePoster"]);
  });

  test.each<Personstatus>(["INGEN_OPPGJOER", "IKKE_FUNNET", "SKJERMET", "SLETTET"])(
    "a resident who is %s is refused, also with manual posts, and told to leave the lookup out",
    (status) => {
      const inn = oppslagssak([], {
        personer: [{ rolle: "BEBOER", status }],
        manuellePoster: [manuell("FOLKETRYGD", 300_000), manuell("SKATT", 60_000)],
      });
      expect(stier(inn)).toEqual(["oppslag"]);
      const feil = expectFeil(beregn(inn));
      expect(JSON.stringify(feil)).toContain("manuelle poster");
    },
  );

  test("a lookup without a resident", () => {
    expect(stier(oppslagssak(POSTER, {}, ["EKTEFELLE"]))).toEqual(["oppslag"]);
  });

  test("a known resident without tax: missing is not zero, but typed in it counts", () => {
    const uten = [post("FOLKETRYGD", 300_000)];
    expect(stier(oppslagssak(uten))).toEqual(["oppslag"]);
    const ned = [manuell("SKATT", 1000, { retning: "REDUKSJON" })];
    expect(stier(oppslagssak(uten, { manuellePoster: ned }))).toEqual(["oppslag"]);
    const opp = [manuell("SKATT", 0)];
    expect(expectOk(beregn(oppslagssak(uten, { manuellePoster: opp }))).grunnlag.skatt).toBe(0);
  });

  test("a manual post for somebody who was not looked up", () => {
    const inn = oppslagssak(POSTER, {
      manuellePoster: [manuell("ARBEID", 1000), manuell("ARBEID", 1000, { rolle: "EKTEFELLE" })],
    });
    expect(stier(inn)).toEqual(["manuellePoster[1].rolle"]);
    const utenOppslag = manuellSak(300_000, {
      manuellePoster: [manuell("FOLKETRYGD", 1), manuell("ARBEID", 1000, { rolle: "EKTEFELLE" })],
    });
    expectOk(beregn(utenOppslag));
  });

  test("a manual post for one of two children, without saying which", () => {
    const barn = manuell("ARBEID", 1000, { rolle: "BARN" });
    const to = oppslagssak(POSTER, { manuellePoster: [barn] }, ["BEBOER", "BARN", "BARN"]);
    expect(stier(to)).toEqual(["manuellePoster[0].barnNr"]);
    expect(stier({ ...to, manuellePoster: [{ ...barn, barnNr: 3 }] })).toEqual(["manuellePoster[0].barnNr"]);
    expectOk(beregn({ ...to, manuellePoster: [{ ...barn, barnNr: 2 }] }));
    expectOk(beregn(oppslagssak(POSTER, { manuellePoster: [barn] }, ["BEBOER", "BARN"])));
  });

  test("a child's number on somebody who is no child", () => {
    const inn = oppslagssak(POSTER, { manuellePoster: [manuell("ARBEID", 1, { barnNr: 1 })] });
    expect(stier(inn)).toEqual(["manuellePoster[0].barnNr"]);
    const f = { ...forsoergelse("EKTEFELLE"), barnNr: 1 };
    expect(stier(oppslagssak(POSTER, { forsoergelse: [f] }, ["BEBOER", "EKTEFELLE"]))).toEqual([
      "forsoergelse[0].barnNr",
    ]);
    const voksen = { ...forsoergelse("EKTEFELLE"), over18: true };
    expect(stier(oppslagssak(POSTER, { forsoergelse: [voksen] }, ["BEBOER", "EKTEFELLE"]))).toEqual([
      "forsoergelse[0].over18",
    ]);
  });

  test.each(["FORMUE", "GJELD", "AVREGNING", "SUMMER"] as const)(
    "a manual post in %s, which never counts",
    (gruppe) => {
      expect(stier(oppslagssak(POSTER, { manuellePoster: [manuell(gruppe, 1000)] }))).toEqual([
        "manuellePoster[0].gruppe",
      ]);
    },
  );

  test("a manual gain that does not say what it is, or where the year is unknown", () => {
    expect(stier(oppslagssak(POSTER, { manuellePoster: [manuell("GEVINST_TAP", 1000)] }))).toEqual([
      "manuellePoster[0].gevinstTap",
    ]);
    const gevinstTap = { type: "TAP", oppjustering: "INGEN" } as const;
    expect(stier(oppslagssak(POSTER, { manuellePoster: [manuell("ARBEID", 1000, { gevinstTap })] }))).toEqual(
      ["manuellePoster[0].gevinstTap"],
    );
    const utenOppslag = [manuell("FOLKETRYGD", 1), manuell("GEVINST_TAP", 1000, { gevinstTap })];
    expect(stier(manuellSak(0, { manuellePoster: utenOppslag }))).toEqual(["manuellePoster[1].gruppe"]);
  });

  test("the same person supported twice, or two partners", () => {
    const to = (a: "EKTEFELLE" | "BARN", b: "EKTEFELLE" | "SAMBOER"): Beregningsinndata =>
      manuellSak(300_000, { forsoergelse: [forsoergelse(a), forsoergelse(b)] });
    expect(stier(to("EKTEFELLE", "EKTEFELLE"))).toEqual(["forsoergelse[1].rolle"]);
    expect(stier(to("EKTEFELLE", "SAMBOER"))).toEqual(["forsoergelse[1].rolle"]);
    expectOk(beregn(to("BARN", "SAMBOER")));
    const barn = { ...forsoergelse("BARN"), barnNr: 1 };
    expect(stier(manuellSak(300_000, { forsoergelse: [barn, barn] }))).toEqual(["forsoergelse[1].rolle"]);
  });

  test("a supported person who was not looked up, or whose amounts are unknown", () => {
    expect(stier(oppslagssak(POSTER, { forsoergelse: [forsoergelse("EKTEFELLE")] }))).toEqual([
      "forsoergelse[0].rolle",
    ]);
    const ukjent = oppslagssak(POSTER, {
      personer: [
        { rolle: "BEBOER", status: "FUNNET" },
        { rolle: "EKTEFELLE", status: "INGEN_OPPGJOER" },
      ],
      forsoergelse: [forsoergelse("EKTEFELLE")],
    });
    expect(stier(ukjent)).toEqual(["forsoergelse[0].rolle"]);
    const borteboende = { ...forsoergelse("EKTEFELLE"), hjemmeboende: false };
    expectOk(beregn({ ...ukjent, forsoergelse: [borteboende] }));
    expectOk(beregn({ ...ukjent, forsoergelse: [] }));
  });
});
