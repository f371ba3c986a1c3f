import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { beregn } from "../../shared/beregning/beregn.ts";
import type { Beregningsinndata } from "../../shared/beregning/inndata.ts";
import type { Beregningsresultat, Termin } from "../../shared/beregning/resultat.ts";
import { aarAv, dagerIMaaneden, datoFra } from "../../shared/kernel/dato.ts";
import { plussDager } from "../kernel/pluss-dager.ts";
import { expectOk, manuellSak, post } from "./forespoersel.ts";
import { beloep, KJOERINGER, praksis, sak, sakMedOpphold, satsdag } from "./vilkaarlig.ts";

function regn(inn: Beregningsinndata): Beregningsresultat {
  return expectOk(beregn(inn));
}

function termineneTil(inn: Beregningsinndata): readonly Termin[] {
  return regn(inn).terminer ?? [];
}

const sum = (terminer: readonly Termin[]): number => terminer.reduce((s, t) => s + t.beloep, 0);

describe("Laws of the egenandel, for any household, date and practice", () => {
  test("no amount is ever negative", () => {
    fc.assert(
      fc.property(sakMedOpphold, (inn) => {
        const r = regn(inn);
        const beloepene = [
          r.egenandel.perAar,
          r.egenandel.perMaaned,
          r.tilEgenDisposisjonPerAar,
          r.grunnlag.skatt,
          r.grunnlag.forsoergerfradrag,
          r.grunnlag.beregningsgrunnlag,
          ...(r.terminer ?? []).map((t) => t.beloep),
        ];
        expect(Math.min(...beloepene)).toBeGreaterThanOrEqual(0);
      }),
      KJOERINGER,
    );
  });

  test("it is never above the income, nor above what is left of it", () => {
    fc.assert(
      fc.property(sak, (inn) => {
        const { egenandel, grunnlag } = regn(inn);
        expect(egenandel.perAar).toBeLessThanOrEqual(grunnlag.inntekt);
        expect(egenandel.perAar).toBeLessThanOrEqual(grunnlag.beregningsgrunnlag);
      }),
      KJOERINGER,
    );
  });

  test("it is never above a cap, in the year, the month or a termin", () => {
    fc.assert(
      fc.property(sakMedOpphold, fc.nat({ max: 900_000 }), fc.nat({ max: 900_000 }), (inn, kost, maks) => {
        const tak = Math.min(kost, maks);
        const r = regn({
          ...inn,
          praksis: { ...inn.praksis, oppholdskostnadPerAar: kost, maksimalEgenandelPerAar: maks },
        });
        expect(r.egenandel.perAar).toBeLessThanOrEqual(tak);
        const maanedstak = inn.praksis.avrunding === "NED" ? Math.floor(tak / 12) : Math.round(tak / 12);
        for (const b of [r.egenandel.perMaaned, ...(r.terminer ?? []).map((t) => t.beloep)]) {
          expect(b).toBeLessThanOrEqual(maanedstak);
        }
      }),
      KJOERINGER,
    );
  });

  test("it is zero when the income is not above the fribeloep", () => {
    fc.assert(
      fc.property(satsdag, praksis, fc.nat({ max: 7500 }), (beregningsdato, p, inntekt) => {
        expect(regn(manuellSak(inntekt, { beregningsdato, praksis: p })).egenandel.perAar).toBe(0);
      }),
      KJOERINGER,
    );
  });

  test("more income never gives a lower egenandel", () => {
    fc.assert(
      fc.property(sakMedOpphold, beloep, (inn, mer) => {
        const foer = regn(inn);
        const etter = regn({ ...inn, poster: [...inn.poster, post("FOLKETRYGD", mer)] });
        expect(etter.egenandel.perAar).toBeGreaterThanOrEqual(foer.egenandel.perAar);
        expect(sum(etter.terminer ?? [])).toBeGreaterThanOrEqual(sum(foer.terminer ?? []));
      }),
      KJOERINGER,
    );
  });

  test("the months of a whole-year stay sum to the year within one krone per month", () => {
    fc.assert(
      fc.property(sak, fc.integer({ min: 2015, max: 2026 }), (inn, aar) => {
        const periode = { fra: datoFra(aar, 1, 1), til: datoFra(aar, 12, 31) };
        const opphold = {
          innflytting: datoFra(aar - 1, 1, 1),
          slutt: null,
          iInstitusjonSiden: null,
          korttidsdoegnIAaret: 0,
          ufrivilligDobbeltrom: [],
        };
        const januar = regn({ ...inn, beregningsdato: periode.fra, opphold, periode });
        const mai = regn({ ...inn, beregningsdato: datoFra(aar, 5, 1), opphold, periode });
        expect(januar.terminer?.length).toBe(12);
        const aaret =
          (4 * Number(januar.egenandel.eksaktPerAar) + 8 * Number(mai.egenandel.eksaktPerAar)) / 12;
        expect(Math.abs(sum(januar.terminer ?? []) - aaret)).toBeLessThanOrEqual(12);
        for (const t of januar.terminer ?? []) {
          const perAar = t.fra < datoFra(aar, 5, 1) ? januar : mai;
          expect(t.beloep).toBe(perAar.egenandel.perMaaned);
        }
      }),
      KJOERINGER,
    );
  });

  test("nothing is left to settle when what was charged is what was due", () => {
    fc.assert(
      fc.property(sakMedOpphold, (inn) => {
        const terminer = termineneTil(inn);
        const hele = terminer.filter((t) => t.fra.endsWith("-01") && plussDager(t.til, 1).endsWith("-01"));
        const krevd = hele.map((t) => ({ fra: t.fra, til: t.til, beloepPerMaaned: t.beloep }));
        const { etteroppgjoer } = regn({ ...inn, krevd });
        const delte = terminer.filter((t) => !hele.includes(t));
        expect(etteroppgjoer?.differanse).toBe(sum(delte));
        if (delte.length === 0) expect(etteroppgjoer?.retning).toBe("INGEN");
        const iHeleMaaneder = etteroppgjoer?.maaneder.filter((m) => hele.some((t) => t.fra === m.fra));
        expect(iHeleMaaneder?.filter((m) => m.differanse !== 0)).toEqual([]);
      }),
      KJOERINGER,
    );
  });

  test("a periode split between two months gives the same months", () => {
    fc.assert(
      fc.property(sakMedOpphold, fc.nat(), (inn, hvor) => {
        if (inn.periode === null) throw new Error("expected a periode");
        const { fra, til } = inn.periode;
        const maaneder = (aarAv(til) - aarAv(fra)) * 12 + Number(til.slice(5, 7)) - Number(fra.slice(5, 7));
        const nr = Number(fra.slice(5, 7)) + (hvor % maaneder);
        const skille = datoFra(aarAv(fra) + Math.floor(nr / 12), (nr % 12) + 1, 1);
        const delt = [
          ...termineneTil({ ...inn, periode: { fra, til: plussDager(skille, -1) } }),
          ...termineneTil({ ...inn, periode: { fra: skille, til } }),
        ];
        expect(delt).toEqual(termineneTil(inn));
      }),
      KJOERINGER,
    );
  });

  test("a month split in two comes to the same within one krone", () => {
    fc.assert(
      fc.property(sakMedOpphold, fc.integer({ min: 2, max: 28 }), (inn, dag) => {
        const aar = 2024;
        const periode = (fra: number, til: number): Pick<Beregningsinndata, "periode"> => ({
          periode: { fra: datoFra(aar, 3, fra), til: datoFra(aar, 3, til) },
        });
        const helt = sum(termineneTil({ ...inn, ...periode(1, 31) }));
        const delt =
          sum(termineneTil({ ...inn, ...periode(1, dag - 1) })) +
          sum(termineneTil({ ...inn, ...periode(dag, 31) }));
        expect(Math.abs(helt - delt)).toBeLessThanOrEqual(1);
      }),
      KJOERINGER,
    );
  });

  test("a month charged in pieces, each at the amount due, leaves nothing to settle", () => {
    const deling = fc.constantFrom("FAKTISKE_DAGER" as const, "TRETTI_DAGER" as const);
    const maaned = fc.record({
      aar: fc.integer({ min: 2019, max: 2026 }),
      nr: fc.integer({ min: 1, max: 12 }),
    });
    fc.assert(
      fc.property(
        deling,
        maaned,
        fc.integer({ min: 2, max: 28 }),
        fc.nat({ max: 600_000 }),
        (maanedsdeling, { aar, nr }, dag, pensjon) => {
          const fra = datoFra(aar, nr, 1);
          const til = datoFra(aar, nr, dagerIMaaneden(aar, nr));
          const sak = manuellSak(pensjon, {
            praksis: { maanedsdeling },
            beregningsdato: fra,
            periode: { fra, til },
            opphold: {
              innflytting: datoFra(2015, 1, 1),
              slutt: null,
              iInstitusjonSiden: null,
              korttidsdoegnIAaret: 0,
              ufrivilligDobbeltrom: [],
            },
          });
          const [termin] = regn(sak).terminer ?? [];
          const beloepPerMaaned = termin?.beloep ?? 0;
          const krevd = [
            { fra, til: datoFra(aar, nr, dag - 1), beloepPerMaaned },
            { fra: datoFra(aar, nr, dag), til, beloepPerMaaned },
          ];
          expect(regn({ ...sak, krevd }).etteroppgjoer).toMatchObject({ differanse: 0, retning: "INGEN" });
        },
      ),
      KJOERINGER,
    );
  });

  test("the same input gives the same bytes, and is left as it was", () => {
    fc.assert(
      fc.property(sakMedOpphold, (inn) => {
        const kopi = structuredClone(inn);
        expect(JSON.stringify(beregn(inn))).toBe(JSON.stringify(beregn(kopi)));
        expect(inn).toEqual(kopi);
      }),
      KJOERINGER,
    );
  });
});
