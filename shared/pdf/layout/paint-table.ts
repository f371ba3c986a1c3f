// What a table looks like: letters of a cell, ground and rules of its rows.

import { PAGE, TABLE, TEXT_WIDTH } from "./metrics.ts";
import type { Letters, Page, Typefaces } from "./page.ts";
import { PALETTE } from "./palette.ts";
import type { Spacing } from "./spacing.ts";
import type { MeasuredCell, MeasuredColumn } from "./table-measure.ts";

type Painted = {
  readonly column: MeasuredColumn;
  readonly cell: MeasuredCell;
  readonly top: number;
  readonly row: "head" | "plain" | "emphasis";
  readonly spacing: Spacing["table"];
};

const LETTERS = {
  head: { weight: "semiBold", size: TABLE.headSize, colour: PALETTE.accent },
  plain: { weight: "regular", size: TABLE.size, colour: PALETTE.ink },
  emphasis: { weight: "semiBold", size: TABLE.size, colour: PALETTE.ink },
} as const satisfies Record<Painted["row"], Letters>;

const UNDER: Letters = { weight: "regular", size: TABLE.underSize, colour: PALETTE.muted };

/** How much higher the line of a head stands over its rule than that of a row. */
const HEAD_LIFT = 1.5;

/** Paints the lines of a cell. A head of several rows of text ends just above its rule, all others start at the top. */
export function paintCell(page: Page, painted: Painted, typefaces: Typefaces): void {
  const { column, cell, top, row, spacing } = painted;
  const letters = LETTERS[row];
  let baseline = top + spacing.baseline + (row === "head" ? spacing.head - spacing.row - HEAD_LIFT : 0);
  const put = (text: string, as: Letters): void => {
    const width = typefaces[as.weight].width(text.trimEnd(), as.size);
    const left = column.x + TABLE.padding;
    const x = column.align === "left" ? left : column.x + column.width - TABLE.padding - width;
    page.text(x, baseline, as, text);
  };
  for (const line of cell.lines) {
    put(line, letters);
    baseline += spacing.leading;
  }
  baseline += spacing.underLeading - spacing.leading;
  for (const line of cell.under) {
    put(line, UNDER);
    baseline += spacing.underLeading;
  }
}

export function paintTint(page: Page, top: number, height: number): void {
  page.artifact("layout", () => {
    page.rectangle(PAGE.margin, top, TEXT_WIDTH, height, PALETTE.tint);
  });
}

/** The rules below the head and the rows of a page, in one artifact. */
export function paintRules(page: Page, head: number, rows: readonly number[]): void {
  page.artifact("layout", () => {
    page.rule(PAGE.margin, head, TEXT_WIDTH, TABLE.headRule, PALETTE.accent);
    for (const y of rows) page.rule(PAGE.margin, y, TEXT_WIDTH, TABLE.rule, PALETTE.rule);
  });
}
