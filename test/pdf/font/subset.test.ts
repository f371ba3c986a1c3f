// The subset against the source, read back by a reader of its own.

import { describe, expect, test } from "vitest";
import { subsetFont } from "../../../shared/pdf/font/subset.ts";
import { toUnicodeMap } from "../../../shared/pdf/font/to-unicode.ts";
import { readTrueType } from "../../../shared/pdf/font/truetype.ts";
import { createTypeface } from "../../../shared/pdf/font/typeface.ts";
import { readProgram, type Program } from "../checker/program.ts";
import { sameOutline } from "../checker/same-outline.ts";
import { FONTER } from "../fonter.ts";

function program(bytes: Uint8Array): Program {
  const read = readProgram(bytes);
  if (read === undefined) throw new Error("the program cannot be read");
  return read;
}

function codePoints(text: string): readonly number[] {
  return Array.from(text, (c) => c.codePointAt(0) ?? 0);
}

describe.each(Object.entries(FONTER))("a subset of %s", (_, bytes) => {
  const font = readTrueType(bytes);
  const source = program(bytes);

  test("of every character of the font has every outline of the source, with long offsets", () => {
    const all = [...font.codePoints.keys()];
    const subset = program(subsetFont(font, all));
    const different = all.filter((codePoint, i) => {
      const gid = source.cmap.get(codePoint) ?? -1;
      return !sameOutline(subset, i + 1, source, gid) || subset.advance(i + 1) !== source.advance(gid);
    });
    expect(different).toEqual([]);
  });

  test("gives space and no-break space a glyph each, so that both can be read back", () => {
    const subset = program(subsetFont(font, codePoints(" \u00a0å")));
    expect(subset.advance(1)).toBe(subset.advance(2));
    // .notdef, the three characters, and the two components of å.
    expect(subset.numGlyphs).toBe(6);
  });

  test("has tables whose checksums are right", () => {
    const file = subsetFont(font, codePoints("Egenandel 2026"));
    const data = new DataView(file.buffer);
    let sum = 0;
    for (let i = 0; i < file.length; i += 4) sum = (sum + data.getUint32(i)) >>> 0;
    expect(sum).toBe(0xb1b0afba);
  });

  test("refuses a character the font does not have", () => {
    expect(() => subsetFont(font, codePoints("王"))).toThrow("U+738b");
  });

  test("digits, plus and minus share one width, so amounts align", () => {
    const widths = codePoints("0123456789+\u2212").map((c) => font.advance(font.codePoints.get(c) ?? 0));
    expect(new Set(widths).size).toBe(1);
  });
});

describe("a text as it is set", () => {
  const typeface = createTypeface(readTrueType(FONTER.regular));

  test("is as wide as its letters and their kerning", () => {
    expect(typeface.width("AV", 1_000)).toBeLessThan(typeface.width("A", 1_000) + typeface.width("V", 1_000));
    expect(typeface.width("", 10)).toBe(0);
    expect(typeface.width("nn", 10)).toBe(2 * typeface.width("n", 10));
  });

  test("numbers its characters by first use, and moves those that kern", () => {
    expect(typeface.show("nnm")).toBe("<000100010002> Tj");
    expect(typeface.show("AV")).toMatch(/^\[<0003>\d+<0004>\] TJ$/);
    expect(typeface.used()).toEqual(codePoints("nmAV"));
  });

  test("refuses a character that was not checked", () => {
    expect(() => typeface.show("王")).toThrow("U+738b");
  });
});

test("the meaning of characters is written in blocks of a hundred, beyond the first plane as pairs", () => {
  const map = Buffer.from(toUnicodeMap([...Array(150).keys()].map((i) => 0x41 + i))).toString("latin1");
  expect(map.match(/\d+ beginbfchar/g)).toEqual(["100 beginbfchar", "50 beginbfchar"]);
  expect(Buffer.from(toUnicodeMap([0x1f600])).toString("latin1")).toContain("<0001> <d83dde00>");
});
