// Code point → glyph, from the Unicode subtables of cmap: format 12 (all of Unicode) or 4 (the first plane).

import { slice } from "./sfnt.ts";

function readFormat4(table: DataView): Map<number, number> {
  const segX2 = table.getUint16(6);
  const glyphs = new Map<number, number>();
  for (let s = 0; s < segX2; s += 2) {
    const end = table.getUint16(14 + s);
    const start = table.getUint16(16 + segX2 + s);
    const delta = table.getUint16(16 + 2 * segX2 + s);
    const rangeAt = 16 + 3 * segX2 + s;
    const range = table.getUint16(rangeAt);
    for (let code = start; code <= end && code !== 0xffff; code++) {
      const raw = range === 0 ? code : table.getUint16(rangeAt + range + 2 * (code - start));
      const gid = raw === 0 && range !== 0 ? 0 : (raw + delta) & 0xffff;
      if (gid !== 0) glyphs.set(code, gid);
    }
  }
  return glyphs;
}

function readFormat12(table: DataView): Map<number, number> {
  const glyphs = new Map<number, number>();
  for (let g = 0; g < table.getUint32(12); g++) {
    const at = 16 + 12 * g;
    const start = table.getUint32(at);
    for (let code = start; code <= table.getUint32(at + 4); code++) {
      const gid = table.getUint32(at + 8) + code - start;
      if (gid !== 0) glyphs.set(code, gid);
    }
  }
  return glyphs;
}

/** Every code point of the font with its glyph. Throws when the font has no Unicode table of format 4 or 12. */
export function readCmap(cmap: DataView): ReadonlyMap<number, number> {
  const subtables = Array.from({ length: cmap.getUint16(2) }, (_, i) => {
    const at = 4 + 8 * i;
    const table = slice(cmap, cmap.getUint32(at + 4));
    return { platform: cmap.getUint16(at), encoding: cmap.getUint16(at + 2), table };
  }).filter((s) => s.platform === 0 || (s.platform === 3 && [1, 10].includes(s.encoding)));
  const full = subtables.find((s) => s.table.getUint16(0) === 12);
  if (full !== undefined) return readFormat12(full.table);
  const basic = subtables.find((s) => s.table.getUint16(0) === 4);
  if (basic !== undefined) return readFormat4(basic.table);
  throw new Error("the font has no Unicode cmap");
}
