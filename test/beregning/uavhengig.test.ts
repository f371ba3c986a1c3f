// A second implementation of § 3, § 5 and the tax that follows the income, written from the regulation with exact
// rationals and rates of its own. It shares no code with shared/beregning.
import { describe, expect, test } from "vitest";
import { regnAarsbeloep } from "../../shared/beregning/aarsbeloep.ts";
import { beregn } from "../../shared/beregning/beregn.ts";
import { andelAv, desimaltekst, eksaktKroner, iHeleKroner } from "../../shared/beregning/eksakt.ts";
import type { Praksis } from "../../shared/beregning/inndata.ts";
import { datoFra } from "../../shared/kernel/dato.ts";
import { expectOk, oppslagssak, post, PRAKSIS } from "./forespoersel.ts";

type Q = { readonly t: bigint; readonly n: bigint };

const q = (t: number, n = 1): Q => ({ t: BigInt(t), n: BigInt(n) });
const pluss = (a: Q, b: Q): Q => ({ t: a.t * b.n + b.t * a.n, n: a.n * b.n });
const ganger = (a: Q, b: Q): Q => ({ t: a.t * b.t, n: a.n * b.n });
const minus = (a: Q, b: Q): Q => pluss(a, { t: -b.t, n: b.n });
const mindre = (a: Q, b: Q): boolean => a.t * b.n < b.t * a.n;
const min = (a: Q, b: Q): Q => (mindre(a, b) ? a : b);
const max = (a: Q, b: Q): Q => (mindre(a, b) ? b : a);
const NULL = q(0);

/** Whole number below or at the value. */
function gulv({ t, n }: Q): bigint {
  const rest = ((t % n) + n) % n;
  return (t - rest) / n;
}

function kutt(a: Q, avrunding: Praksis["avrunding"]): number {
  return Number(gulv(avrunding === "NED" ? a : pluss(a, q(1, 2))));
}

const FRIBELOEP = [7500, 7800, 8000, 8200, 8400, 8700, 9000, 9100, 9400, 10000, 10450, 10950];
const G_FRA_MAI_2014 = [
  88370, 90068, 92576, 93634, 96883, 99858, 101351, 106399, 111477, 118620, 124028, 130160, 136549,
];

type Sak = { aar: number; maaned: number; bg: Q; praksis: Praksis };

/** FOR-2011-12-16-1349 § 3 (1) and (2). */
function egenandel({ aar, maaned, bg, praksis }: Sak): Q {
  const gammel = q(G_FRA_MAI_2014[aar - 2015] ?? NaN);
  const ny = q(G_FRA_MAI_2014[aar - 2014] ?? NaN);
  const snitt = ganger(pluss(ganger(q(4), gammel), ganger(q(8), ny)), q(1, 12));
  const g = praksis.grunnbeloep === "GJENNOMSNITT" ? snitt : maaned >= 5 ? ny : gammel;
  const f = q(FRIBELOEP[aar - 2015] ?? NaN);
  const trinn = pluss(
    ganger(q(75, 100), max(minus(min(bg, g), f), NULL)),
    ganger(q(85, 100), max(minus(bg, g), NULL)),
  );
  const fordel = praksis.egendisponering === "FULLT_FRIBELOEP" ? f : ganger(q(75, 100), f);
  const igjen = pluss(ganger(q(25, 100), g), fordel);
  let beloep = max(NULL, min(trinn, minus(bg, igjen)));
  for (const tak of [praksis.oppholdskostnadPerAar, praksis.maksimalEgenandelPerAar]) {
    if (tak !== null) beloep = min(beloep, q(tak));
  }
  return beloep;
}

/** A small generator of our own, so that the inputs are the same every time. */
function tilfeldig(froe: number): (under: number) => number {
  let tilstand = BigInt(froe);
  return (under) => {
    tilstand = (tilstand * 6364136223846793005n + 1442695040888963407n) % 2n ** 64n;
    return Number((tilstand >> 20n) % BigInt(under));
  };
}

function trekkPraksis(trekk: (under: number) => number): Praksis {
  const tak = (): number | null => (trekk(4) === 0 ? trekk(600_000) : null);
  return {
    ...PRAKSIS,
    egendisponering: trekk(2) === 0 ? "FORDEL_AV_FRIBELOEP" : "FULLT_FRIBELOEP",
    avrunding: trekk(2) === 0 ? "NED" : "NAERMEST",
    grunnbeloep: trekk(2) === 0 ? "PER_DATO" : "GJENNOMSNITT",
    oppholdskostnadPerAar: tak(),
    maksimalEgenandelPerAar: tak(),
  };
}

const fireDesimaler = (a: Q): bigint => gulv(ganger(a, q(10_000)));
const lest = (tekst: string): bigint => {
  const [heltall, desimaler] = tekst.split(".");
  return BigInt(`${String(heltall)}${String(desimaler).padEnd(4, "0")}`);
};

describe("A second implementation in exact rationals", () => {
  test("agrees on the yearly and the monthly amount for 100 000 random bases, half oere included", () => {
    const trekk = tilfeldig(20_111_216);
    const ulike: unknown[] = [];
    for (let i = 0; i < 100_000; i++) {
      const praksis = trekkPraksis(trekk);
      const aar = 2015 + trekk(12);
      const maaned = 1 + trekk(12);
      // Whole oere, and often around G and the fribeloep where the rules change.
      const kroner = trekk(3) === 0 ? trekk(700_000) : trekk(180_000);
      const oere = trekk(2) === 0 ? 0 : trekk(100);
      const fasit = egenandel({ aar, maaned, bg: pluss(q(kroner), q(oere, 100)), praksis });

      const gammel = G_FRA_MAI_2014[aar - 2015] ?? NaN;
      const ny = G_FRA_MAI_2014[aar - 2014] ?? NaN;
      const snitt = 4 * gammel + 8 * ny;
      const tolvGrunnbeloep =
        praksis.grunnbeloep === "GJENNOMSNITT" ? snitt : 12 * (maaned >= 5 ? ny : gammel);
      const fribeloep = FRIBELOEP[aar - 2015] ?? NaN;
      const grunnlag = andelAv(eksaktKroner(kroner * 100 + oere), 1, 100);
      const vaar = regnAarsbeloep(grunnlag, { tolvGrunnbeloep, fribeloep }, praksis).egenandel;
      const { avrunding } = praksis;
      const stemmer =
        iHeleKroner(vaar, avrunding) === kutt(fasit, avrunding) &&
        iHeleKroner(vaar, avrunding, 1, 12) === kutt(ganger(fasit, q(1, 12)), avrunding) &&
        iHeleKroner(vaar, avrunding, 17, 12 * 31) === kutt(ganger(fasit, q(17, 372)), avrunding) &&
        lest(desimaltekst(vaar)) === fireDesimaler(fasit);
      if (!stemmer) ulike.push({ aar, maaned, kroner, oere, praksis });
    }
    expect(ulike).toEqual([]);
  });

  test("agrees on whole calculations with tax that follows the income and § 5, odd kroner and all", () => {
    const trekk = tilfeldig(3);
    const ulike: unknown[] = [];
    for (let i = 0; i < 5_000; i++) {
      const praksis = trekkPraksis(trekk);
      const aar = 2015 + trekk(12);
      const maaned = 1 + trekk(12);
      const pensjon = trekk(600_000);
      const privat = trekk(200_001);
      const skatt = trekk(150_000);
      const formuesskatt = trekk(30_000);
      const tap = trekk(300_000);
      const gevinst = trekk(200_000);
      const renter = trekk(20_000);
      const tenkt = trekk(280_000);
      const egen = trekk(260_000);
      // Inntektsaar 2024: 22 %, and 1.72 for gains on aksjer without a tillegg of their own.
      const satser = q(22, 100);
      const heleOere = (a: Q): Q => ({ t: gulv(ganger(a, q(100))), n: 100n });
      const avTap = heleOere(ganger(satser, q(tap)));
      const avGevinst = heleOere(ganger(satser, ganger(q(172, 100), q(gevinst))));
      const skattSomFoelger = max(NULL, pluss(minus(minus(q(skatt), q(formuesskatt)), avGevinst), avTap));
      const netto = minus(minus(q(pensjon + privat), skattSomFoelger), q(renter));
      const fradrag = pluss(q(Math.max(0, tenkt - egen)), ganger(q(1, 2), q(privat)));
      const bg = max(NULL, minus(netto, fradrag));
      const fasit = egenandel({ aar, maaned, bg, praksis });

      const resultat = expectOk(
        beregn(
          oppslagssak(
            [
              post("FOLKETRYGD", pensjon),
              post("PRIVAT_PENSJON", privat),
              post("SKATT", skatt),
              post("SUMMER", formuesskatt, {
                tekniskNavn: "/beregnetSkattFastland/skattOgAvgift/formuesskattTilStat/beloep",
              }),
              post("GEVINST_TAP", tap, { gevinstTap: { type: "TAP", oppjustering: "INGEN" } }),
              post("GEVINST_TAP", gevinst, {
                tekniskNavn: "gevinstVedRealisasjonAvAksje",
                gevinstTap: { type: "GEVINST", oppjustering: "EIERINNTEKT" },
              }),
              post("GJELDSRENTER", renter),
              post("FOLKETRYGD", egen, { rolle: "EKTEFELLE" }),
              post("TJENESTEPENSJON", 123_457, { rolle: "EKTEFELLE" }),
            ],
            {
              beregningsdato: datoFra(aar, maaned, 1 + trekk(28)),
              praksis,
              forsoergelse: [
                {
                  rolle: "EKTEFELLE",
                  hjemmeboende: true,
                  tenktEtterlattepensjon: tenkt,
                  begrunnelse: "Vedtak",
                },
              ],
            },
            ["BEBOER", "EKTEFELLE"],
          ),
        ),
      );
      const stemmer =
        resultat.egenandel.perAar === kutt(fasit, praksis.avrunding) &&
        lest(resultat.egenandel.eksaktPerAar) === fireDesimaler(fasit) &&
        resultat.grunnlag.beregningsgrunnlag === kutt(bg, praksis.avrunding) &&
        resultat.tilEgenDisposisjonPerAar === kutt(minus(bg, fasit), praksis.avrunding);
      if (!stemmer) ulike.push(i);
    }
    expect(ulike).toEqual([]);
  });

  test("D3 and D4: the year of two G values by split is what the examples print, rounded to two decimals", () => {
    const toDesimaler = (a: Q): string => {
      const oere = String(gulv(pluss(ganger(a, q(100)), q(1, 2))));
      return `${oere.slice(0, -2)}.${oere.slice(-2)}`;
    };
    const aaret = (bg: number, praksis: Praksis): string => {
      const i = (maaned: number): Q => egenandel({ aar: 2026, maaned, bg: q(bg), praksis });
      return toDesimaler(ganger(q(1, 12), pluss(ganger(q(4), i(1)), ganger(q(8), i(5)))));
    };
    const fullt: Praksis = { ...PRAKSIS, egendisponering: "FULLT_FRIBELOEP" };
    const snitt: Praksis = { ...PRAKSIS, grunnbeloep: "GJENNOMSNITT" };
    expect(aaret(300_000, PRAKSIS)).toBe("233345.57");
    expect(aaret(300_000, snitt)).toBe("233345.57");
    expect(aaret(133_000, PRAKSIS)).toBe("91040.67");
    expect(aaret(133_000, fullt)).toBe("88445.17");
    expect(aaret(133_000, snitt)).toBe("91182.67");
    expect(aaret(133_000, { ...fullt, ...snitt, egendisponering: "FULLT_FRIBELOEP" })).toBe("88445.17");
  });
});
