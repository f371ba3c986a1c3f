// A TrueType program read for setting text: metrics, code points, outlines, kerning.

import { readCmap } from "./cmap.ts";
import { readKerning } from "./kerning.ts";
import { bytesOf, readSfnt, slice, type Sfnt } from "./sfnt.ts";

/** Metrics in font units unless said. */
export type TrueType = {
  readonly sfnt: Sfnt;
  readonly postScriptName: string;
  readonly unitsPerEm: number;
  readonly bbox: readonly [number, number, number, number];
  readonly ascent: number;
  readonly descent: number;
  readonly capHeight: number;
  /** 100–900. */
  readonly weight: number;
  readonly codePoints: ReadonlyMap<number, number>;
  readonly advance: (gid: number) => number;
  readonly leftSideBearing: (gid: number) => number;
  /** The bytes of a glyph in `glyf`; empty for a glyph without outline. */
  readonly outline: (gid: number) => Uint8Array;
  readonly kerning: (left: number, right: number) => number;
};

const RESTRICTED_LICENCE = 0x0002;
const BITMAP_ONLY = 0x0200;

function postScriptName(name: DataView): string {
  const strings = name.getUint16(4);
  for (let i = 0; i < name.getUint16(2); i++) {
    const at = 6 + 12 * i;
    if (name.getUint16(at) !== 3 || name.getUint16(at + 6) !== 6) continue;
    const text = slice(name, strings + name.getUint16(at + 10), name.getUint16(at + 8));
    return new TextDecoder("utf-16be").decode(bytesOf(text));
  }
  throw new Error("the font has no PostScript name");
}

function outlines(sfnt: Sfnt, long: boolean): (gid: number) => Uint8Array {
  const loca = sfnt.get("loca");
  const glyf = sfnt.get("glyf");
  const offset = (i: number): number => (long ? loca.getUint32(4 * i) : 2 * loca.getUint16(2 * i));
  return (gid) => bytesOf(slice(glyf, offset(gid), offset(gid + 1) - offset(gid)));
}

function horizontalMetrics(sfnt: Sfnt): Pick<TrueType, "advance" | "leftSideBearing"> {
  const full = sfnt.get("hhea").getUint16(34);
  const hmtx = sfnt.get("hmtx");
  return {
    advance: (gid) => hmtx.getUint16(4 * Math.min(gid, full - 1)),
    leftSideBearing: (gid) => hmtx.getInt16(gid < full ? 4 * gid + 2 : 4 * full + 2 * (gid - full)),
  };
}

/** Reads a font. Throws when it is no TrueType font or when its licence bits forbid embedding. */
export function readTrueType(bytes: Uint8Array): TrueType {
  const sfnt = readSfnt(bytes);
  const head = sfnt.get("head");
  const hhea = sfnt.get("hhea");
  const os2 = sfnt.get("OS/2");
  if ((os2.getUint16(8) & (RESTRICTED_LICENCE | BITMAP_ONLY)) !== 0) {
    throw new Error("the font's licence bits forbid embedding");
  }
  return {
    sfnt,
    postScriptName: postScriptName(sfnt.get("name")),
    unitsPerEm: head.getUint16(18),
    bbox: [head.getInt16(36), head.getInt16(38), head.getInt16(40), head.getInt16(42)],
    ascent: hhea.getInt16(4),
    descent: hhea.getInt16(6),
    capHeight: os2.getInt16(88),
    weight: os2.getUint16(4),
    codePoints: readCmap(sfnt.get("cmap")),
    ...horizontalMetrics(sfnt),
    outline: outlines(sfnt, head.getInt16(50) === 1),
    kerning: readKerning(sfnt.find("GPOS")),
  };
}
