// A row higher than a page is set as several rows: each takes as many lines as fit, and cells that have said everything
// are empty in those that follow. Ordinary rows never split.

import type { Spacing } from "./spacing.ts";
import { rowHeight, type MeasuredCell, type MeasuredRow } from "./table-measure.ts";

function linesIn(height: number, { row, leading }: Spacing["table"]): number {
  return Math.max(1, 1 + Math.floor((height - row) / leading));
}

/** The first `count` lines of a cell, and the rest of it. */
function splitCell(cell: MeasuredCell, count: number): readonly [MeasuredCell, MeasuredCell] {
  const underCount = Math.max(0, count - cell.lines.length);
  return [
    { lines: cell.lines.slice(0, count), under: cell.under.slice(0, underCount) },
    { lines: cell.lines.slice(count), under: cell.under.slice(underCount) },
  ];
}

function isEmpty({ lines, under }: MeasuredCell): boolean {
  return lines.length === 0 && under.length === 0;
}

/** The row itself, or the rows it is set as when it is higher than `room`. */
export function splitRow(row: MeasuredRow, room: number, spacing: Spacing["table"]): readonly MeasuredRow[] {
  if (row.height <= room) return [row];
  const rows: MeasuredRow[] = [];
  let rest = row.cells;
  while (!rest.every(isEmpty)) {
    const halves = rest.map((cell) => splitCell(cell, linesIn(room, spacing)));
    const cells = halves.map(([now]) => now);
    rows.push({ ...row, cells, height: rowHeight(cells, spacing.row, spacing), keepWithNext: false });
    rest = halves.map(([, later]) => later);
  }
  return rows;
}
