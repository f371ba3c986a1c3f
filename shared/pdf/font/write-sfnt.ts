// Tables → a TrueType file with directory, padding and checksums (OpenType 1.9, "Font file").

const CHECKSUM_MAGIC = 0xb1b0afba;
const ADJUSTMENT_IN_HEAD = 8;

function padded(length: number): number {
  return (length + 3) & ~3;
}

function checksum(data: DataView, offset: number, length: number): number {
  let sum = 0;
  for (let i = offset; i < offset + length; i += 4) sum = (sum + data.getUint32(i)) >>> 0;
  return sum;
}

/** The file of some tables. The checksum field of `head` is filled in; the tables given are not changed. */
export function writeSfnt(tables: ReadonlyMap<string, Uint8Array>): Uint8Array {
  const sorted = [...tables].sort(([a], [b]) => (a < b ? -1 : 1));
  const directory = 12 + 16 * sorted.length;
  const file = new Uint8Array(sorted.reduce((sum, [, t]) => sum + padded(t.length), directory));
  const data = new DataView(file.buffer);
  const entrySelector = Math.floor(Math.log2(sorted.length));
  data.setUint32(0, 0x00010000);
  data.setUint16(4, sorted.length);
  data.setUint16(6, 16 * 2 ** entrySelector);
  data.setUint16(8, entrySelector);
  data.setUint16(10, 16 * (sorted.length - 2 ** entrySelector));
  let offset = directory;
  let head: number | undefined;
  for (const [i, [tag, table]] of sorted.entries()) {
    file.set(table, offset);
    if (tag === "head") {
      head = offset;
      data.setUint32(offset + ADJUSTMENT_IN_HEAD, 0);
    }
    const record = 12 + 16 * i;
    for (let c = 0; c < 4; c++) data.setUint8(record + c, tag.charCodeAt(c));
    data.setUint32(record + 4, checksum(data, offset, padded(table.length)));
    data.setUint32(record + 8, offset);
    data.setUint32(record + 12, table.length);
    offset += padded(table.length);
  }
  if (head === undefined) throw new Error("a font needs a head table");
  data.setUint32(head + ADJUSTMENT_IN_HEAD, (CHECKSUM_MAGIC - checksum(data, 0, file.length)) >>> 0);
  return file;
}
