// Every colour text is set in can be read on every ground it stands on.

import { expect, test } from "vitest";
import { PALETTE } from "../../shared/pdf/layout/palette.ts";
import { contrast, isTextColour } from "./checker/colours.ts";

const fraction = (colour: readonly number[]): readonly number[] => colour.map((c) => c / 255);

test.each(["ink", "muted", "accent"] as const)("%s has a contrast of at least 4.5 to 1", (name) => {
  expect(contrast(fraction(PALETTE[name]))).toBeGreaterThanOrEqual(4.5);
});

test("the colour of rules is not one of text", () => {
  expect(isTextColour(fraction(PALETTE.rule))).toBe(false);
  expect(contrast(fraction(PALETTE.rule))).toBeLessThan(4.5);
});
