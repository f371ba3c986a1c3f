// What a reader of the file must find, from the view alone: each heading, paragraph and cell, in order.

import { buildDoc } from "../../shared/pdf/doc/build-doc.ts";
import type { Cell, Doc, Node } from "../../shared/pdf/doc/doc.ts";
import type { Dokumentgrunnlag } from "../../shared/pdf/dokumentgrunnlag.ts";
import { cleanedData } from "../../shared/pdf/tegn.ts";
import { lagVisning } from "../../shared/pdf/view/lag-visning.ts";

export type Block = { readonly role: string; readonly text: string };

function cellText(cell: Cell): string {
  return typeof cell === "string" ? cell : `${cell.text} ${cell.under}`;
}

function blocksOf(node: Node): readonly Block[] {
  switch (node.kind) {
    case "heading":
      return [{ role: `H${node.level}`, text: node.text }];
    case "paragraph":
      return [{ role: "P", text: node.runs.map((r) => (typeof r === "string" ? r : r.text)).join("") }];
    case "facts":
      return node.rows.flatMap(([caption, value]) => [
        { role: "TH", text: caption },
        { role: "TD", text: value },
      ]);
    case "keyFigure":
      return [{ role: "P", text: `${node.caption} ${node.value} ${node.aside}` }];
    case "table":
      return [
        ...node.columns.map((c) => ({ role: "TH", text: c.head })),
        ...[...node.body, ...node.foot].flatMap((row) =>
          row.cells.map((cell, i) => ({ role: i === node.rowHeader ? "TH" : "TD", text: cellText(cell) })),
        ),
      ];
    case "pageBreak":
      return [];
  }
}

function docOf(grunnlag: Dokumentgrunnlag): Doc {
  return buildDoc(lagVisning(cleanedData(grunnlag)));
}

/** Those that belong on the first page. */
export function openingBlocks(grunnlag: Dokumentgrunnlag): readonly Block[] {
  return docOf(grunnlag).opening.flatMap(blocksOf);
}

export function expectedBlocks(grunnlag: Dokumentgrunnlag): readonly Block[] {
  return [...openingBlocks(grunnlag), ...docOf(grunnlag).nodes.flatMap(blocksOf)];
}
