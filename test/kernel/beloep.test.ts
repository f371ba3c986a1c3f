import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  broekAv,
  desimalkroner,
  heleKronerNaermest,
  heleKronerNed,
  ikkeUnderNull,
  INGENTING,
  kroner,
  minste,
  minus,
  norskBeloep,
  oereAv,
  pluss,
  prosentAv,
  stoerste,
} from "../../shared/kernel/beloep.ts";

const oere = fc.integer({ min: -1_000_000_000_000, max: 1_000_000_000_000 }).map(oereAv);
const KJOERINGER = { numRuns: 1000 };

describe("Amounts in whole oere", () => {
  test("kroner are a hundred oere, and fractions are refused", () => {
    expect(kroner(200_146)).toBe(20_014_600);
    expect(() => kroner(0.5)).toThrow(RangeError);
    expect(() => oereAv(0.1)).toThrow(RangeError);
    expect(() => kroner(Number.NaN)).toThrow(RangeError);
    expect(() => kroner(Number.MAX_SAFE_INTEGER)).toThrow(RangeError);
  });

  test("minus nothing is nothing, never -0", () => {
    expect(Object.is(minus(INGENTING, INGENTING), 0)).toBe(true);
    expect(Object.is(oereAv(-0), 0)).toBe(true);
  });

  test("plus and minus undo each other, and the smallest and the largest are one of the two", () => {
    fc.assert(
      fc.property(oere, oere, (a, b) => {
        expect(minus(pluss(a, b), b)).toBe(a);
        expect(pluss(minste(a, b), stoerste(a, b))).toBe(pluss(a, b));
        expect(minste(a, b) <= stoerste(a, b)).toBe(true);
        expect(ikkeUnderNull(a)).toBe(Math.max(0, a));
      }),
      KJOERINGER,
    );
    expect(pluss()).toBe(0);
    expect(pluss(kroner(1), kroner(2), oereAv(3))).toBe(303);
  });

  test("a fraction is cut towards minus infinity, exactly, for any size", () => {
    fc.assert(
      fc.property(
        oere,
        fc.nat({ max: 100_000 }),
        fc.integer({ min: 100, max: 100_000 }),
        (a, teller, nevner) => {
          const produkt = BigInt(a) * BigInt(teller);
          const n = BigInt(nevner);
          const rest = ((produkt % n) + n) % n;
          expect(BigInt(broekAv(a, teller, nevner))).toBe((produkt - rest) / n);
        },
      ),
      KJOERINGER,
    );
    expect(broekAv(oereAv(100), 1, 3)).toBe(33);
    expect(broekAv(oereAv(-100), 1, 3)).toBe(-34);
    expect(broekAv(oereAv(9_000_000_000_000_000), 99, 100)).toBe(8_910_000_000_000_000);
    expect(broekAv(oereAv(-8_000_000_000_000_001), 1001, 1000)).toBe(-8_008_000_000_000_002);
    expect(prosentAv(kroner(1), 75)).toBe(75);
    expect(prosentAv(oereAv(50), 85)).toBe(42);
  });

  test("whole kroner down and to the nearest", () => {
    expect([
      heleKronerNed(oereAv(199)),
      heleKronerNaermest(oereAv(149)),
      heleKronerNaermest(oereAv(150)),
    ]).toEqual([1, 1, 2]);
    expect([
      heleKronerNed(oereAv(-1)),
      heleKronerNaermest(oereAv(-50)),
      heleKronerNaermest(oereAv(-51)),
    ]).toEqual([-1, 0, -1]);
  });

  test("as a decimal string for JSON", () => {
    expect([20_014_650, 5, 0, -5, -123_456].map((antall) => desimalkroner(oereAv(antall)))).toEqual([
      "200146.50",
      "0.05",
      "0.00",
      "-0.05",
      "-1234.56",
    ]);
  });

  test("as Norwegians write it", () => {
    expect(
      [100, 99_900, 100_000, 1_234_567_800, 20_014_650, 5, -1_234_500].map((antall) =>
        norskBeloep(oereAv(antall)),
      ),
    ).toEqual([
      "1",
      "999",
      "1\u00a0000",
      "12\u00a0345\u00a0678",
      "200\u00a0146,50",
      "0,05",
      "\u221212\u00a0345",
    ]);
  });
});
