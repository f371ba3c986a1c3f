// A font as one document uses it: every code point gets its own CID the first time it is shown.

import type { TrueType } from "./truetype.ts";

export type Typeface = {
  readonly font: TrueType;
  /** The width of a text in points, kerning included. */
  readonly width: (text: string, size: number) => number;
  /** The operator that shows a text, and registers its code points. */
  readonly show: (text: string) => string;
  /** The code points shown so far; the n-th of them has CID n, counted from 1. */
  readonly used: () => readonly number[];
};

function glyphOf(font: TrueType, codePoint: number): number {
  const gid = font.codePoints.get(codePoint);
  if (gid === undefined) throw new Error(`U+${codePoint.toString(16)} was not checked before it was set`);
  return gid;
}

/** Width in font units. */
function measure(font: TrueType, text: string): number {
  let sum = 0;
  let previous: number | undefined;
  for (const character of text) {
    const gid = glyphOf(font, codePointOf(character));
    sum += font.advance(gid) + (previous === undefined ? 0 : font.kerning(previous, gid));
    previous = gid;
  }
  return sum;
}

function codePointOf(character: string): number {
  return character.codePointAt(0) ?? 0;
}

export function createTypeface(font: TrueType): Typeface {
  const widths = new Map<string, number>();
  /** The CID of each code point as it is written: four hex digits. */
  const cids = new Map<number, string>();
  const cidOf = (codePoint: number): string => {
    const known = cids.get(codePoint);
    if (known !== undefined) return known;
    const cid = (cids.size + 1).toString(16).padStart(4, "0");
    cids.set(codePoint, cid);
    return cid;
  };
  return {
    font,
    width: (text, size) => {
      let units = widths.get(text);
      if (units === undefined) {
        units = measure(font, text);
        widths.set(text, units);
      }
      return (units * size) / font.unitsPerEm;
    },
    show: (text) => {
      let shown = "";
      let kerned = false;
      let previous: number | undefined;
      for (const character of text) {
        const codePoint = codePointOf(character);
        const gid = glyphOf(font, codePoint);
        const kern = previous === undefined ? 0 : font.kerning(previous, gid);
        if (kern !== 0) {
          shown += `>${-Math.round((kern * 1000) / font.unitsPerEm)}<`;
          kerned = true;
        }
        shown += cidOf(codePoint);
        previous = gid;
      }
      return kerned ? `[<${shown}>] TJ` : `<${shown}> Tj`;
    },
    used: () => [...cids.keys()],
  };
}
