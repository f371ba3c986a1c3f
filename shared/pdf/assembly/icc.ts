// An ICC v4 profile of sRGB, computed from the constants of IEC 61966-2-1 adapted to D50 (ICC.1:2010, chapters 7–10).

const HEADER = 128;
const VERSION_4 = 0x04000000 + 0x00200000;

function s15Fixed16(values: readonly number[]): Uint8Array {
  const bytes = new DataView(new ArrayBuffer(4 * values.length));
  for (const [i, value] of values.entries()) bytes.setInt32(4 * i, Math.round(value * 65536));
  return new Uint8Array(bytes.buffer);
}

function ascii(text: string): Uint8Array {
  return Buffer.from(text, "latin1");
}

function uint32(...values: readonly number[]): Uint8Array {
  const bytes = new DataView(new ArrayBuffer(4 * values.length));
  for (const [i, value] of values.entries()) bytes.setUint32(4 * i, value);
  return new Uint8Array(bytes.buffer);
}

function joined(...parts: readonly Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(parts));
}

/** multiLocalizedUnicodeType with one record, en-US. */
function mluc(text: string): Uint8Array {
  const utf16 = Buffer.from(text, "utf16le").swap16();
  return joined(ascii("mluc"), uint32(0, 1, 12), ascii("enUS"), uint32(utf16.length, 28), utf16);
}

function xyz(x: number, y: number, z: number): Uint8Array {
  return joined(ascii("XYZ "), uint32(0), s15Fixed16([x, y, z]));
}

/** parametricCurveType, function type 3: the sRGB transfer curve. */
function curve(): Uint8Array {
  const parameters = [2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045];
  return joined(ascii("para"), uint32(0, 3 << 16), s15Fixed16(parameters));
}

/** sRGB primaries and white under D50, and the matrix that adapted them from D65. */
function tags(): readonly (readonly [string, Uint8Array])[] {
  const transfer = curve();
  const adaptation = [
    1.04788208, 0.0229187, -0.05021667, 0.02958679, 0.99047852, -0.01707458, -0.00924683, 0.01507568,
    0.75167847,
  ];
  return [
    ["desc", mluc("sRGB IEC61966-2.1")],
    ["cprt", mluc("Public domain")],
    ["wtpt", xyz(0.9642, 1, 0.8249)],
    ["chad", joined(ascii("sf32"), uint32(0), s15Fixed16(adaptation))],
    ["rXYZ", xyz(0.43606567, 0.2224884, 0.01391602)],
    ["gXYZ", xyz(0.38514709, 0.71687317, 0.09707642)],
    ["bXYZ", xyz(0.14306641, 0.06060791, 0.71409607)],
    ["rTRC", transfer],
    ["gTRC", transfer],
    ["bTRC", transfer],
  ];
}

function header(size: number): Uint8Array {
  const bytes = new Uint8Array(HEADER);
  const data = new DataView(bytes.buffer);
  data.setUint32(0, size);
  data.setUint32(8, VERSION_4);
  bytes.set(ascii("mntrRGB XYZ "), 12);
  // A fixed date: the same profile in every document.
  for (const [i, part] of [2026, 1, 1, 0, 0, 0].entries()) data.setUint16(24 + 2 * i, part);
  bytes.set(ascii("acsp"), 36);
  bytes.set(s15Fixed16([0.9642, 1, 0.8249]), 68);
  return bytes;
}

/** The bytes of the profile. Curves that are equal share their bytes. */
export function srgbProfile(): Uint8Array {
  const entries = tags();
  const directory: Uint8Array[] = [uint32(entries.length)];
  const data: Uint8Array[] = [];
  const placed = new Map<Uint8Array, number>();
  let end = HEADER + 4 + 12 * entries.length;
  for (const [signature, content] of entries) {
    const known = placed.get(content);
    const offset = known ?? end;
    if (known === undefined) {
      const padded = new Uint8Array((content.length + 3) & ~3);
      padded.set(content);
      placed.set(content, end);
      data.push(padded);
      end += padded.length;
    }
    directory.push(ascii(signature), uint32(offset, content.length));
  }
  return joined(header(end), ...directory, ...data);
}
