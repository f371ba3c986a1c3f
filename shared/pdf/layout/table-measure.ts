// The rows of a table with their lines and heights, before anything is painted.

import type { Cell, Row, Table } from "../doc/doc.ts";
import { breakLines } from "./break-lines.ts";
import { PAGE, TABLE, TEXT_WIDTH, type Weight } from "./metrics.ts";
import type { Typefaces } from "./page.ts";
import type { Spacing } from "./spacing.ts";

export type MeasuredCell = { readonly lines: readonly string[]; readonly under: readonly string[] };

export type MeasuredRow = {
  readonly cells: readonly MeasuredCell[];
  readonly height: number;
  readonly emphasis: boolean;
  readonly keepWithNext: boolean;
};

export type MeasuredColumn = {
  readonly x: number;
  readonly width: number;
  readonly align: "left" | "right";
};

export type MeasuredTable = {
  readonly columns: readonly MeasuredColumn[];
  readonly head: MeasuredRow;
  readonly body: readonly MeasuredRow[];
  readonly foot: readonly MeasuredRow[];
};

function measureColumns(table: Table): readonly MeasuredColumn[] {
  const total = table.columns.reduce((sum, c) => sum + c.share, 0);
  let x: number = PAGE.margin;
  return table.columns.map(({ share, align }) => {
    const width = (TEXT_WIDTH * share) / total;
    const column = { x, width, align };
    x += width;
    return column;
  });
}

type TableSpacing = Spacing["table"];

function cellHeight(cell: MeasuredCell, row: number, { leading, underLeading }: TableSpacing): number {
  const extra = Math.max(cell.lines.length - 1, 0) * leading;
  return row + extra + cell.under.length * underLeading;
}

/** The height of a row of cells, `row` or that of the highest one. */
export function rowHeight(cells: readonly MeasuredCell[], row: number, spacing: TableSpacing): number {
  return cells.reduce((highest, cell) => Math.max(highest, cellHeight(cell, row, spacing)), row);
}

function textOf(cell: Cell): { readonly text: string; readonly under: string } {
  return typeof cell === "string" ? { text: cell, under: "" } : cell;
}

export function measureTable(table: Table, typefaces: Typefaces, spacing: TableSpacing): MeasuredTable {
  const columns = measureColumns(table);
  const lay = (text: string, width: number, weight: Weight, size: number): readonly string[] =>
    breakLines([text], width - 2 * TABLE.padding, (t) => typefaces[weight].width(t, size)).map((line) =>
      line.map((p) => p.text).join(""),
    );
  const measureRow = (row: Row): MeasuredRow => {
    if (row.cells.length !== columns.length) throw new Error("a row must have a cell for every column");
    const weight = row.emphasis === true ? "semiBold" : "regular";
    const cells = columns.map(({ width }, i) => {
      const { text, under } = textOf(row.cells[i] ?? "");
      return {
        lines: lay(under === "" ? text : `${text} `, width, weight, TABLE.size),
        under: lay(under, width, "regular", TABLE.underSize),
      };
    });
    const keepWithNext = row.keepWithNext ?? false;
    return {
      cells,
      height: rowHeight(cells, spacing.row, spacing),
      emphasis: row.emphasis ?? false,
      keepWithNext,
    };
  };
  const headCells = columns.map(({ width }, i) => ({
    lines: lay(table.columns[i]?.head ?? "", width, "semiBold", TABLE.headSize),
    under: [],
  }));
  return {
    columns,
    head: {
      cells: headCells,
      height: rowHeight(headCells, spacing.head, spacing),
      emphasis: true,
      keepWithNext: true,
    },
    body: table.body.map(measureRow),
    foot: table.foot.map(measureRow),
  };
}
