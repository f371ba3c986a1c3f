// The same content with @react-pdf/renderer, which does not tag: title, paragraphs and tables as rows of cells.

import { Document, Font, Page, renderToBuffer, Text, View } from "@react-pdf/renderer";
import { createElement, type Node as ReactNode } from "react";
import type { Cell, Doc, Node, Row, Table } from "../../../shared/pdf/doc/doc.ts";

const SIDE = {
  paddingHorizontal: 56.7,
  paddingTop: 56.7,
  paddingBottom: 62,
  fontFamily: "S",
  fontSize: 10.5,
};
const LINJE = { borderBottomWidth: 0.5, borderBottomColor: "#cdd3da" };

export function registrerSkrifter(regular: string, semiBold: string): void {
  Font.register({
    family: "S",
    fonts: [
      { src: regular, fontWeight: 400 },
      { src: semiBold, fontWeight: 600 },
    ],
  });
  // Whole words, as Norwegian text must not be divided by English rules.
  Font.registerHyphenationCallback((ord) => [ord]);
}

function tekst(innhold: string, stil: object): ReactNode {
  return createElement(Text, { style: stil }, innhold);
}

function celletekst(celle: Cell): string {
  return typeof celle === "string" ? celle : `${celle.text} ${celle.under}`;
}

function rad({ columns }: Table, celler: readonly string[], fet: boolean): ReactNode {
  const sum = columns.reduce((s, c) => s + c.share, 0);
  const ruter = columns.map(({ share, align }, i) =>
    tekst(celler[i] ?? "", {
      width: `${(100 * share) / sum}%`,
      textAlign: align,
      padding: 3,
      fontSize: 9.5,
      fontWeight: fet ? 600 : 400,
    }),
  );
  return createElement(View, { style: { flexDirection: "row", ...LINJE }, wrap: false }, ...ruter);
}

function tabell(t: Table): ReactNode {
  const rader = [...t.body, ...t.foot].map((r: Row) => rad(t, r.cells.map(celletekst), r.emphasis ?? false));
  return createElement(
    View,
    { style: { marginBottom: 8 } },
    rad(
      t,
      t.columns.map((c) => c.head),
      true,
    ),
    ...rader,
  );
}

function node(n: Node): readonly ReactNode[] {
  switch (n.kind) {
    case "heading":
      return [
        tekst(n.text, { fontSize: [20, 13.5, 11][n.level - 1] ?? 11, fontWeight: 600, marginBottom: 6 }),
      ];
    case "paragraph": {
      const hele = n.runs.map((r) => (typeof r === "string" ? r : r.text)).join("");
      return [tekst(hele, { fontSize: n.style === "small" ? 9 : 10.5, marginBottom: 6 })];
    }
    case "keyFigure":
      return [
        tekst(`${n.caption} ${n.value} ${n.aside}`, { fontSize: 14, fontWeight: 600, marginBottom: 6 }),
      ];
    case "facts":
      return n.rows.map(([hva, verdi]) => tekst(`${hva}: ${verdi}`, { marginBottom: 6 }));
    case "table":
      return [tabell(n)];
    case "pageBreak":
      return [createElement(View, { break: !n.soft })];
  }
}

/** The bytes of the document. */
export async function medReactPdf(doc: Doc): Promise<Buffer> {
  const side = createElement(
    Page,
    { size: "A4", style: SIDE },
    ...[...doc.opening, ...doc.nodes].flatMap(node),
  );
  return renderToBuffer(createElement(Document, { title: doc.title, language: doc.language }, side));
}
