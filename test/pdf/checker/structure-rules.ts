// S1–S10: the tree by itself.

import { PDFRef } from "pdf-lib";
import type { Report } from "./findings.ts";
import { nameOf, type Found, type Objects } from "./objects.ts";
import { elementsIn, everyElementIn, readElement, refAt, type StructElement } from "./structure.ts";

const ROLES = new Set(
  "Document Part Sect H1 H2 H3 P L LI Lbl LBody Table THead TBody TFoot TR TH TD Link Span Caption Note".split(
    " ",
  ),
);
const GROUPS = ["THead", "TBody", "TFoot"];
const CHILDREN: Readonly<Record<string, readonly string[]>> = {
  Table: [...GROUPS, "Caption"],
  THead: ["TR"],
  TBody: ["TR"],
  TFoot: ["TR"],
  TR: ["TH", "TD"],
  L: ["LI"],
  LI: ["Lbl", "LBody"],
};
const PARENTS: Readonly<Record<string, readonly string[]>> = {
  THead: ["Table"],
  TBody: ["Table"],
  TFoot: ["Table"],
  TR: GROUPS,
  TH: ["TR"],
  TD: ["TR"],
  LI: ["L"],
  LBody: ["LI"],
  Lbl: ["LI", "Note"],
  Document: ["StructTreeRoot"],
};

function checkNesting(element: StructElement, parent: string, report: Report): void {
  const { role } = element;
  if (!ROLES.has(role)) report("S4", `role ${role}`);
  if (PARENTS[role]?.includes(parent) === false) report("S5", `${role} in ${parent}`);
  for (const child of elementsIn(element)) {
    if (CHILDREN[role]?.includes(child.role) === false) report("S5", `${child.role} in ${role}`);
    checkNesting(child, role, report);
  }
}

function checkParents(element: StructElement, parent: PDFRef | undefined, report: Report): void {
  if (refAt(element.dict, "P") !== parent) report("S6", `P of a ${element.role}`);
  for (const child of elementsIn(element)) checkParents(child, element.ref, report);
}

function checkHeadings(elements: readonly StructElement[], report: Report): void {
  const levels = elements.flatMap(({ role }) => (/^H[1-3]$/.test(role) ? [Number(role[1])] : []));
  if (levels.filter((level) => level === 1).length !== 1) report("S7", "not exactly one H1");
  for (const [i, level] of levels.entries()) {
    if (level > (levels[i - 1] ?? 0) + 1) report("S8", `H${level} skips a level`);
  }
}

function checkTable(objects: Objects, table: StructElement, report: Report): void {
  const rows = everyElementIn(table).filter((e) => e.role === "TR");
  const counts = new Set(rows.map((row) => elementsIn(row).length));
  if (counts.size !== 1) report("S10", "rows of different lengths");
  for (const cell of everyElementIn(table).filter((e) => e.role === "TH")) {
    const owner = nameOf(objects.get(cell.dict, "A", "O"));
    const scope = nameOf(objects.get(cell.dict, "A", "Scope")) ?? "";
    if (owner !== "Table" || !["Column", "Row", "Both"].includes(scope)) report("S9", "a TH without Scope");
  }
}

/** Checks the tree and gives the Document; undefined when there is none to go on with. */
export function checkStructure(objects: Objects, catalog: Found, report: Report): StructElement | undefined {
  const root = objects.dict(objects.get(catalog, "StructTreeRoot"));
  if (root === undefined || objects.get(root, "ParentTree") === undefined) {
    report("S1", "no StructTreeRoot with a ParentTree");
    return undefined;
  }
  const kids = objects.items(objects.get(root, "K"));
  if (kids !== undefined && kids.length !== 1) report("S3", "the root has not exactly one child");
  const first = kids === undefined ? refAt(root, "K") : kids[0] instanceof PDFRef ? kids[0] : undefined;
  const document = first === undefined ? undefined : readElement(objects, first, report);
  if (document?.role !== "Document") report("S2", "the root's child is no Document");
  if (document === undefined) return undefined;
  checkNesting(document, "StructTreeRoot", report);
  checkParents(document, refAt(objects.dict(catalog), "StructTreeRoot"), report);
  const elements = everyElementIn(document);
  checkHeadings(elements, report);
  for (const table of elements.filter((e) => e.role === "Table")) checkTable(objects, table, report);
  return document;
}
