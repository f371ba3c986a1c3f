import { PDFString } from "pdf-lib";
import { remove, set, swap } from "./editable.ts";
import type { Mutant } from "./mutant.ts";

function packet(title: string, rule: string, from: string | RegExp, to: string): Mutant {
  return {
    title,
    rules: [rule],
    plant: (f) => {
      f.xmp((text) => swap(text, from, to));
    },
  };
}

export const XMP_MUTANTS: readonly Mutant[] = [
  {
    title: "no metadata",
    rules: ["X1"],
    plant: (f) => {
      remove(f.catalog, "Metadata");
    },
  },
  packet("conformance B", "X2", "<pdfaid:conformance>A", "<pdfaid:conformance>B"),
  packet("part 9", "X2", "<pdfaid:part>2", "<pdfaid:part>9"),
  packet("a second pdfaid:part", "X2", "<pdfaid:part>", "<pdfaid:part>1</pdfaid:part><pdfaid:part>"),
  packet("no pdfuaid", "X3", "<pdfuaid:part>1</pdfuaid:part>", ""),
  packet("part 2 of PDF/UA", "X3", "<pdfuaid:part>1", "<pdfuaid:part>2"),
  packet("no byte order mark", "X4", "\ufeff", ""),
  packet("a packet that may be changed", "X4", 'end="w"', 'end="r"'),
  packet("a bare ampersand", "X5", "<dc:format>application/pdf", "<dc:format>application & pdf"),
  packet("tags that do not match", "X5", "</dc:format>", "</dc:formats>"),
  packet("a character that was lost", "X5", "application/pdf", "application\ufffdpdf"),
  packet("no dc:title", "X6", /<dc:title>.*<\/dc:title>/, ""),
  packet("an empty title", "X6", /(<rdf:li xml:lang="x-default">)[^<]*/, "$1"),
  packet("a title in no language", "X6", ' xml:lang="x-default"', ""),
  {
    title: "Info has another title",
    rules: ["X7"],
    plant: (f) => {
      set(f.info, "Title", PDFString.of("Vedtak"));
    },
  },
  packet(
    "pdfuaid described under another address",
    "X8",
    /(namespaceURI>)http:\/\/www.aiim.org\/pdfua\/ns\/id\//,
    "$1http://example.com/",
  ),
  packet(
    "pdfuaid described under another prefix",
    "X8",
    "<pdfaSchema:prefix>pdfuaid",
    "<pdfaSchema:prefix>ua",
  ),
  packet(
    "a property of ours that is not described",
    "X8",
    "<pdfaProperty:name>regelsett<",
    "<pdfaProperty:name>regler<",
  ),
  packet(
    "a property described without its type",
    "X8",
    "<pdfaProperty:valueType>Text</pdfaProperty:valueType>",
    "",
  ),
  packet("another language than the document", "X9", "<rdf:li>nb-NO", "<rdf:li>en-GB"),
];
