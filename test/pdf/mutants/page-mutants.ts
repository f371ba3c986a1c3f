import { PDFName, PDFNumber } from "pdf-lib";
import { found, remove, set, swap } from "./editable.ts";
import type { Mutant } from "./mutant.ts";

/** A change in what the first page paints. */
function painted(title: string, rules: readonly string[], from: string | RegExp, to: string): Mutant {
  return {
    title,
    rules,
    plant: (f) => {
      f.content(0, (operators) => swap(operators, from, to));
    },
  };
}

const FIRST_CONTENT = /\/(H1|P) <<\/MCID 0>> BDC/;

export const PAGE_MUTANTS: readonly Mutant[] = [
  {
    title: "no StructParents",
    rules: ["P1"],
    plant: (f) => {
      remove(found(f.pages[1]), "StructParents");
    },
  },
  {
    title: "all StructParents 0",
    rules: ["P1"],
    plant: (f) => {
      for (const page of f.pages) set(page, "StructParents", PDFNumber.of(0));
    },
  },
  {
    title: "no Tabs",
    rules: ["P2"],
    plant: (f) => {
      remove(found(f.pages[0]), "Tabs");
    },
  },
  {
    title: "a transparency group",
    rules: ["P3"],
    plant: (f) => {
      found(f.pages[0]).set(PDFName.of("Group"), f.context.obj({ S: "Transparency" }));
    },
  },
  {
    title: "additional actions of a page",
    rules: ["P3"],
    plant: (f) => {
      found(f.pages[0]).set(PDFName.of("AA"), f.context.obj({}));
    },
  },
  {
    title: "a page on its side",
    rules: ["P3"],
    plant: (f) => {
      set(found(f.pages[0]), "Rotate", PDFNumber.of(90));
    },
  },
  {
    title: "no MediaBox",
    rules: ["P10"],
    plant: (f) => {
      remove(found(f.pages[0]), "MediaBox");
    },
  },
  {
    title: "Letter instead of A4",
    rules: ["P10"],
    plant: (f) => {
      found(f.pages[0]).set(PDFName.of("MediaBox"), f.context.obj([0, 0, 612, 792]));
    },
  },
  painted("text before any marked content", ["P5"], /^/, "BT /F1 10 Tf 60 700 Td <0001> Tj ET\n"),
  painted("a rectangle outside marked content", ["P5"], /$/, "\n60 60 10 10 re f"),
  painted("marked content within marked content", ["P6"], FIRST_CONTENT, "$&\n/Span <</MCID 900>> BDC"),
  painted("EMC missing", ["P6", "P8"], /\nEMC(?![\s\S]*\nEMC)/, ""),
  painted("EMC too many", ["P7"], /\nEMC/, "\nEMC\nEMC"),
  painted("an MCID twice on the page", ["P9"], "<</MCID 1>>", "<</MCID 0>>"),
  painted("text marked as an artifact", ["S11"], FIRST_CONTENT, "/Artifact <</Type /Layout>> BDC"),
  painted("another tag than the element's", ["S14"], FIRST_CONTENT, "/TD <</MCID 0>> BDC"),
  painted("a sequence without MCID", ["S13"], FIRST_CONTENT, "/H1 <<>> BDC"),
  painted("a colour in CMYK", ["P4"], /rg/, "rg\n0 0 0 1 k"),
  painted("an operator nobody knows", ["P4"], FIRST_CONTENT, "$&\nfoo"),
  painted("a literal string", ["P4"], /<[0-9a-f]+> Tj/, "(abc) Tj"),
  painted("invisible text", ["P4"], /Tf/, "Tf 3 Tr"),
  painted("a number as an exponent", ["P4"], /(\d)\.\d+ Td/, "$1e-7 Td"),
  painted("white text", ["P12"], /[\d.]+ [\d.]+ [\d.]+ rg\nBT/, "1 1 1 rg\nBT"),
  painted("light grey text", ["P12"], /[\d.]+ [\d.]+ [\d.]+ rg\nBT/, "0.804 0.827 0.855 rg\nBT"),
  painted("text far off the page", ["P11"], /[\d.]+ ([\d.]+) Td/, "2000 $1 Td"),
  painted("text upon other text", ["P14"], /(BT [^\n]*\n[^\n]* ET)/, "$1\n$1"),
  painted("text in the margin", ["P11"], /[\d.]+ ([\d.]+) Td/, "20 $1 Td"),
  painted("text that runs over the edge", ["P11"], /[\d.]+ ([\d.]+) Td/, "560 $1 Td"),
  painted("a cell's text deleted", ["P13"], /BT [^\n]*\n[^\n]* ET/, ""),
  {
    title: "a marked sequence deleted",
    rules: ["S11"],
    plant: (f) => {
      f.content(0, (operators) => swap(operators, /\/TD <<\/MCID \d+>> BDC[\s\S]*?EMC\n?/, ""));
    },
  },
  {
    title: "a page without its fonts",
    rules: ["T1"],
    plant: (f) => {
      found(f.pages[1]).set(PDFName.of("Resources"), f.context.obj({ Font: {} }));
    },
  },
];
