import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { beregn } from "../../shared/beregning/beregn.ts";
import type { Beregningsinndata, Praksis } from "../../shared/beregning/inndata.ts";
import type { Beregningsresultat, Forbehold } from "../../shared/beregning/resultat.ts";
import { datoAv } from "../../shared/kernel/dato.ts";
import { expectOk, manuellSak, oppslagssak, post } from "./forespoersel.ts";
import { KJOERINGER, sak, sakMedOpphold } from "./vilkaarlig.ts";

function regn(inn: Beregningsinndata): Beregningsresultat {
  return expectOk(beregn(inn));
}

function medPraksis(inn: Beregningsinndata, praksis: Partial<Praksis>): Beregningsinndata {
  return { ...inn, praksis: { ...inn.praksis, ...praksis } };
}

const sumAv = ({ terminer }: Beregningsresultat): number | undefined =>
  terminer?.reduce((s, t) => s + t.beloep, 0);

const finn = ({ forbehold }: Beregningsresultat, kode: string): Forbehold | undefined =>
  forbehold.find((f) => f.kode === kode);

/** The reservation says what really happens when the setting is changed, and is there whenever it matters. */
function sierSant(inn: Beregningsinndata, kode: string, annerledes: Beregningsinndata): void {
  const brukt = regn(inn);
  const annen = regn(annerledes);
  const virkning = finn(brukt, kode)?.virkning;
  if (virkning === undefined) {
    expect([kode, annen.egenandel.perAar, sumAv(annen)]).toEqual([
      kode,
      brukt.egenandel.perAar,
      sumAv(brukt),
    ]);
    return;
  }
  const tall = (r: Beregningsresultat): number | undefined =>
    virkning.gjelder === "PER_AAR" ? r.egenandel.perAar : sumAv(r);
  expect([kode, virkning.brukt, virkning.alternativ]).toEqual([kode, tall(brukt), tall(annen)]);
  expect(virkning.brukt).not.toBe(virkning.alternativ);
}

const ANDRE = {
  egendisponering: { FORDEL_AV_FRIBELOEP: "FULLT_FRIBELOEP", FULLT_FRIBELOEP: "FORDEL_AV_FRIBELOEP" },
  avrunding: { NED: "NAERMEST", NAERMEST: "NED" },
  maanedsdeling: { FAKTISKE_DAGER: "TRETTI_DAGER", TRETTI_DAGER: "FAKTISKE_DAGER" },
} as const;

describe("A reservation about a reading says what the other reading would give", () => {
  test("for the protected amount, the rounding and the part of a month", () => {
    fc.assert(
      fc.property(sakMedOpphold, (inn) => {
        const { egendisponering, avrunding, maanedsdeling } = inn.praksis;
        sierSant(
          inn,
          "EGENDISPONERING_LESEMAATE",
          medPraksis(inn, { egendisponering: ANDRE.egendisponering[egendisponering] }),
        );
        sierSant(inn, "AVRUNDING", medPraksis(inn, { avrunding: ANDRE.avrunding[avrunding] }));
        sierSant(
          inn,
          "MAANEDSDELING",
          medPraksis(inn, { maanedsdeling: ANDRE.maanedsdeling[maanedsdeling] }),
        );
      }),
      KJOERINGER,
    );
  });

  test("for the three taxes", () => {
    fc.assert(
      fc.property(
        sak,
        fc.constantFrom("FOELGER_INNTEKT", "UTEN_FORMUESSKATT", "BEREGNET_SKATT"),
        (inn, skatt) => {
          if (inn.praksis.skatt === skatt) return;
          sierSant(inn, `SKATTEREGEL_${skatt}`, medPraksis(inn, { skatt }));
        },
      ),
      KJOERINGER,
    );
  });

  test("for the average G, of the year without a stay and of the periode with one", () => {
    fc.assert(
      fc.property(sak, (inn) => {
        const grunnbeloep = inn.praksis.grunnbeloep === "PER_DATO" ? "GJENNOMSNITT" : "PER_DATO";
        sierSant(inn, "GRUNNBELOEP_I_AARET", medPraksis(inn, { grunnbeloep }));
      }),
      KJOERINGER,
    );
    fc.assert(
      fc.property(sakMedOpphold, (inn) => {
        const annen = regn(medPraksis(inn, { grunnbeloep: "GJENNOMSNITT" }));
        const brukt = regn(medPraksis(inn, { grunnbeloep: "PER_DATO" }));
        if (brukt.terminer?.length === 0) return;
        const virkning = finn(brukt, "GRUNNBELOEP_I_AARET")?.virkning;
        expect(virkning?.alternativ ?? sumAv(brukt)).toBe(sumAv(annen));
      }),
      KJOERINGER,
    );
  });

  const oppholdFraMars = {
    opphold: {
      innflytting: datoAv("2026-03-14"),
      slutt: null,
      iInstitusjonSiden: null,
      korttidsdoegnIAaret: 60,
      ufrivilligDobbeltrom: [],
    },
    periode: { fra: datoAv("2026-03-01"), til: datoAv("2026-06-30") },
  };

  test("for 60 short-stay days, which is the day the two readings part", () => {
    const seksti = manuellSak(300_000, oppholdFraMars);
    const medDoegn = (korttidsdoegnIAaret: number): Beregningsinndata => ({
      ...seksti,
      opphold: { ...oppholdFraMars.opphold, korttidsdoegnIAaret },
    });
    sierSant(seksti, "SEKSTI_KORTTIDSDOEGN", medDoegn(61));
    sierSant(medDoegn(61), "INGEN_FRI_MAANED", medDoegn(0));
    expect(finn(regn(seksti), "SEKSTI_KORTTIDSDOEGN")?.tekst).toContain("60 korttidsdøgn");
    expect(finn(regn(medDoegn(59)), "SEKSTI_KORTTIDSDOEGN")).toBeUndefined();
  });

  const ektefelle = {
    rolle: "SAMBOER" as const,
    hjemmeboende: true,
    tenktEtterlattepensjon: 200_000,
    begrunnelse: "Vedtak",
  };
  const par = oppslagssak(
    [
      post("FOLKETRYGD", 300_000),
      post("TJENESTEPENSJON", 50_000),
      post("SKATT", 60_000),
      post("NAERING", 40_000, { rolle: "SAMBOER" }),
      post("ARBEID", 10_000, { rolle: "SAMBOER" }),
    ],
    { forsoergelse: [ektefelle] },
    ["BEBOER", "SAMBOER"],
  );

  test("for a cohabitant, and for business income and folketrygd in § 5", () => {
    sierSant(par, "SAMBOER_SOM_EKTEFELLE", { ...par, forsoergelse: [] });
    sierSant(par, "NAERINGSINNTEKT_ER_ARBEIDSINNTEKT", {
      ...par,
      poster: par.poster.filter((p) => p.gruppe !== "NAERING"),
    });
    // Half of 350 000 instead of half of 50 000, and 350 000 - 60 000 - 150 000 - 175 000 is below zero.
    expect(finn(regn(par), "FOLKETRYGD_IKKE_HALVERT")?.virkning?.alternativ).toBe(0);
  });

  test("for the protected amount measured before § 5, where it is what limits", () => {
    // 290 000 - 150 000 - 25 000 = 115 000 after § 5; G 136 549 and fribeloep 10 950.
    const r = regn(par);
    expect(r.grunnlag.beregningsgrunnlag).toBe(115_000);
    expect(r.egenandel.eksaktPerAar).toBe("72650.25");
    // 75 % of 115 000 - 10 950 is less than 290 000 - 42 349.75.
    expect(finn(r, "EGENDISPONERING_ETTER_FRADRAG")?.virkning).toEqual({
      gjelder: "PER_AAR",
      brukt: 72_650,
      alternativ: 78_037,
    });
  });

  test("in words with kroner, and the kroner are in the words", () => {
    const f = finn(regn(manuellSak(120_000)), "EGENDISPONERING_LESEMAATE");
    expect(f?.tekst).toContain("77\u00a0650\u00a0kr per år");
    expect(f?.tekst).toContain("74\u00a0912\u00a0kr per år");
  });
});
