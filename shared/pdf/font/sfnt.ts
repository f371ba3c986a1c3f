// The table directory of a TrueType file (OpenType 1.9, "Font file"): names → byte ranges.

export type Sfnt = {
  /** The table as a view of the same bytes, or undefined when the font has none. */
  readonly find: (tag: string) => DataView | undefined;
  /** The table; throws when the font has none. */
  readonly get: (tag: string) => DataView;
};

const TRUETYPE = 0x00010000;

function tagAt(data: DataView, offset: number): string {
  return String.fromCharCode(...[0, 1, 2, 3].map((i) => data.getUint8(offset + i)));
}

/** A slice of a view that shares its bytes. */
export function slice(data: DataView, offset: number, length = data.byteLength - offset): DataView {
  return new DataView(data.buffer, data.byteOffset + offset, length);
}

/** The bytes of a view, shared. */
export function bytesOf(data: DataView): Uint8Array {
  return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
}

/** Reads the directory. Throws on anything but TrueType 1.0: the fonts are our own. */
export function readSfnt(bytes: Uint8Array): Sfnt {
  const data = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (data.byteLength < 12 || data.getUint32(0) !== TRUETYPE) throw new Error("not a TrueType font");
  const tables = new Map<string, DataView>();
  for (let i = 0; i < data.getUint16(4); i++) {
    const record = 12 + 16 * i;
    tables.set(tagAt(data, record), slice(data, data.getUint32(record + 8), data.getUint32(record + 12)));
  }
  return {
    find: (tag) => tables.get(tag),
    get: (tag) => {
      const table = tables.get(tag);
      if (table === undefined) throw new Error(`the font has no ${tag} table`);
      return table;
    },
  };
}
