// Pair kerning from GPOS (feature `kern`, lookup type 2, also behind extension type 9). Only the horizontal advance
// of the first glyph is read, which is all that kerning of Latin, Greek and Cyrillic uses.

import { coverageIndex, glyphClass } from "./layout-tables.ts";
import { slice } from "./sfnt.ts";

const PAIR = 2;
const EXTENSION = 9;
const X_ADVANCE = 0x0004;
const GLYPHS = 65536;

function kernLookups(gpos: DataView): readonly number[] {
  const features = slice(gpos, gpos.getUint16(6));
  const indices = new Set<number>();
  for (let i = 0; i < features.getUint16(0); i++) {
    const at = 2 + 6 * i;
    if (features.getUint32(at) !== 0x6b65726e) continue;
    const feature = slice(features, features.getUint16(at + 4));
    for (let j = 0; j < feature.getUint16(2); j++) indices.add(feature.getUint16(4 + 2 * j));
  }
  return [...indices].sort((a, b) => a - b);
}

function pairSubtables(lookup: DataView): readonly DataView[] {
  const type = lookup.getUint16(0);
  const subtables: DataView[] = [];
  for (let i = 0; i < lookup.getUint16(4); i++) {
    const subtable = slice(lookup, lookup.getUint16(6 + 2 * i));
    if (type === PAIR) subtables.push(subtable);
    else if (type === EXTENSION && subtable.getUint16(2) === PAIR) {
      subtables.push(slice(subtable, subtable.getUint32(4)));
    }
  }
  return subtables.filter((s) => s.getUint16(4) === X_ADVANCE && s.getUint16(6) === 0);
}

function fromPairSet(subtable: DataView, index: number, right: number): number | undefined {
  const set = slice(subtable, subtable.getUint16(10 + 2 * index));
  for (let i = 0; i < set.getUint16(0); i++) {
    if (set.getUint16(2 + 4 * i) === right) return set.getInt16(4 + 4 * i);
  }
  return undefined;
}

function fromClasses(subtable: DataView, left: number, right: number): number {
  const first = glyphClass(slice(subtable, subtable.getUint16(8)), left);
  const second = glyphClass(slice(subtable, subtable.getUint16(10)), right);
  return subtable.getInt16(16 + 2 * (first * subtable.getUint16(14) + second));
}

/** The value of a subtable; undefined when it does not apply, so that the next one is asked. */
function fromSubtable(subtable: DataView, left: number, right: number): number | undefined {
  const index = coverageIndex(slice(subtable, subtable.getUint16(2)), left);
  if (index === undefined) return undefined;
  return subtable.getUint16(0) === 1
    ? fromPairSet(subtable, index, right)
    : fromClasses(subtable, left, right);
}

function fromLookup(subtables: readonly DataView[], left: number, right: number): number {
  for (const subtable of subtables) {
    const value = fromSubtable(subtable, left, right);
    if (value !== undefined) return value;
  }
  return 0;
}

/** Kerning between two glyphs in font units. Resolved when asked for and remembered per pair. */
export function readKerning(gpos: DataView | undefined): (left: number, right: number) => number {
  if (gpos === undefined) return () => 0;
  const list = slice(gpos, gpos.getUint16(8));
  const lookups = kernLookups(gpos).map((i) => pairSubtables(slice(list, list.getUint16(2 + 2 * i))));
  const known = new Map<number, number>();
  return (left, right) => {
    const key = left * GLYPHS + right;
    const remembered = known.get(key);
    if (remembered !== undefined) return remembered;
    const value = lookups.reduce((sum, subtables) => sum + fromLookup(subtables, left, right), 0);
    known.set(key, value);
    return value;
  };
}
