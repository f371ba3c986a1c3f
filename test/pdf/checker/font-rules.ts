// T: the fonts, and every character shown in them against the font it was taken from.

import type { Report } from "./findings.ts";
import { plainName, type FileFont } from "./fonts.ts";
import { nameOf, numberOf, type Objects } from "./objects.ts";
import type { Program } from "./program.ts";
import { sameOutline } from "./same-outline.ts";

const SYMBOLIC = 4;
const NONSYMBOLIC = 32;
const DESCRIPTOR = "FontBBox ItalicAngle Ascent Descent CapHeight StemV".split(" ");

function checkType(objects: Objects, { dict, descendant }: FileFont, report: Report): void {
  const right =
    nameOf(objects.get(dict, "Subtype")) === "Type0" &&
    nameOf(objects.get(dict, "Encoding")) === "Identity-H" &&
    nameOf(objects.get(descendant, "Subtype")) === "CIDFontType2" &&
    nameOf(objects.get(descendant, "CIDToGIDMap")) === "Identity";
  if (!right) report("T1", "not a Type0 font with Identity-H and CIDToGIDMap Identity");
}

function checkDescriptor(objects: Objects, { dict, descendant, descriptor }: FileFont, report: Report): void {
  const name = nameOf(objects.get(dict, "BaseFont")) ?? "";
  const same =
    nameOf(objects.get(descendant, "BaseFont")) === name &&
    nameOf(objects.get(descriptor, "FontName")) === name;
  if (!/^[A-Z]{6}\+/.test(name) || !same) report("T2", "the name of the font");
  const flags = numberOf(objects.get(descriptor, "Flags")) ?? 0;
  if ((flags & SYMBOLIC) === 0 || (flags & NONSYMBOLIC) !== 0) report("T14", "Flags");
  for (const key of DESCRIPTOR) {
    if (objects.get(descriptor, key) === undefined) report("T14", `no ${key} in the descriptor`);
  }
}

function checkMeaning(text: string | undefined, report: Report): void {
  if (text === undefined || text === "") {
    report("T6", "a character without meaning");
    return;
  }
  if (/[\u0000\ufeff\ufffe\ue000-\uf8ff]/.test(text)) report("T7", "a character means nothing real");
}

function checkGlyph(font: FileFont, cid: number, source: Program, report: Report): void {
  const { program, widths, meaning } = font;
  if (program === undefined || program === null) return;
  if (cid >= program.numGlyphs) {
    report("T9", `CID ${cid} is not in the font`);
    return;
  }
  const width = widths?.get(cid) ?? Number.NaN;
  const advance = (program.advance(cid) * 1000) / program.unitsPerEm;
  if (!(Math.abs(width - advance) <= 1)) report("T10", `width of CID ${cid}`);
  const gid = source.cmap.get(meaning?.get(cid)?.codePointAt(0) ?? -1);
  if (gid === undefined) {
    report("T12", `CID ${cid} means what the source font does not have`);
    return;
  }
  const empty = program.outline(cid).length === 0;
  if (empty !== (source.outline(gid).length === 0)) report("T11", `outline of CID ${cid}`);
  else if (!sameOutline(program, cid, source, gid)) report("T12", `outline of CID ${cid}`);
}

/** `sources` are the programs the subsets were taken from, by PostScript name. */
export function checkFonts(
  objects: Objects,
  shown: ReadonlyMap<FileFont, ReadonlySet<number>>,
  sources: ReadonlyMap<string, Program>,
  report: Report,
): void {
  for (const [font, cids] of shown) {
    checkType(objects, font, report);
    checkDescriptor(objects, font, report);
    if (font.program === undefined) report("T3", "the font is not embedded");
    if (font.program === null) report("T4", "the font program cannot be read");
    if (font.meaning === undefined) report("T5", "no ToUnicode");
    if (!font.startsAtZero) report("T13", "W does not begin at CID 0");
    if (font.widths === undefined) report("T13", "W cannot be read");
    const source = sources.get(plainName(objects, font));
    if (source === undefined) report("T2", "a font of another name");
    for (const cid of cids) {
      if (cid === 0) report("T8", ".notdef is shown");
      checkMeaning(font.meaning?.get(cid), report);
      if (source !== undefined) checkGlyph(font, cid, source, report);
    }
  }
}
