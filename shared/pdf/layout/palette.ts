// The colours of the paper. Every text colour has at least 4.5:1 against every ground it stands on (a test computes it).

/** Red, green and blue, 0–255. */
export type Colour = readonly [number, number, number];

export const PALETTE = {
  white: [255, 255, 255],
  ink: [27, 31, 36],
  muted: [74, 85, 96],
  accent: [11, 61, 102],
  tint: [236, 242, 248],
  rule: [205, 211, 218],
} as const satisfies Record<string, Colour>;
