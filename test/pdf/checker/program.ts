// A TrueType program read a second time, independently of the code that wrote it.

export type Program = {
  readonly numGlyphs: number;
  readonly unitsPerEm: number;
  readonly advance: (gid: number) => number;
  readonly outline: (gid: number) => Uint8Array;
  /** Unicode → glyph; empty when the program has no cmap, as an embedded one must not need. */
  readonly cmap: ReadonlyMap<number, number>;
};

function tablesOf(data: DataView): ReadonlyMap<string, DataView> {
  const tables = new Map<string, DataView>();
  for (let i = 0, at = 12; i < data.getUint16(4); i++, at += 16) {
    const tag = String.fromCharCode(
      data.getUint8(at),
      data.getUint8(at + 1),
      data.getUint8(at + 2),
      data.getUint8(at + 3),
    );
    const offset = data.byteOffset + data.getUint32(at + 8);
    tables.set(tag, new DataView(data.buffer, offset, data.getUint32(at + 12)));
  }
  return tables;
}

function cmapOf(table: DataView | undefined): ReadonlyMap<number, number> {
  const map = new Map<number, number>();
  for (let i = 0; table !== undefined && i < table.getUint16(2); i++) {
    const offset = table.getUint32(8 + 8 * i);
    if (table.getUint16(offset) !== 12) continue;
    for (let g = 0, at = offset + 16; g < table.getUint32(offset + 12); g++, at += 12) {
      const first = table.getUint32(at);
      for (let c = first; c <= table.getUint32(at + 4); c++) map.set(c, table.getUint32(at + 8) + c - first);
    }
  }
  return map;
}

/** The program, or undefined when a table is missing or reaches outside the file. */
export function readProgram(bytes: Uint8Array): Program | undefined {
  try {
    const data = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    if (data.getUint32(0) !== 0x00010000) return undefined;
    const tables = tablesOf(data);
    const [head, hhea, maxp] = [tables.get("head"), tables.get("hhea"), tables.get("maxp")];
    const [hmtx, loca, glyf] = [tables.get("hmtx"), tables.get("loca"), tables.get("glyf")];
    if (!head || !hhea || !maxp || !hmtx || !loca || !glyf) return undefined;
    const numGlyphs = maxp.getUint16(4);
    const metrics = hhea.getUint16(34);
    const long = head.getInt16(50) === 1;
    const offsets = Array.from({ length: numGlyphs + 1 }, (_, i) =>
      long ? loca.getUint32(4 * i) : 2 * loca.getUint16(2 * i),
    );
    if (offsets.some((offset, i) => offset < (offsets[i - 1] ?? 0) || offset > glyf.byteLength))
      return undefined;
    const advances = Array.from({ length: metrics }, (_, i) => hmtx.getUint16(4 * i));
    return {
      numGlyphs,
      unitsPerEm: head.getUint16(18),
      advance: (gid) => advances[Math.min(gid, metrics - 1)] ?? Number.NaN,
      outline: (gid) => {
        const from = offsets[gid] ?? 0;
        return new Uint8Array(glyf.buffer, glyf.byteOffset + from, (offsets[gid + 1] ?? from) - from);
      },
      cmap: cmapOf(tables.get("cmap")),
    };
  } catch {
    return undefined;
  }
}
