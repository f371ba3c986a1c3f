// Reads the PNGs a browser makes, which have all colours, so that they can be kept in few.

import { inflateSync } from "node:zlib";
import type { Image } from "../pdf/raster/image.ts";

/** Bytes a pixel, by the colour type of the PNG specification: with and without transparency. */
const BYTE_PER_PUNKT: ReadonlyMap<number, number> = new Map([
  [2, 3],
  [6, 4],
]);

/** What a filter expects of a byte: from the one to the left, the one above, and the one above to the left. */
function ventet(filter: number, venstre: number, over: number, skraatt: number): number {
  if (filter === 0) return 0;
  if (filter === 1) return venstre;
  if (filter === 2) return over;
  if (filter === 3) return (venstre + over) >> 1;
  const anslag = venstre + over - skraatt;
  const [a, b, c] = [Math.abs(anslag - venstre), Math.abs(anslag - over), Math.abs(anslag - skraatt)];
  return a <= b && a <= c ? venstre : b <= c ? over : skraatt;
}

/** The bytes of the chunks of image data, one after the other. */
function bildedata(fil: Buffer): Buffer {
  const deler: Buffer[] = [];
  for (let at = 8; at < fil.length; at += fil.readUInt32BE(at) + 12) {
    const data = fil.subarray(at + 8, at + 8 + fil.readUInt32BE(at));
    if (fil.toString("latin1", at + 4, at + 8) === "IDAT") deler.push(data);
  }
  return inflateSync(Buffer.concat(deler));
}

/** The pixels of a PNG of 8 bits a channel, not interlaced; throws on any other. Transparency is left out. */
export function lesPng(fil: Buffer): Image {
  const [width, height] = [fil.readUInt32BE(16), fil.readUInt32BE(20)];
  const [dybde, type = -1, , , flettet] = fil.subarray(24, 29);
  const punkt = BYTE_PER_PUNKT.get(type);
  if (dybde !== 8 || punkt === undefined || flettet !== 0) throw new Error("not a PNG of a browser");
  const data = bildedata(fil);
  const pixels = new Uint8Array(3 * width * height);
  // Before the first pixel of a line, and above the first line, everything is zero.
  let over = Buffer.alloc(punkt * (width + 1));
  for (let y = 0; y < height; y++) {
    const start = y * (punkt * width + 1);
    const filter = data.readUInt8(start);
    const linje = Buffer.alloc(over.length);
    for (let x = punkt; x < linje.length; x++) {
      const anslag = ventet(filter, linje.readUInt8(x - punkt), over.readUInt8(x), over.readUInt8(x - punkt));
      linje[x] = data.readUInt8(start + 1 + x - punkt) + anslag;
    }
    for (let x = 0; x < width; x++) {
      const fra = punkt * (x + 1);
      pixels.set(linje.subarray(fra, fra + 3), 3 * (y * width + x));
    }
    over = linje;
  }
  return { width, height, pixels };
}
