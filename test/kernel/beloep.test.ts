import fc from "fast-check";
import { expect, test } from "vitest";
import { kroner, norskBeloep, oereAv } from "../../shared/kernel/beloep.ts";

test("kroner are a hundred oere, and fractions are refused", () => {
  expect(kroner(200_146)).toBe(20_014_600);
  expect(() => kroner(0.5)).toThrow(RangeError);
  expect(() => oereAv(0.1)).toThrow(RangeError);
  expect(() => kroner(Number.NaN)).toThrow(RangeError);
  expect(() => kroner(Number.MAX_SAFE_INTEGER)).toThrow(RangeError);
});

test.each([
  [100, "1"],
  [0, "0"],
  [-0, "0"],
  [99_900, "999"],
  [100_000, "1\u00a0000"],
  [100_005, "1\u00a0000,05"],
  [1_234_567_800, "12\u00a0345\u00a0678"],
  [20_014_650, "200\u00a0146,50"],
  [5, "0,05"],
  [-1_234_500, "\u221212\u00a0345"],
])("%i oere are written %s", (oere, tekst) => {
  expect(norskBeloep(oereAv(oere))).toBe(tekst);
});

test("what is written reads back as the same amount", () => {
  fc.assert(
    fc.property(fc.integer({ min: -1e12, max: 1e12 }), (oere) => {
      const [hele = "", rest = "00"] = norskBeloep(oereAv(oere)).replace("\u2212", "").split(",");
      expect(Number(hele.replaceAll("\u00a0", "") + rest)).toBe(Math.abs(oere));
      expect(hele).toMatch(/^[0-9]{1,3}(\u00a0[0-9]{3})*$/);
    }),
    { numRuns: 1_000 },
  );
});
