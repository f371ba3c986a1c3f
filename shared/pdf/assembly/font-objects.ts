// A typeface as PDF objects: composite font, CID font, descriptor, embedded subset and ToUnicode (ISO 32000-1, 9.7 and 9.8).

import { createHash } from "node:crypto";
import type { Typeface } from "../font/typeface.ts";
import { subsetFont } from "../font/subset.ts";
import { toUnicodeMap } from "../font/to-unicode.ts";
import type { TrueType } from "../font/truetype.ts";
import { add, type Sink } from "../sink/sink.ts";
import { decimal, dict, name, text, type Dict, type Ref } from "../sink/value.ts";

const SYMBOLIC = 4;

function perMille(font: TrueType, units: number): number {
  return Number(decimal((units * 1000) / font.unitsPerEm, 2));
}

/** Six capitals that follow from the code points, so that different subsets have different names. */
function subsetPrefix(codePoints: readonly number[]): string {
  const hash = createHash("sha256").update(codePoints.join(",")).digest();
  return Array.from(hash.subarray(0, 6), (byte) => String.fromCharCode(65 + (byte % 26))).join("");
}

function descriptor(font: TrueType, fontName: string, program: Ref): Dict {
  return dict({
    Type: name("FontDescriptor"),
    FontName: name(fontName),
    Flags: SYMBOLIC,
    FontBBox: font.bbox.map((units) => perMille(font, units)),
    ItalicAngle: 0,
    Ascent: perMille(font, font.ascent),
    Descent: perMille(font, font.descent),
    CapHeight: perMille(font, font.capHeight),
    StemV: Math.round(10 + font.weight / 5),
    FontFile2: program,
  });
}

/** Writes the font with exactly the code points that have been shown. */
export function addFont(sink: Sink, { font, used }: Typeface): Ref {
  const codePoints = used();
  const program = subsetFont(font, codePoints);
  const fontName = `${subsetPrefix(codePoints)}+${font.postScriptName}`;
  const file = sink.stream(dict({ Length1: program.length }), program, "deflate");
  const widths = [0, ...codePoints.map((c) => font.codePoints.get(c) ?? 0)].map((gid) =>
    perMille(font, font.advance(gid)),
  );
  const descendant = dict({
    Type: name("Font"),
    Subtype: name("CIDFontType2"),
    BaseFont: name(fontName),
    CIDSystemInfo: dict({ Registry: text("Adobe"), Ordering: text("Identity"), Supplement: 0 }),
    FontDescriptor: add(sink, descriptor(font, fontName, file)),
    DW: 0,
    W: [0, widths],
    CIDToGIDMap: name("Identity"),
  });
  return add(
    sink,
    dict({
      Type: name("Font"),
      Subtype: name("Type0"),
      BaseFont: name(fontName),
      Encoding: name("Identity-H"),
      DescendantFonts: [add(sink, descendant)],
      ToUnicode: sink.stream(dict({}), toUnicodeMap(codePoints), "deflate"),
    }),
  );
}
