// The same content with pdfkit and its own tagging, as PDF/A-2a: headings, paragraphs and tables with TH and TD. It draws no
// key figure box, no link, no outline and no repeated heads, so its time is rather too short.

import PDFDocument, { type Kit } from "pdfkit";
import type { Cell, Doc, Node, Table } from "../../../shared/pdf/doc/doc.ts";

const MARG = 56.7;
const BREDDE = 595.28 - 2 * MARG;
const LUFT = 4;

type Skrift = "regular" | "semiBold";
type Element = ReturnType<Kit["struct"]>;
type Rute = { readonly tekst: string; readonly x: number; readonly bredde: number; readonly align: string };

function tekstAv(celle: Cell): string {
  return typeof celle === "string" ? celle : `${celle.text} ${celle.under}`;
}

function avsnitt(kit: Kit, rot: Element, tag: string, tekst: string, skrift: Skrift, punkt: number): void {
  rot.add(
    kit.struct(tag, () => {
      kit.font(skrift).fontSize(punkt).text(tekst, MARG, kit.y, { width: BREDDE });
    }),
  );
  kit.y += 6;
}

function rad(kit: Kit, gruppe: Element, ruter: readonly Rute[], tagger: readonly string[], skrift: Skrift) {
  kit.font(skrift).fontSize(9.5);
  const hoeyde = Math.max(...ruter.map((r) => kit.heightOfString(r.tekst, { width: r.bredde }))) + 6;
  if (kit.y + hoeyde > 841.89 - 62) kit.addPage();
  const topp = kit.y;
  const tr = kit.struct("TR");
  gruppe.add(tr);
  for (const [i, rute] of ruter.entries()) {
    const celle = kit.struct(tagger[i] ?? "TD", () => {
      kit.text(rute.tekst, rute.x, topp + 3, { width: rute.bredde, align: rute.align });
    });
    tr.add(celle);
  }
  kit.markContent("Artifact", { type: "Layout" });
  kit
    .lineWidth(0.5)
    .moveTo(MARG, topp + hoeyde)
    .lineTo(MARG + BREDDE, topp + hoeyde)
    .stroke("#cdd3da");
  kit.endMarkedContent();
  kit.y = topp + hoeyde;
}

function tabell(kit: Kit, rot: Element, { columns, rowHeader, body, foot }: Table): void {
  const sum = columns.reduce((s, c) => s + c.share, 0);
  let x = MARG;
  const spalter = columns.map(({ share, align }) => {
    const bredde = (BREDDE * share) / sum;
    const spalte = { x: x + LUFT, bredde: bredde - 2 * LUFT, align };
    x += bredde;
    return spalte;
  });
  const ruter = (tekster: readonly string[]): readonly Rute[] =>
    spalter.map((spalte, i) => ({ ...spalte, tekst: tekster[i] ?? "" }));
  const element = kit.struct("Table");
  rot.add(element);
  const hode = kit.struct("THead");
  element.add(hode);
  rad(
    kit,
    hode,
    ruter(columns.map((c) => c.head)),
    columns.map(() => "TH"),
    "semiBold",
  );
  const kropp = kit.struct("TBody");
  element.add(kropp);
  const tagger = columns.map((_, i) => (i === rowHeader ? "TH" : "TD"));
  for (const { cells, emphasis } of [...body, ...foot]) {
    rad(kit, kropp, ruter(cells.map(tekstAv)), tagger, emphasis === true ? "semiBold" : "regular");
  }
  element.end();
  kit.y += 8;
}

function node(kit: Kit, rot: Element, n: Node): void {
  switch (n.kind) {
    case "heading":
      avsnitt(kit, rot, `H${n.level}`, n.text, "semiBold", [20, 13.5, 11][n.level - 1] ?? 11);
      break;
    case "paragraph": {
      const tekst = n.runs.map((r) => (typeof r === "string" ? r : r.text)).join("");
      avsnitt(kit, rot, "P", tekst, "regular", n.style === "small" ? 9 : 10.5);
      break;
    }
    case "keyFigure":
      avsnitt(kit, rot, "P", `${n.caption} ${n.value} ${n.aside}`, "semiBold", 14);
      break;
    case "facts":
      for (const [hva, verdi] of n.rows) avsnitt(kit, rot, "P", `${hva}: ${verdi}`, "regular", 10.5);
      break;
    case "table":
      tabell(kit, rot, n);
      break;
    case "pageBreak":
      if (!n.soft || kit.y > 350) kit.addPage();
      break;
  }
}

export type Skrifter = { readonly regular: Buffer; readonly semiBold: Buffer };

/** The bytes of the document. */
export async function medPdfkit(doc: Doc, skrifter: Skrifter): Promise<Buffer> {
  const kit = new PDFDocument({
    pdfVersion: "1.7",
    subset: "PDF/A-2a",
    tagged: true,
    displayTitle: true,
    lang: doc.language,
    info: { Title: doc.title },
    size: "A4",
    margins: { top: MARG, bottom: 0, left: MARG, right: MARG },
  });
  const deler: Buffer[] = [];
  const ferdig = new Promise<Buffer>((resolve) => {
    kit
      .on("data", (del) => deler.push(del))
      .on("end", () => {
        resolve(Buffer.concat(deler));
      });
  });
  kit.registerFont("regular", skrifter.regular).registerFont("semiBold", skrifter.semiBold);
  const rot = kit.struct("Document");
  kit.addStructure(rot);
  for (const n of [...doc.opening, ...doc.nodes]) node(kit, rot, n);
  rot.end();
  kit.end();
  return ferdig;
}
