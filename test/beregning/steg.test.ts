import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { beregn } from "../../shared/beregning/beregn.ts";
import { expectOk, manuell, manuellSak, oppslagssak, post } from "./forespoersel.ts";
import { lesGoldenfiler } from "./golden-fil.ts";
import { stegSomIkkeStemmer } from "./steg-paa-nytt.ts";
import { KJOERINGER, sak } from "./vilkaarlig.ts";

describe("The steps of a calculation", () => {
  test.each(lesGoldenfiler())("recompute from the JSON alone: $filnavn", ({ inn }) => {
    expect(stegSomIkkeStemmer(expectOk(beregn(inn)))).toEqual([]);
  });

  test("recompute from the JSON alone for any household and any practice", () => {
    fc.assert(
      fc.property(sak, (inn) => {
        expect(stegSomIkkeStemmer(expectOk(beregn(inn)))).toEqual([]);
      }),
      KJOERINGER,
    );
  });

  test("echo every manual post with what it is, whose it is and why", () => {
    const inn = manuellSak(0, {
      manuellePoster: [
        manuell("FOLKETRYGD", 300_000, { tekst: "Alderspensjon", begrunnelse: "Brev fra NAV" }),
        manuell("RENTER", 900, { tekst: "Renter", begrunnelse: "Kontoutskrift", retning: "REDUKSJON" }),
        manuell("SKATT", 60_000, { tekst: "Skatt", begrunnelse: "Skattekort" }),
      ],
    });
    const deler = expectOk(beregn(inn)).steg.flatMap((s) => s.deler.filter((d) => d.kilde === "MANUELL"));
    expect(
      deler.map(({ navn, beloep, fortegn, rolle, begrunnelse }) => ({
        navn,
        beloep,
        fortegn,
        rolle,
        begrunnelse,
      })),
    ).toEqual([
      {
        navn: "Alderspensjon",
        beloep: "300000.00",
        fortegn: "+",
        rolle: "BEBOER",
        begrunnelse: "Brev fra NAV",
      },
      { navn: "Renter", beloep: "900.00", fortegn: "-", rolle: "BEBOER", begrunnelse: "Kontoutskrift" },
      { navn: "Skatt", beloep: "60000.00", fortegn: "+", rolle: "BEBOER", begrunnelse: "Skattekort" },
    ]);
  });

  test("show the arithmetic as Norwegians write it", () => {
    const inn = manuellSak(300_000, {
      praksis: { grunnbeloep: "GJENNOMSNITT", oppholdskostnadPerAar: 1_031_490 },
    });
    const uttrykk = new Map(expectOk(beregn(inn)).steg.map((s) => [s.kode, s.uttrykk]));
    expect(uttrykk.get("NETTOINNTEKT")).toBe("300\u00a0000 \u2212 0 \u2212 0");
    expect(uttrykk.get("EGENDISPONERING")).toBe("25 % av 1\u00a0613\u00a0032 ÷ 12 + 75 % av 10\u00a0950");
    expect(uttrykk.get("EGENANDEL")).toBe(
      "det minste av 233\u00a0345,5666 og 258\u00a0182,6666 og 1\u00a0031\u00a0490",
    );
    const gevinst = post("GEVINST_TAP", 100_000, {
      gevinstTap: { type: "GEVINST", oppjustering: "EIERINNTEKT" },
    });
    const medGevinst = oppslagssak([post("SKATT", 90_000), gevinst], {
      praksis: { skattesone: "TILTAKSSONEN" },
    });
    const skatt = new Map(expectOk(beregn(medGevinst)).steg.map((s) => [s.kode, s.uttrykk]));
    expect(skatt.get("GEVINST")).toBe("1,72 × 100\u00a0000");
    expect(skatt.get("SKATT_AV_GEVINST")).toBe("18,5 % av 172\u00a0000");
    const lav = new Map(expectOk(beregn(manuellSak(10_000))).steg.map((s) => [s.kode, s.uttrykk]));
    expect(lav.get("UNDER_GRUNNBELOEP")).toBe("10\u00a0000 \u2212 10\u00a0950, men ikke under 0");
  });
});
