// The fonts of a page as a reader of the file sees them: widths, meaning of each CID, the embedded program.

import type { PDFDict } from "pdf-lib";
import { contentsOf, keysOf, nameOf, numberOf, type Found, type Objects } from "./objects.ts";
import { readProgram, type Program } from "./program.ts";

export type FileFont = {
  readonly dict: PDFDict;
  readonly descendant: PDFDict | undefined;
  readonly descriptor: PDFDict | undefined;
  /** Width per CID in thousandths of an em; undefined when `W` is not there or cannot be read in full. */
  readonly widths: ReadonlyMap<number, number> | undefined;
  readonly startsAtZero: boolean;
  /** undefined when there is no ToUnicode. */
  readonly meaning: ReadonlyMap<number, string> | undefined;
  /** undefined when no program is embedded, null when it cannot be read. */
  readonly program: Program | null | undefined;
};

function readWidths(objects: Objects, object: Found): ReadonlyMap<number, number> | undefined {
  const items = objects.items(object);
  if (items === undefined) return undefined;
  const widths = new Map<number, number>();
  let i = 0;
  while (i < items.length) {
    const first = numberOf(objects.resolve(items[i]));
    if (first === undefined) return undefined;
    const list = objects.items(items[i + 1]);
    if (list === undefined) {
      const last = numberOf(objects.resolve(items[i + 1]));
      const width = numberOf(objects.resolve(items[i + 2]));
      if (last === undefined || width === undefined) return undefined;
      for (let cid = first; cid <= last; cid++) widths.set(cid, width);
      i += 3;
      continue;
    }
    for (const [k, item] of list.entries()) {
      const width = numberOf(objects.resolve(item));
      if (width === undefined) return undefined;
      widths.set(first + k, width);
    }
    i += 2;
  }
  return widths;
}

function readMeaning(bytes: Uint8Array | undefined): ReadonlyMap<number, string> | undefined {
  if (bytes === undefined) return undefined;
  const meaning = new Map<number, string>();
  for (const [, block] of Buffer.from(bytes)
    .toString("latin1")
    .matchAll(/beginbfchar(.*?)endbfchar/gs)) {
    for (const [, cid, units] of (block ?? "").matchAll(/<([0-9a-f]+)>\s*<([0-9a-f]*)>/gi)) {
      const utf16 = Buffer.from(units ?? "", "hex");
      meaning.set(
        Number.parseInt(cid ?? "", 16),
        utf16.length % 2 === 0 ? utf16.swap16().toString("utf16le") : "",
      );
    }
  }
  return meaning;
}

function readEmbedded(objects: Objects, descriptor: PDFDict | undefined): Program | null | undefined {
  const bytes = contentsOf(objects.stream(objects.get(descriptor, "FontFile2")));
  return bytes === undefined ? undefined : (readProgram(bytes) ?? null);
}

function readFont(objects: Objects, dict: PDFDict): FileFont {
  const descendant = objects.dict(objects.items(objects.get(dict, "DescendantFonts"))?.[0]);
  const descriptor = objects.dict(objects.get(descendant, "FontDescriptor"));
  const widths = objects.get(descendant, "W");
  return {
    dict,
    descendant,
    descriptor,
    widths: readWidths(objects, widths),
    startsAtZero: numberOf(objects.resolve(objects.items(widths)?.[0])) === 0,
    meaning: readMeaning(contentsOf(objects.stream(objects.get(dict, "ToUnicode")))),
    program: readEmbedded(objects, descriptor),
  };
}

/** Reads the fonts of a page's resources; a font that several pages share is read once. */
export function fontReader(objects: Objects): (page: PDFDict) => ReadonlyMap<string, FileFont> {
  const known = new Map<PDFDict, FileFont>();
  return (page) => {
    const resources = objects.dict(objects.get(page, "Resources", "Font"));
    const fonts = new Map<string, FileFont>();
    for (const key of keysOf(resources)) {
      const dict = objects.dict(objects.get(resources, key));
      if (dict === undefined) continue;
      const font = known.get(dict) ?? readFont(objects, dict);
      known.set(dict, font);
      fonts.set(key, font);
    }
    return fonts;
  };
}

/** The PostScript name without the prefix of the subset. */
export function plainName(objects: Objects, font: FileFont): string {
  return (nameOf(objects.get(font.dict, "BaseFont")) ?? "").replace(/^[A-Z]{6}\+/, "");
}
