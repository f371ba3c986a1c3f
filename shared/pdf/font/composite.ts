// Composite glyphs (OpenType `glyf`): a list of other glyphs, each with flags, a shift and perhaps a transform.

const ARGS_ARE_WORDS = 0x0001;
const HAS_SCALE = 0x0008;
const MORE_COMPONENTS = 0x0020;
const HAS_XY_SCALE = 0x0040;
const HAS_TWO_BY_TWO = 0x0080;
const FIRST_RECORD = 10;

function recordLength(flags: number): number {
  const args = (flags & ARGS_ARE_WORDS) === 0 ? 2 : 4;
  if ((flags & HAS_SCALE) !== 0) return 4 + args + 2;
  if ((flags & HAS_XY_SCALE) !== 0) return 4 + args + 4;
  return (flags & HAS_TWO_BY_TWO) !== 0 ? 4 + args + 8 : 4 + args;
}

/** Offsets, in the outline of a glyph, at which the glyph id of a component stands; none for a simple glyph. */
export function componentOffsets(outline: Uint8Array): readonly number[] {
  if (outline.length === 0) return [];
  const data = new DataView(outline.buffer, outline.byteOffset, outline.byteLength);
  if (data.getInt16(0) >= 0) return [];
  const offsets: number[] = [];
  let at = FIRST_RECORD;
  let flags: number;
  do {
    flags = data.getUint16(at);
    offsets.push(at + 2);
    at += recordLength(flags);
  } while ((flags & MORE_COMPONENTS) !== 0);
  return offsets;
}
