// The space between and around lines, in points. The letters are the same in every spacing.

import type { Weight } from "./metrics.ts";
import { PALETTE, type Colour } from "./palette.ts";

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

type StyleName = "letterhead" | "heading1" | "heading2" | "heading3" | "body" | "small";

export type Spacing = {
  readonly styles: Readonly<Record<StyleName, TextStyle>>;
  readonly facts: { readonly row: number; readonly leading: number; readonly after: number };
  readonly keyFigure: {
    readonly height: number;
    readonly captionBaseline: number;
    readonly valueBaseline: number;
    readonly before: number;
    readonly after: number;
  };
  readonly table: {
    readonly row: number;
    /** From the top of a row to its first baseline. */
    readonly baseline: number;
    readonly leading: number;
    readonly underLeading: number;
    readonly head: number;
    readonly after: number;
  };
};

/** From 0, what a page is set in as long as there is room, to 1, the closest that still leaves every row a line of its own. */
function spacing(closeness: number): Spacing {
  const from = (roomy: number, closest: number): number => roomy + closeness * (closest - roomy);
  const heading = { weight: "semiBold", colour: PALETTE.accent } as const;
  const text = { weight: "regular", colour: PALETTE.ink } as const;
  return {
    styles: {
      letterhead: { ...heading, size: 13, leading: 16, before: 0, after: from(8, 5) },
      heading1: { ...heading, size: 20, leading: from(26, 24), before: 4, after: from(6, 4) },
      heading2: { ...heading, size: 13.5, leading: from(18, 17), before: from(12, 8), after: from(5, 3) },
      heading3: { ...heading, colour: PALETTE.ink, size: 11, leading: 15, before: 10, after: 3 },
      body: { ...text, size: 10.5, leading: from(15, 14), before: 0, after: from(7, 4) },
      small: {
        ...text,
        colour: PALETTE.muted,
        size: 9,
        leading: from(12.5, 11.5),
        before: from(4, 3),
        after: from(7, 4),
      },
    },
    facts: { row: from(16.5, 14.5), leading: from(15, 13.5), after: from(8, 6) },
    keyFigure: {
      height: from(58, 52),
      captionBaseline: from(19, 17),
      valueBaseline: from(45, 41),
      before: 2,
      after: from(12, 8),
    },
    table: {
      row: from(16, 14),
      baseline: from(11.3, 10.3),
      leading: from(12, 11.5),
      underLeading: from(10.5, 10),
      head: from(20, 18),
      after: from(10, 6),
    },
  };
}

export const ROOMY = spacing(0);

/** From the one that is used when it can be to the closest there is. */
export const SPACINGS: readonly Spacing[] = [ROOMY, ...[0.25, 0.5, 0.75, 1].map(spacing)];
