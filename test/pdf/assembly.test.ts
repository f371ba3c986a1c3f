// What stands around the pages: the colour profile, the values of the file, and the seam to whatever writes it.

import { expect, test } from "vitest";
import { assemble } from "../../shared/pdf/assembly/assemble.ts";
import { srgbProfile } from "../../shared/pdf/assembly/icc.ts";
import { readTrueType } from "../../shared/pdf/font/truetype.ts";
import { createTypeface } from "../../shared/pdf/font/typeface.ts";
import { layOut } from "../../shared/pdf/layout/layout.ts";
import type { Sink } from "../../shared/pdf/sink/sink.ts";
import { decimal, type Value } from "../../shared/pdf/sink/value.ts";
import { FONTER } from "./fonter.ts";

test("the profile is that of sRGB: it says its size, and its primaries add up to its white", () => {
  const profile = Buffer.from(srgbProfile());
  expect(profile.readUInt32BE(0)).toBe(profile.length);
  const xyz = (tag: string): readonly number[] => {
    const record = profile.indexOf(tag, 132, "latin1");
    const at = profile.readUInt32BE(record + 4) + 8;
    return [0, 4, 8].map((i) => profile.readInt32BE(at + i) / 65_536);
  };
  const [r, g, b, white] = ["rXYZ", "gXYZ", "bXYZ", "wtpt"].map(xyz);
  // The sum of the primaries is the white point, to the precision of the numbers in the file.
  for (const i of [0, 1, 2]) {
    const sum = (r?.[i] ?? 0) + (g?.[i] ?? 0) + (b?.[i] ?? 0);
    expect(Math.abs(sum - (white?.[i] ?? 0))).toBeLessThan(0.0002);
  }
});

test.each([
  [0.0000001, 2, "0"],
  [-0.001, 2, "0"],
  [12.5, 2, "12.5"],
  [100, 2, "100"],
  [-3.14159, 3, "-3.142"],
])("the number %d with %i decimals is written %s", (value, decimals, written) => {
  expect(decimal(value, decimals)).toBe(written);
});

/** A sink that writes nothing and remembers what it was given. */
function recordingSink() {
  const given = new Set<number>();
  const set = new Map<number, Value>();
  const sink: Sink = {
    alloc: () => {
      given.add(given.size + 1);
      return { kind: "ref", id: given.size };
    },
    set: (ref, value) => {
      if (set.has(ref.id)) throw new Error("an object is set twice");
      set.set(ref.id, value);
    },
    stream: (dict) => {
      const ref = sink.alloc();
      sink.set(ref, dict);
      return ref;
    },
    save: () => new Uint8Array(),
  };
  return { sink, given, set };
}

test("every object that is named is set, once, through the four methods of the seam", () => {
  const typefaces = {
    regular: createTypeface(readTrueType(FONTER.regular)),
    semiBold: createTypeface(readTrueType(FONTER.semiBold)),
  };
  const layout = layOut(
    {
      language: "nb-NO",
      title: "Prøve",
      opening: [],
      nodes: [
        { kind: "heading", level: 1, text: "Prøve" },
        {
          kind: "paragraph",
          style: "body",
          runs: ["Se ", { uri: "https://lovdata.no/", text: "loven", spoken: "loven" }],
        },
      ],
      footer: { left: "id", page: "Side", of: "av" },
    },
    typefaces,
  );
  const { sink, given, set } = recordingSink();
  const metadata = {
    title: "Prøve",
    author: "Askøy",
    language: "nb-NO",
    created: "2026-01-01T00:00:00Z",
    part: 2,
    provenance: [],
  } as const;
  assemble(sink, { layout, typefaces, metadata, attachment: undefined });
  expect([...set.keys()].sort((a, b) => a - b)).toEqual([...given]);
});
