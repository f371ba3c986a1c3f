import type { PDFDict } from "pdf-lib";
import { PDFName, PDFNumber, type PDFObject } from "pdf-lib";
import { refAt } from "../checker/structure.ts";
import { found, refOf, remove, set, type Editable } from "./editable.ts";
import type { Mutant } from "./mutant.ts";

function kids(file: Editable, dict: PDFDict): readonly PDFObject[] {
  return found(file.objects.items(file.objects.get(dict, "K")));
}

function setKids(file: Editable, dict: PDFDict, list: readonly PDFObject[]): void {
  dict.set(PDFName.of("K"), file.context.obj([...list]));
}

function role(title: string, from: string, to: string, rule: string): Mutant {
  return {
    title,
    rules: [rule],
    plant: (f) => {
      set(f.element(from), "S", PDFName.of(to));
    },
  };
}

function document(f: Editable): PDFDict {
  return f.element("Document");
}

/** The parent tree's entries, key and value in turn. */
function parentNumbers(f: Editable): readonly PDFObject[] {
  return found(f.objects.items(f.objects.get(f.structRoot, "ParentTree", "Nums")));
}

function setParentNumbers(f: Editable, numbers: readonly PDFObject[]): void {
  const tree = found(f.objects.dict(f.objects.get(f.structRoot, "ParentTree")));
  tree.set(PDFName.of("Nums"), f.context.obj([...numbers]));
}

export const STRUCTURE_MUTANTS: readonly Mutant[] = [
  {
    title: "no StructTreeRoot",
    rules: ["S1"],
    plant: (f) => {
      remove(f.catalog, "StructTreeRoot");
    },
  },
  {
    title: "no ParentTree",
    rules: ["S1"],
    plant: (f) => {
      remove(f.structRoot, "ParentTree");
    },
  },
  {
    title: "the first page taken out of the ParentTree",
    rules: ["S15"],
    plant: (f) => {
      setParentNumbers(f, parentNumbers(f).slice(2));
    },
  },
  {
    title: "two entries of the ParentTree exchanged",
    rules: ["S15"],
    plant: (f) => {
      const [key, list, ...rest] = parentNumbers(f);
      const [a, b, ...more] = found(f.objects.items(list));
      setParentNumbers(f, [found(key), f.context.obj([found(b), found(a), ...more]), ...rest]);
    },
  },
  role("the root's child is a Part", "Document", "Part", "S2"),
  {
    title: "the Document twice under the root",
    rules: ["S3"],
    plant: (f) => {
      const ref = found(refAt(f.structRoot, "K"));
      setKids(f, f.structRoot, [ref, ref]);
    },
  },
  {
    title: "an element twice in the tree",
    rules: ["S3"],
    plant: (f) => {
      const list = kids(f, document(f));
      setKids(f, document(f), [...list, found(list[0])]);
    },
  },
  role("a role nobody knows", "P", "Paragraph", "S4"),
  role("a cell that is a paragraph", "TD", "P", "S5"),
  role("a table that is a paragraph", "Table", "P", "S5"),
  role("a body of rows that is a section", "TBody", "Sect", "S5"),
  role("a span that is a row", "Span", "TR", "S5"),
  role("a list item outside a list", "P", "LI", "S5"),
  role("a Document within the Document", "P", "Document", "S5"),
  {
    title: "P that points at another element",
    rules: ["S6"],
    plant: (f) => {
      f.element("TD").set(PDFName.of("P"), refOf(f, document(f)));
    },
  },
  {
    title: "a span without P",
    rules: ["S6"],
    plant: (f) => {
      remove(f.element("Span"), "P");
    },
  },
  role("a second H1", "H2", "H1", "S7"),
  role("no H1", "H1", "H2", "S7"),
  role("a heading that skips a level", "H2", "H3", "S8"),
  {
    title: "one TH without attributes",
    rules: ["S9"],
    plant: (f) => {
      remove(f.element("TH"), "A");
    },
  },
  {
    title: "every TH without attributes",
    rules: ["S9"],
    plant: (f) => {
      for (const th of f.elements("TH")) remove(th, "A");
    },
  },
  role("a cell that becomes a head without Scope", "TD", "TH", "S9"),
  {
    title: "a Scope nobody knows",
    rules: ["S9"],
    plant: (f) => {
      set(found(f.objects.dict(f.objects.get(f.element("TH"), "A"))), "Scope", PDFName.of("Rows"));
    },
  },
  {
    title: "a row that lost its last cell",
    rules: ["S10"],
    plant: (f) => {
      setKids(f, f.element("TR"), kids(f, f.element("TR")).slice(0, -1));
    },
  },
  {
    title: "an MCID that is on no page",
    rules: ["S11"],
    plant: (f) => {
      f.element("TD").set(PDFName.of("K"), PDFNumber.of(9_999));
    },
  },
  {
    title: "the MCIDs of two cells exchanged",
    rules: ["S14", "S15"],
    plant: (f) => {
      const [a, b] = f.elements("TD").filter((td) => td.has(PDFName.of("K")));
      const [mcidA, mcidB] = [a, b].map((td) => found(f.objects.get(td, "K")));
      found(a).set(PDFName.of("K"), found(mcidB));
      found(b).set(PDFName.of("K"), found(mcidA));
    },
  },
  {
    title: "an MCID used by two cells",
    rules: ["S12"],
    plant: (f) => {
      const [a, b] = f.elements("TD").filter((td) => td.has(PDFName.of("K")));
      found(b).set(PDFName.of("K"), found(f.objects.get(a, "K")));
    },
  },
  {
    title: "a cell without its page",
    rules: ["S11", "S13"],
    plant: (f) => {
      remove(found(f.elements("TD").find((td) => td.has(PDFName.of("K")))), "Pg");
    },
  },
  {
    title: "a cell that lost its content",
    rules: ["S13"],
    plant: (f) => {
      remove(found(f.elements("TD").find((td) => td.has(PDFName.of("K")))), "K");
    },
  },
  {
    title: "two blocks exchanged",
    rules: ["S16", "S17"],
    plant: (f) => {
      const [a, b, c, ...rest] = kids(f, document(f));
      setKids(f, document(f), [found(a), found(c), found(b), ...rest]);
    },
  },
  {
    title: "the sums of a table before its rows",
    rules: ["S16"],
    plant: (f) => {
      const foot = found(f.objects.dict(f.element("TFoot")));
      const table = found(f.objects.dict(f.objects.get(foot, "P")));
      const [head, body, last] = kids(f, table);
      setKids(f, table, [found(head), found(last), found(body)]);
    },
  },
  {
    title: "the last block first",
    rules: ["S16", "S17"],
    plant: (f) => {
      const list = kids(f, document(f));
      setKids(f, document(f), [found(list.at(-1)), ...list.slice(0, -1)]);
    },
  },
  {
    title: "an outline item that points at no page",
    rules: ["O1"],
    plant: (f) => {
      remove(found(f.objects.dict(f.objects.get(f.catalog, "Outlines", "First"))), "Dest");
    },
  },
  {
    title: "no outline",
    rules: ["O1"],
    plant: (f) => {
      remove(f.catalog, "Outlines");
    },
  },
];
