// Page and type sizes, in points.

import { PALETTE, type Colour } from "./palette.ts";

export const PAGE = { width: 595.28, height: 841.89, margin: 56.7, bottom: 62, footer: 36 } as const;

export const TEXT_WIDTH = PAGE.width - 2 * PAGE.margin;

/** The typefaces of the document, by the name of their resource. */
export type Weight = "regular" | "semiBold";

export type TextStyle = {
  readonly weight: Weight;
  readonly size: number;
  /** From baseline to baseline. */
  readonly leading: number;
  readonly colour: Colour;
  /** Empty space above, when something stands above it on the page. */
  readonly before: number;
  readonly after: number;
};

export const STYLES = {
  letterhead: { weight: "semiBold", size: 13, leading: 16, colour: PALETTE.accent, before: 0, after: 8 },
  heading1: { weight: "semiBold", size: 20, leading: 26, colour: PALETTE.accent, before: 4, after: 6 },
  heading2: { weight: "semiBold", size: 13.5, leading: 18, colour: PALETTE.accent, before: 12, after: 5 },
  heading3: { weight: "semiBold", size: 11, leading: 15, colour: PALETTE.ink, before: 10, after: 3 },
  body: { weight: "regular", size: 10.5, leading: 15, colour: PALETTE.ink, before: 0, after: 7 },
  small: { weight: "regular", size: 9, leading: 12.5, colour: PALETTE.muted, before: 4, after: 7 },
} as const satisfies Record<string, TextStyle>;

export const FACTS = { size: 10.5, leading: 15, row: 16.5, key: 112, gap: 12, after: 8 } as const;

export const KEY_FIGURE = {
  height: 58,
  padding: 12,
  caption: 10.5,
  captionBaseline: 19,
  value: 24,
  valueBaseline: 45,
  aside: 12,
  gap: 14,
  bar: 3,
  before: 2,
  after: 12,
} as const;

export const TABLE = {
  size: 9.5,
  leading: 12,
  underSize: 8,
  underLeading: 10.5,
  row: 16,
  baseline: 11.3,
  head: 20,
  headSize: 9,
  padding: 4,
  rule: 0.5,
  headRule: 1,
  after: 10,
  rowsToStart: 4,
} as const;

export const FOOTER = { size: 8, rule: 0.5 } as const;
