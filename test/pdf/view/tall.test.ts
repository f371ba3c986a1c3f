// Amounts, dates and references as Norwegians write them.

import { expect, test } from "vitest";
import {
  beloepstekst,
  desimalbeloep,
  desimalbeloepSammen,
  hjemmeltekst,
  kronetekst,
  periodetekst,
  tidspunkttekst,
} from "../../../shared/pdf/view/tall.ts";

test("whole kroner have no-break spaces and a real minus, and zero has no sign", () => {
  expect(kronetekst(1_234_567)).toBe("1\u00a0234\u00a0567\u00a0kr");
  expect(beloepstekst(-8_794)).toBe("\u22128\u00a0794");
  expect(beloepstekst(-0)).toBe("0");
});

test.each([
  ["238324.00", "238\u00a0324"],
  ["238324.50", "238\u00a0324,50"],
  ["238324.1667", "238\u00a0324,1667"],
  ["238324.5000", "238\u00a0324,50"],
  ["0.05", "0,05"],
  ["-1200.10", "\u22121\u00a0200,10"],
  ["-0.00", "0"],
])("the exact amount %s is shown as it is", (exact, shown) => {
  expect(desimalbeloep(exact)).toBe(shown);
});

test("what is no amount is a bug", () => {
  expect(() => desimalbeloep("12,5")).toThrow();
});

test("amounts of one table have the same decimals, and none when all are whole", () => {
  expect(["1.00", "2.50"].map(desimalbeloepSammen(["1.00", "2.50"]))).toEqual(["1,00", "2,50"]);
  expect(["1.00", "2.00"].map(desimalbeloepSammen(["1.00", "2.00"]))).toEqual(["1", "2"]);
});

test("dates, periods, moments and paragraphs", () => {
  expect(periodetekst({ fra: "2026-04-14", til: "2026-04-30" })).toBe("14.04.2026–30.04.2026");
  expect(tidspunkttekst("2026-11-23T10:00:00.000Z")).toBe("23.11.2026 kl. 10:00 UTC");
  expect(hjemmeltekst("FOR-2011-12-16-1349 § 3 fjerde ledd; §§ 5 og 6")).toBe(
    "§\u00a03 fjerde ledd; §§\u00a05 og 6",
  );
});
