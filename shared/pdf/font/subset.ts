// The part of a font that one document uses. Glyph ids in the subset are the CIDs: one per code point, so a glyph that
// two code points share stands twice and text comes out of the file exactly as it went in.

import { componentOffsets } from "./composite.ts";
import { bytesOf } from "./sfnt.ts";
import type { TrueType } from "./truetype.ts";
import { writeSfnt } from "./write-sfnt.ts";

const LONGEST_SHORT_LOCA = 131_070;

type Outlines = { readonly glyphs: readonly Uint8Array[]; readonly sources: readonly number[] };

/** Copies outlines and appends every component they need, which then stands behind the code points. */
function collect(font: TrueType, gids: readonly number[]): Outlines {
  const sources = [...gids];
  const first = new Map<number, number>();
  for (const [index, gid] of sources.entries()) if (!first.has(gid)) first.set(gid, index);
  const glyphs: Uint8Array[] = [];
  // The list grows while it is walked, and the walk goes on to its end.
  for (const source of sources) {
    const copy = font.outline(source).slice();
    const data = new DataView(copy.buffer);
    for (const offset of componentOffsets(copy)) {
      const component = data.getUint16(offset);
      let target = first.get(component);
      if (target === undefined) {
        target = sources.length;
        first.set(component, target);
        sources.push(component);
      }
      data.setUint16(offset, target);
    }
    glyphs.push(copy);
  }
  return { glyphs, sources };
}

function glyfAndLoca(glyphs: readonly Uint8Array[]): { glyf: Uint8Array; loca: Uint8Array; long: boolean } {
  const lengths = glyphs.map((g) => (g.length + 3) & ~3);
  const total = lengths.reduce((a, b) => a + b, 0);
  const long = total > LONGEST_SHORT_LOCA;
  const glyf = new Uint8Array(total);
  const loca = new Uint8Array((glyphs.length + 1) * (long ? 4 : 2));
  const offsets = new DataView(loca.buffer);
  let at = 0;
  const put = (i: number): void => {
    if (long) offsets.setUint32(4 * i, at);
    else offsets.setUint16(2 * i, at / 2);
  };
  for (const [i, glyph] of glyphs.entries()) {
    put(i);
    glyf.set(glyph, at);
    at += lengths[i] ?? 0;
  }
  put(glyphs.length);
  return { glyf, loca, long };
}

function metrics(font: TrueType, sources: readonly number[]): Uint8Array {
  const hmtx = new Uint8Array(4 * sources.length);
  const data = new DataView(hmtx.buffer);
  for (const [i, gid] of sources.entries()) {
    data.setUint16(4 * i, font.advance(gid));
    data.setInt16(4 * i + 2, font.leftSideBearing(gid));
  }
  return hmtx;
}

function patched(table: DataView, offset: number, value: number): Uint8Array {
  const copy = bytesOf(table).slice();
  new DataView(copy.buffer).setUint16(offset, value);
  return copy;
}

/** A font program whose glyph 0 is .notdef and whose glyph n shows the n-th code point. */
export function subsetFont(font: TrueType, codePoints: readonly number[]): Uint8Array {
  const gids = codePoints.map((codePoint) => {
    const gid = font.codePoints.get(codePoint);
    if (gid === undefined) throw new Error(`the font has no U+${codePoint.toString(16)}`);
    return gid;
  });
  const { glyphs, sources } = collect(font, [0, ...gids]);
  const { glyf, loca, long } = glyfAndLoca(glyphs);
  const tables = new Map<string, Uint8Array>([
    ["glyf", glyf],
    ["loca", loca],
    ["hmtx", metrics(font, sources)],
    ["head", patched(font.sfnt.get("head"), 50, long ? 1 : 0)],
    ["hhea", patched(font.sfnt.get("hhea"), 34, sources.length)],
    ["maxp", patched(font.sfnt.get("maxp"), 4, sources.length)],
  ]);
  for (const tag of ["cvt ", "fpgm", "prep"]) {
    const table = font.sfnt.find(tag);
    if (table !== undefined) tables.set(tag, bytesOf(table));
  }
  return writeSfnt(tables);
}
