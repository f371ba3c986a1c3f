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

function codePointsOf(text: string): readonly number[] {
  return Array.from(text, (c) => c.codePointAt(0) ?? 0);
}

/** Width in font units. */
function measure(font: TrueType, text: string): number {
  let sum = 0;
  let previous: number | undefined;
  for (const codePoint of codePointsOf(text)) {
    const gid = glyphOf(font, codePoint);
    sum += font.advance(gid) + (previous === undefined ? 0 : font.kerning(previous, gid));
    previous = gid;
  }
  return sum;
}

function hex4(cid: number): string {
  return cid.toString(16).padStart(4, "0");
}

export function createTypeface(font: TrueType): Typeface {
  const widths = new Map<string, number>();
  const cids = new Map<number, number>();
  const cidOf = (codePoint: number): number => {
    const known = cids.get(codePoint);
    if (known !== undefined) return known;
    cids.set(codePoint, cids.size + 1);
    return cids.size;
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
      let open = "";
      const done: string[] = [];
      let previous: number | undefined;
      for (const codePoint of codePointsOf(text)) {
        const gid = glyphOf(font, codePoint);
        const kern = previous === undefined ? 0 : font.kerning(previous, gid);
        if (kern !== 0) {
          done.push(`<${open}>${String(-Math.round((kern * 1000) / font.unitsPerEm))}`);
          open = "";
        }
        open += hex4(cidOf(codePoint));
        previous = gid;
      }
      return done.length === 0 ? `<${open}> Tj` : `[${done.join("")}<${open}>] TJ`;
    },
    used: () => [...cids.keys()],
  };
}
