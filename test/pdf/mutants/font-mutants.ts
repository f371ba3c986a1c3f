import { PDFArray, PDFName, PDFNumber, PDFString, type PDFDict } from "pdf-lib";
import { componentOffsets } from "../../../shared/pdf/font/composite.ts";
import { readProgram } from "../checker/program.ts";
import { found, remove, set, swap, type Editable } from "./editable.ts";
import type { Mutant } from "./mutant.ts";

function planted(title: string, rules: readonly string[], plant: (f: Editable) => void): Mutant {
  return { title, rules, plant };
}

function toUnicode(title: string, rules: readonly string[], from: RegExp, to: string): Mutant {
  return planted(title, rules, (f) => {
    f.stream(f.font().type0, "ToUnicode", (bytes) =>
      Buffer.from(swap(Buffer.from(bytes).toString("latin1"), from, to), "latin1"),
    );
  });
}

function widths(f: Editable): PDFArray {
  const w = f.objects.resolve(f.objects.get(f.font().cid, "W"));
  const list = w instanceof PDFArray ? f.objects.resolve(w.get(1)) : undefined;
  if (!(list instanceof PDFArray)) throw new Error("W has another form");
  return list;
}

function program(title: string, rules: readonly string[], change: (bytes: Uint8Array) => Uint8Array): Mutant {
  return planted(title, rules, (f) => {
    f.stream(f.font().descriptor, "FontFile2", change);
  });
}

/** Where a table of the program lies in it. */
function tableAt(bytes: Uint8Array, tag: string): number {
  const data = Buffer.from(bytes);
  const record = data.indexOf(tag, 12, "latin1");
  return data.readUInt32BE(record + 8);
}

/** Changes the first component of the first composite glyph that is shown. */
function component(bytes: Uint8Array, change: (data: DataView, at: number) => void): Uint8Array {
  const copy = bytes.slice();
  const read = found(readProgram(copy));
  for (let gid = 1; gid < read.numGlyphs; gid++) {
    const outline = read.outline(gid);
    const [offset] = componentOffsets(outline);
    if (offset === undefined) continue;
    change(new DataView(outline.buffer, outline.byteOffset, outline.byteLength), offset);
    return copy;
  }
  throw new Error("no composite glyph is shown");
}

function withUint16(bytes: Uint8Array, at: number, value: number): Uint8Array {
  const copy = bytes.slice();
  new DataView(copy.buffer).setUint16(at, value);
  return copy;
}

function rename(
  title: string,
  at: (font: ReturnType<Editable["font"]>) => PDFDict,
  key: string,
  to: string,
): Mutant {
  return planted(title, ["T2"], (f) => {
    set(at(f.font()), key, PDFName.of(to));
  });
}

const OE = /<(\w{4})> <00f8>/;

export const FONT_MUTANTS: readonly Mutant[] = [
  planted("no ToUnicode", ["T5"], (f) => {
    remove(f.font().type0, "ToUnicode");
  }),
  toUnicode("one CID without meaning", ["T6"], /<0003> <\w+>\n/, ""),
  toUnicode("a CID that means U+0000", ["T7"], /<0003> <\w+>/, "<0003> <0000>"),
  toUnicode("a CID that means a private character", ["T7"], /<0003> <\w+>/, "<0003> <e000>"),
  toUnicode("ø that means o", ["T12"], OE, "<$1> <006f>"),
  planted("CID 0 shown", ["T8"], (f) => {
    f.content(0, (operators) => swap(operators, /<\w{4}(\w*)> Tj/, "<0000$1> Tj"));
  }),
  planted("a CID beyond the font", ["T9"], (f) => {
    f.content(0, (operators) => swap(operators, /<\w{4}(\w*)> Tj/, "<0fff$1> Tj"));
    f.stream(f.font().type0, "ToUnicode", (bytes) =>
      Buffer.from(swap(Buffer.from(bytes).toString("latin1"), /<0003> /, "<0fff> <0041>\n<0003> "), "latin1"),
    );
    f.stream(
      found(f.objects.dict(f.objects.get(f.pages[0], "Resources", "Font", "F2"))),
      "ToUnicode",
      (bytes) =>
        Buffer.from(
          swap(Buffer.from(bytes).toString("latin1"), /<0003> /, "<0fff> <0041>\n<0003> "),
          "latin1",
        ),
    );
  }),
  planted("no CIDToGIDMap", ["T1"], (f) => {
    remove(f.font().cid, "CIDToGIDMap");
  }),
  planted("writing from top to bottom", ["T1"], (f) => {
    set(f.font().type0, "Encoding", PDFName.of("Identity-V"));
  }),
  planted("one width 40 too large", ["T10"], (f) => {
    const list = widths(f);
    const width = found(list.lookup(5, PDFNumber)).asNumber();
    list.set(5, PDFNumber.of(width + 40));
  }),
  planted("W replaced by one width for all", ["T10", "T13"], (f) => {
    remove(f.font().cid, "W");
    set(f.font().cid, "DW", PDFNumber.of(500));
  }),
  planted("one entry of W taken away", ["T10"], (f) => {
    widths(f).remove(4);
  }),
  planted("W that begins at 1", ["T13"], (f) => {
    const w = f.objects.resolve(f.objects.get(f.font().cid, "W"));
    if (w instanceof PDFArray) w.set(0, PDFNumber.of(1));
  }),
  planted("W that cannot be read", ["T13"], (f) => {
    set(f.font().cid, "W", f.context.obj([PDFNumber.of(0), PDFString.of("x")]));
  }),
  program("an advance of 0 in the program", ["T10"], (bytes) =>
    withUint16(bytes, tableAt(bytes, "hmtx") + 12, 0),
  ),
  planted("no program", ["T3"], (f) => {
    remove(f.font().descriptor, "FontFile2");
  }),
  program("a program cut at 3 000 bytes", ["T4"], (bytes) => bytes.subarray(0, 3_000)),
  program("600 bytes of outlines zeroed", ["T12"], (bytes) => {
    const at = tableAt(bytes, "glyf") + 400;
    return bytes.slice().fill(0, at, at + 600);
  }),
  program("short offsets that are said to be long", ["T4", "T11", "T12"], (bytes) =>
    withUint16(bytes, tableAt(bytes, "head") + 50, 1),
  ),
  program("a component replaced", ["T12"], (bytes) =>
    component(bytes, (data, at) => {
      data.setUint16(at, 1);
    }),
  ),
  program("a component shifted", ["T12"], (bytes) =>
    component(bytes, (data, at) => {
      data.setUint8(at + 2, data.getUint8(at + 2) + 7);
    }),
  ),
  program("an outline emptied", ["T11"], (bytes) => {
    const loca = tableAt(bytes, "loca");
    const data = new DataView(bytes.buffer, bytes.byteOffset);
    return withUint16(bytes, loca + 2 * 5, data.getUint16(loca + 2 * 6));
  }),
  rename("a font without prefix", (f) => f.type0, "BaseFont", "SourceSans3-Regular"),
  rename("another name in the descriptor", (f) => f.descriptor, "FontName", "ABCDEF+Other"),
  rename("another name in the CID font", (f) => f.cid, "BaseFont", "ABCDEF+Other"),
  planted("no Flags", ["T14"], (f) => {
    remove(f.font().descriptor, "Flags");
  }),
  planted("a font said to be of ordinary letters", ["T14"], (f) => {
    set(f.font().descriptor, "Flags", PDFNumber.of(32));
  }),
  planted("no CapHeight", ["T14"], (f) => {
    remove(f.font().descriptor, "CapHeight");
  }),
];
