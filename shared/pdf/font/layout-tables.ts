// Two small structures that OpenType layout tables share: which glyphs are covered, and which class a glyph has.

/** The coverage index of a glyph, or undefined when it is not covered. */
export function coverageIndex(coverage: DataView, gid: number): number | undefined {
  const count = coverage.getUint16(2);
  if (coverage.getUint16(0) === 1) return indexInList(coverage, gid, count);
  for (let r = 0; r < count; r++) {
    const at = 4 + 6 * r;
    const start = coverage.getUint16(at);
    if (gid >= start && gid <= coverage.getUint16(at + 2)) return coverage.getUint16(at + 4) + gid - start;
  }
  return undefined;
}

function indexInList(coverage: DataView, gid: number, count: number): number | undefined {
  let low = 0;
  let high = count - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const found = coverage.getUint16(4 + 2 * middle);
    if (found === gid) return middle;
    if (found < gid) low = middle + 1;
    else high = middle - 1;
  }
  return undefined;
}

/** The class of a glyph; 0 when the table names none. */
export function glyphClass(classes: DataView, gid: number): number {
  if (classes.getUint16(0) === 1) {
    const index = gid - classes.getUint16(2);
    return index >= 0 && index < classes.getUint16(4) ? classes.getUint16(6 + 2 * index) : 0;
  }
  for (let r = 0; r < classes.getUint16(2); r++) {
    const at = 4 + 6 * r;
    if (gid >= classes.getUint16(at) && gid <= classes.getUint16(at + 2)) return classes.getUint16(at + 4);
  }
  return 0;
}
