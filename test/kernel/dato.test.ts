import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  aarAv,
  antallDager,
  dagerIMaaneden,
  dagIMaanedAv,
  datoAv,
  datoFra,
  lesDato,
  maanedAv,
  norskDato,
  norskDatotekst,
  plussMaaneder,
} from "../../shared/kernel/dato.ts";
import { plussDager } from "./pluss-dager.ts";

const dag = fc.integer({ min: -20_000, max: 20_000 }).map((n) => plussDager(datoAv("2020-01-01"), n));
const KJOERINGER = { numRuns: 1000 };

describe("Calendar dates", () => {
  test.each(["2026-03-14", "2024-02-29", "2000-02-29", "1900-12-31"])("%s is a date", (tekst) => {
    expect(lesDato(tekst)).toBe(tekst);
    expect(datoAv(tekst)).toBe(tekst);
  });

  test.each([
    "2026-02-29",
    "1900-02-29",
    "2026-13-01",
    "2026-00-10",
    "2026-04-31",
    "2026-4-1",
    "20260401",
    "2026-04-01T00:00:00Z",
    " 2026-04-01",
    "",
  ])("«%s» is no date", (tekst) => {
    expect(lesDato(tekst)).toBeUndefined();
    expect(() => datoAv(tekst)).toThrow(RangeError);
  });

  test("the date in Norway is a day ahead of UTC late in the evening", () => {
    expect(norskDato(new Date("2026-12-31T22:59:59Z"))).toBe("2026-12-31");
    expect(norskDato(new Date("2026-12-31T23:00:00Z"))).toBe("2027-01-01");
    expect(norskDato(new Date("2026-06-30T22:00:00Z"))).toBe("2026-07-01");
  });

  test("a date falls apart into year, month and day, and back", () => {
    fc.assert(
      fc.property(dag, (d) => {
        expect(datoFra(aarAv(d), maanedAv(d), dagIMaanedAv(d))).toBe(d);
        const siste = datoFra(aarAv(d), maanedAv(d), dagerIMaaneden(aarAv(d), maanedAv(d)));
        expect(plussDager(siste, 1).endsWith("-01")).toBe(true);
      }),
      KJOERINGER,
    );
  });

  test.each([
    [2026, 2, 29],
    [2026, 4, 31],
    [2026, 13, 1],
    [2026, 0, 1],
    [2026, 1, 0],
    [999, 1, 1],
    [10_000, 1, 1],
    [2026, 1, 1.5],
    [2026.5, 1, 1],
    [2026, 1.5, 1],
  ])("%d-%d-%d does not exist", (aar, maaned, nr) => {
    expect(() => datoFra(aar, maaned, nr)).toThrow(RangeError);
  });

  test("days added can be counted, both days included", () => {
    fc.assert(
      fc.property(dag, fc.nat({ max: 4000 }), (d, n) => {
        expect(antallDager(d, plussDager(d, n))).toBe(n + 1);
      }),
      KJOERINGER,
    );
    expect(antallDager(datoAv("2026-03-28"), datoAv("2026-03-30"))).toBe(3);
  });

  test.each([
    ["2026-01-31", 1, "2026-02-28"],
    ["2024-01-31", 1, "2024-02-29"],
    ["2024-02-29", 1, "2024-03-29"],
    ["2024-02-29", 12, "2025-02-28"],
    ["2026-12-15", 1, "2027-01-15"],
    ["2026-03-31", -1, "2026-02-28"],
    ["2026-01-15", -36, "2023-01-15"],
    ["2026-03-14", 0, "2026-03-14"],
  ])("%s plus %i months is %s", (fra, antall, til) => {
    expect(plussMaaneder(datoAv(fra), antall)).toBe(til);
  });

  test("as people read it", () => {
    expect(norskDatotekst(datoAv("2026-03-04"))).toBe("04.03.2026");
  });
});
