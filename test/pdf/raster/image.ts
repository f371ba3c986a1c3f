// A page as pixels: read from the plain format pdftoppm writes, and kept as a PNG of few colours, which is small.

import { crc32, deflateSync, inflateSync } from "node:zlib";

/** Rows from the top, three bytes (red, green, blue) a pixel. */
export type Image = { readonly width: number; readonly height: number; readonly pixels: Uint8Array };

const COLOURS = 48;
const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const INDEXED_8_BIT = [8, 3, 0, 0, 0];

/** Reads binary PPMs (P6, 255) that follow each other. */
export function readPpms(file: Buffer): readonly Image[] {
  const images: Image[] = [];
  for (let at = 0; at < file.length;) {
    const head = /^P6\s+(\d+)\s+(\d+)\s+255\s/.exec(file.toString("latin1", at, at + 64));
    if (head === null) throw new Error("not a binary PPM");
    const [width, height] = [Number(head[1]), Number(head[2])];
    const start = at + head[0].length;
    at = start + 3 * width * height;
    images.push({ width, height, pixels: file.subarray(start, at) });
  }
  return images;
}

function colourAt({ pixels }: Image, i: number): number {
  return ((pixels[3 * i] ?? 0) << 16) | ((pixels[3 * i + 1] ?? 0) << 8) | (pixels[3 * i + 2] ?? 0);
}

/** The largest difference of a channel. */
function distance(a: number, b: number): number {
  return Math.max(
    Math.abs((a >> 16) - (b >> 16)),
    Math.abs(((a >> 8) & 255) - ((b >> 8) & 255)),
    Math.abs((a & 255) - (b & 255)),
  );
}

/** The colours that most pixels have, and for every colour of the image the place of the nearest of them. */
function reduce(
  image: Image,
  colours: number,
): { readonly palette: readonly number[]; readonly place: Map<number, number> } {
  const counts = new Map<number, number>();
  for (let i = 0; i < image.width * image.height; i++) {
    const colour = colourAt(image, i);
    counts.set(colour, (counts.get(colour) ?? 0) + 1);
  }
  const byCount = [...counts].sort(([a, n], [b, m]) => m - n || a - b).map(([colour]) => colour);
  const palette = byCount.slice(0, colours);
  const nearest = (colour: number): number =>
    palette.reduce(
      (best, p, i) => (distance(p, colour) < distance(palette[best] ?? 0, colour) ? i : best),
      0,
    );
  return { palette, place: new Map(byCount.map((colour) => [colour, nearest(colour)])) };
}

function chunk(type: string, data: Uint8Array): Buffer {
  const content = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(content));
  return Buffer.concat([length, content, sum]);
}

/** The image in its most common colours, at most 256. */
export function writePng(image: Image, colours = COLOURS): Uint8Array {
  const { width, height } = image;
  const { palette, place } = reduce(image, colours);
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set(INDEXED_8_BIT, 8);
  const rows = Buffer.alloc((width + 1) * height);
  for (let i = 0; i < width * height; i++) {
    rows[i + Math.floor(i / width) + 1] = place.get(colourAt(image, i)) ?? 0;
  }
  return Buffer.concat([
    SIGNATURE,
    chunk("IHDR", header),
    chunk("PLTE", Buffer.from(palette.flatMap((c) => [c >> 16, (c >> 8) & 255, c & 255]))),
    chunk("IDAT", deflateSync(rows, { level: 9 })),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

function chunksOf(file: Buffer): ReadonlyMap<string, Buffer> {
  const chunks = new Map<string, Buffer>();
  for (let at = SIGNATURE.length; at < file.length;) {
    const length = file.readUInt32BE(at);
    chunks.set(file.toString("latin1", at + 4, at + 8), file.subarray(at + 8, at + 8 + length));
    at += length + 12;
  }
  return chunks;
}

/** Reads what `writePng` has written; throws on any other PNG. */
export function readPng(file: Uint8Array): Image {
  const chunks = chunksOf(Buffer.from(file));
  const [header, palette, data] = [chunks.get("IHDR"), chunks.get("PLTE"), chunks.get("IDAT")];
  if (header === undefined || palette === undefined || data === undefined) throw new Error("not our PNG");
  if (!header.subarray(8).equals(Buffer.from(INDEXED_8_BIT))) throw new Error("not our PNG");
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
  const rows = inflateSync(data);
  const pixels = new Uint8Array(3 * width * height);
  for (let i = 0; i < width * height; i++) {
    const place = 3 * (rows[i + Math.floor(i / width) + 1] ?? 0);
    pixels.set(palette.subarray(place, place + 3), 3 * i);
  }
  return { width, height, pixels };
}

/** The part of the pixels, 0–1, that differ by more than `tolerance` (0–255) in a channel; 1 for another size. */
export function difference(a: Image, b: Image, tolerance: number): number {
  if (a.width !== b.width || a.height !== b.height) return 1;
  const total = a.width * a.height;
  let differing = 0;
  for (let i = 0; i < total; i++) if (distance(colourAt(a, i), colourAt(b, i)) > tolerance) differing++;
  return differing / total;
}
