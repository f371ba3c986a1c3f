// Contrast after WCAG 2, computed from the palette.

import { PALETTE, type Colour } from "../../../shared/pdf/layout/palette.ts";

const TEXT = [PALETTE.ink, PALETTE.muted, PALETTE.accent];
const GROUNDS = [PALETTE.white, PALETTE.tint];

function luminance(colour: readonly number[]): number {
  const [r = 0, g = 0, b = 0] = colour.map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function fraction(colour: Colour): readonly number[] {
  return colour.map((c) => c / 255);
}

/** The least contrast of a text colour (0–1 per channel) against any ground text stands on. */
export function contrast(colour: readonly number[]): number {
  const own = luminance(colour);
  return Math.min(
    ...GROUNDS.map((ground) => {
      const other = luminance(fraction(ground));
      return (Math.max(own, other) + 0.05) / (Math.min(own, other) + 0.05);
    }),
  );
}

/** Whether it is one of the colours text is set in. */
export function isTextColour(colour: readonly number[]): boolean {
  return TEXT.some((text) => fraction(text).every((c, i) => Math.abs(c - (colour[i] ?? -1)) < 0.001));
}
