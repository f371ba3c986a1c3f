// A table: one Table element however many pages it runs over. The head is tagged once and repeated as an artifact.

import type { Table } from "../doc/doc.ts";
import type { Block } from "./block.ts";
import { append, type Element } from "./element.ts";
import { PAGE_ROOM, type Flow } from "./flow.ts";
import { TABLE } from "./metrics.ts";
import type { Typefaces } from "./page.ts";
import { paintCell, paintRules, paintTint } from "./paint-table.ts";
import type { Spacing } from "./spacing.ts";
import { splitRow } from "./split-row.ts";
import { measureTable, type MeasuredRow, type MeasuredTable } from "./table-measure.ts";

type Setting = {
  readonly flow: Flow;
  readonly table: MeasuredTable;
  readonly typefaces: Typefaces;
  readonly spacing: Spacing["table"];
  readonly rowHeader: number;
  /** Where the rule below the head goes on the current page, and those below the rows. */
  headRule: number;
  rules: number[];
};

function setHeadRow(setting: Setting, thead: Element): void {
  const { flow, table, typefaces, spacing } = setting;
  const tr = append(thead, "TR");
  for (const [i, column] of table.columns.entries()) {
    const cell = table.head.cells[i];
    const th = append(tr, "TH", { scope: "Column" });
    if (cell === undefined || cell.lines.length === 0) continue;
    flow.page.content(th, () => {
      paintCell(flow.page, { column, cell, top: flow.y, row: "head", spacing }, typefaces);
    });
  }
  finishHead(setting);
}

function repeatHead(setting: Setting): void {
  const { flow, table, typefaces, spacing } = setting;
  flow.page.artifact("header", () => {
    for (const [i, column] of table.columns.entries()) {
      const cell = table.head.cells[i];
      if (cell !== undefined) {
        paintCell(flow.page, { column, cell, top: flow.y, row: "head", spacing }, typefaces);
      }
    }
  });
  finishHead(setting);
}

function finishHead(setting: Setting): void {
  setting.flow.advance(setting.table.head.height);
  setting.headRule = setting.flow.y;
}

function setRow(setting: Setting, group: Element, row: MeasuredRow): void {
  const { flow, table, typefaces, spacing, rowHeader } = setting;
  const { page, y } = flow;
  const tr = append(group, "TR");
  if (row.emphasis) paintTint(page, y, row.height);
  for (const [i, column] of table.columns.entries()) {
    const cell = row.cells[i];
    const element = i === rowHeader ? append(tr, "TH", { scope: "Row" }) : append(tr, "TD");
    if (cell === undefined || cell.lines.length + cell.under.length === 0) continue;
    page.content(element, () => {
      const look = row.emphasis ? "emphasis" : "plain";
      paintCell(page, { column, cell, top: y, row: look, spacing }, typefaces);
    });
  }
  flow.advance(row.height);
  setting.rules.push(flow.y);
}

/** Rules are painted last, over the tint of the rows they stand between. */
function endPage(setting: Setting): void {
  paintRules(setting.flow.page, setting.headRule, setting.rules);
  setting.rules = [];
}

/** The height that must be free for a row: with what must not be parted from it, but never more than a page has. */
function needed(rows: readonly MeasuredRow[], index: number, feet: number): number {
  let height = 0;
  for (let i = index; i < rows.length; i++) {
    const row = rows[i];
    if (row === undefined) break;
    height += row.height;
    // The last row never stands alone on a page, and the sums never without the row above them.
    const leadsToEnd = i >= rows.length - 1 - Math.max(feet, 1);
    if (!row.keepWithNext && !leadsToEnd) break;
  }
  return height;
}

export function tableBlock(node: Table, typefaces: Typefaces, { table: spacing }: Spacing): Block {
  const table = measureTable(node, typefaces, spacing);
  const room = PAGE_ROOM - table.head.height;
  const split = (rows: readonly MeasuredRow[]): readonly MeasuredRow[] =>
    rows.flatMap((r) => splitRow(r, room, spacing));
  const body = split(table.body);
  const foot = split(table.foot);
  const rows = [...body, ...foot];
  const first = rows.slice(0, TABLE.rowsToStart).reduce((sum, r) => sum + r.height, 0);
  return {
    before: 0,
    after: spacing.after,
    height: rows.reduce((sum, r) => sum + r.height, table.head.height),
    start: Math.min(table.head.height + first, PAGE_ROOM),
    keepWithNext: false,
    set: (flow, parent) => {
      const setting: Setting = {
        flow,
        table,
        typefaces,
        spacing,
        rowHeader: node.rowHeader,
        headRule: 0,
        rules: [],
      };
      const element = append(parent, "Table", { summary: node.summary });
      setHeadRow(setting, append(element, "THead"));
      const language = node.bodyLanguage === undefined ? {} : { language: node.bodyLanguage };
      let group = append(element, "TBody", language);
      for (const [i, row] of rows.entries()) {
        if (i > 0 && !flow.fits(Math.min(needed(rows, i, foot.length), room))) {
          endPage(setting);
          flow.newPage();
          repeatHead(setting);
        }
        if (i === body.length) group = append(element, "TFoot");
        setRow(setting, group, row);
      }
      endPage(setting);
      return undefined;
    },
  };
}
