// Page and type sizes, in points. What stands between the lines is in spacing.ts.

export const PAGE = { width: 595.28, height: 841.89, margin: 56.7, bottom: 62, footer: 36 } as const;

export const TEXT_WIDTH = PAGE.width - 2 * PAGE.margin;

/** The typefaces of the document, by the name of their resource. */
export type Weight = "regular" | "semiBold";

/** Letters of tables, facts and the key figure; those of headings and paragraphs go with their spacing. */
export const FACTS = { size: 10.5, key: 112, gap: 12 } as const;

export const KEY_FIGURE = { padding: 12, caption: 10.5, value: 24, aside: 12, gap: 14, bar: 3 } as const;

export const TABLE = {
  size: 9.5,
  underSize: 8,
  headSize: 9,
  padding: 4,
  rule: 0.5,
  headRule: 1,
  rowsToStart: 4,
} as const;

export const FOOTER = { size: 8, rule: 0.5 } as const;
