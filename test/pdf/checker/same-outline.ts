// Whether two glyphs of two programs are drawn the same: byte for byte, composites component by component.

import type { Program } from "./program.ts";

type Component = { readonly gid: number; readonly placing: string };

/** Components with their flags, offsets and transforms, and what stands behind them; undefined for a simple glyph. */
function componentsOf(outline: Uint8Array): { parts: readonly Component[]; rest: string } | undefined {
  const data = new DataView(outline.buffer, outline.byteOffset, outline.byteLength);
  if (data.byteLength < 10 || data.getInt16(0) >= 0) return undefined;
  const parts: Component[] = [];
  let at = 10;
  for (;;) {
    const flags = data.getUint16(at);
    const transform = (flags & 8) !== 0 ? 2 : (flags & 64) !== 0 ? 4 : (flags & 128) !== 0 ? 8 : 0;
    const end = at + 4 + ((flags & 1) !== 0 ? 4 : 2) + transform;
    const placing = `${flags} ${Buffer.from(outline.subarray(at + 4, end)).toString("hex")}`;
    parts.push({ gid: data.getUint16(at + 2), placing });
    at = end;
    if ((flags & 32) === 0) break;
  }
  return { parts, rest: Buffer.from(outline.subarray(at)).toString("hex").replace(/0+$/, "") };
}

/** Equal but for padding at the end. */
function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  const length = Math.max(a.length, b.length);
  if (Math.abs(a.length - b.length) > 3) return false;
  for (let i = 0; i < length; i++) if ((a[i] ?? 0) !== (b[i] ?? 0)) return false;
  return true;
}

export function sameOutline(a: Program, gidA: number, b: Program, gidB: number, depth = 0): boolean {
  if (depth > 8 || gidA >= a.numGlyphs || gidB >= b.numGlyphs) return false;
  const [outlineA, outlineB] = [a.outline(gidA), b.outline(gidB)];
  const [compositeA, compositeB] = [componentsOf(outlineA), componentsOf(outlineB)];
  if (compositeA === undefined || compositeB === undefined) {
    return compositeA === compositeB && sameBytes(outlineA, outlineB);
  }
  if (!sameBytes(outlineA.subarray(0, 10), outlineB.subarray(0, 10))) return false;
  if (compositeA.rest !== compositeB.rest || compositeA.parts.length !== compositeB.parts.length)
    return false;
  return compositeA.parts.every((part, i) => {
    const other = compositeB.parts[i];
    return other?.placing === part.placing && sameOutline(a, part.gid, b, other.gid, depth + 1);
  });
}
