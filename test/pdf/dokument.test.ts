// Documents of every kind: clean by the strict check, and saying exactly what the view says, in its order.

import { describe, expect, test } from "vitest";
import { buildDoc } from "../../shared/pdf/doc/build-doc.ts";
import type { Cell, Doc, Node } from "../../shared/pdf/doc/doc.ts";
import type { Dokumentgrunnlag } from "../../shared/pdf/dokumentgrunnlag.ts";
import { cleanedData } from "../../shared/pdf/tegn.ts";
import { lagVisning } from "../../shared/pdf/view/lag-visning.ts";
import { kontroller, pdfAv } from "./kontroll.ts";
import * as saker from "./saker.ts";

const SAKER: readonly (readonly [string, Dokumentgrunnlag])[] = [
  ["a single resident", saker.ENSLIG],
  ["a couple with months, etteroppgjoer and posts by hand", saker.PAR],
  ["a couple in nynorsk", saker.PAR_NYNORSK],
  ["a couple with three children", saker.PAR_MED_TRE_BARN],
  ["persons without known amounts, and a name with &<>", saker.SKJERMET],
  ["everything entered by hand, with zero and the largest amount", saker.BARE_MANUELT],
  ["every post of the year, negative amounts among them", saker.ALLE_POSTER],
  ["300 posts by hand over many pages", saker.TRE_HUNDRE_MANUELLE],
  ["the calculation attached", saker.MED_VEDLEGG],
  ["texts as long as a request may have, of the widest letter", saker.LENGSTE_TEKSTER],
  ...saker.MED_NAVN.map((grunnlag) => [`the name ${grunnlag.dokument.beboerNavn ?? ""}`, grunnlag] as const),
];

type Block = { readonly role: string; readonly text: string };

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

describe.each(SAKER)("the document of %s", (_, grunnlag) => {
  test("is clean, and reads as the view does", async () => {
    const { findings, texts } = await kontroller(pdfAv(grunnlag));
    expect(findings).toEqual([]);
    expect(texts).toEqual(docOf(grunnlag).nodes.flatMap(blocksOf));
  });
});
