// The sink: values as PDF syntax, and files that other programs read back.

import fc from "fast-check";
import { PDFArray, PDFDict, PDFDocument, PDFHexString, PDFName, PDFRawStream, PDFString } from "pdf-lib";
import { describe, expect, test } from "vitest";
import { createFileSink } from "../../shared/pdf/sink/file-sink.ts";
import { add, type Sink } from "../../shared/pdf/sink/sink.ts";
import { valueText } from "../../shared/pdf/sink/value-text.ts";
import { dict, hex, name, text, type Dict, type Ref, type Value } from "../../shared/pdf/sink/value.ts";
import { contentsOf, readObjects } from "./checker/objects.ts";

test.each<readonly [string, Value, string]>([
  ["nothing", null, "null"],
  ["yes", true, "true"],
  ["a number of many decimals", 12.345678, "12.346"],
  ["a number that JavaScript writes with an exponent", 1e-7, "0"],
  ["a name", name("Type"), "/Type"],
  [
    "a name with signs that end names",
    name("application/json (1) #2"),
    "/application#2Fjson#20#281#29#20#232",
  ],
  ["a reference", { kind: "ref", id: 12 }, "12 0 R"],
  ["plain text", text("Egenandel 1.0"), "(Egenandel 1.0)"],
  ["text with a parenthesis, which a literal would have to escape", text("a)"), "<feff00610029>"],
  ["text with a backslash", text("a\\"), "<feff0061005c>"],
  ["text in other scripts", text("Å€𝄞"), "<feff00c520acd834dd1e>"],
  ["bytes", hex(Uint8Array.of(0, 255)), "<00ff>"],
  ["a list in a list", [1, [name("A"), 2]], "[1 [/A 2]]"],
  ["a dictionary, without what is undefined", dict({ A: 1, B: undefined, C: dict({}) }), "<</A 1/C <<>>>>"],
])("%s", (_, value, written) => {
  expect(valueText(value)).toBe(written);
});

function saved(fill: (sink: Sink) => Dict): Uint8Array {
  const sink = createFileSink();
  const catalog = fill(sink);
  const pages = add(sink, dict({ Type: name("Pages"), Kids: [], Count: 0 }));
  const root = add(sink, dict({ Type: name("Catalog"), Pages: pages, ...catalog.entries }));
  const info = add(sink, dict({ Title: text("Prøve") }));
  return sink.save({ root, info, id: new Uint8Array(16) });
}

async function catalogOf(bytes: Uint8Array) {
  const { context } = await PDFDocument.load(bytes, { updateMetadata: false, throwOnInvalidObject: true });
  const objects = readObjects(context);
  return { objects, catalog: objects.dict(context.trailerInfo.Root) };
}

describe("a file", () => {
  test("of more objects than one object stream holds is read back whole", async () => {
    const count = 4_500;
    const { objects, catalog } = await catalogOf(
      saved((sink) => dict({ All: Array.from({ length: count }, (_, i) => add(sink, dict({ Nr: i }))) })),
    );
    const numbers = objects.items(objects.get(catalog, "All"))?.map((o) => String(objects.get(o, "Nr")));
    expect(numbers).toEqual(Array.from({ length: count }, (_, i) => String(i)));
  });

  test("gives back the bytes of its streams, however they are coded", async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 100_000, size: "max" }), async (bytes) => {
        const refs: Ref[] = [];
        const file = saved((sink) => {
          refs.push(
            sink.stream(dict({}), bytes, "deflate"),
            sink.stream(dict({ Kind: name("Plain") }), bytes, "plain"),
          );
          return dict({ Streams: refs });
        });
        const { objects, catalog } = await catalogOf(file);
        const streams = objects.items(objects.get(catalog, "Streams"))?.map((s) => objects.stream(s)) ?? [];
        expect(streams.length).toBe(2);
        for (const stream of streams) {
          expect(stream).toBeInstanceOf(PDFRawStream);
          expect(Buffer.compare(contentsOf(stream) ?? new Uint8Array(), bytes)).toBe(0);
        }
      }),
      { numRuns: 30 },
    );
  });

  test("gives back every text", async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: "grapheme-composite" }), async (words) => {
        const { objects, catalog } = await catalogOf(saved(() => dict({ Words: text(words) })));
        const found = objects.get(catalog, "Words");
        const read =
          found instanceof PDFString || found instanceof PDFHexString ? found.decodeText() : undefined;
        expect(read).toBe(words);
      }),
      { numRuns: 100 },
    );
  });

  test("names an object that was given out and never set", () => {
    expect(() => saved((sink) => dict({ Missing: sink.alloc() }))).toThrow("object 1 was given out");
  });
});

test("the objects of a file lie in streams, and no dictionary stands loose in it", async () => {
  const file = saved((sink) => dict({ One: add(sink, dict({ Two: [1] })) }));
  expect(
    Buffer.from(file)
      .toString("latin1")
      .match(/ 0 obj\n/g)?.length,
  ).toBe(2);
  const { objects, catalog } = await catalogOf(file);
  expect(catalog).toBeInstanceOf(PDFDict);
  expect(objects.get(catalog, "One", "Two")).toBeInstanceOf(PDFArray);
  expect(catalog?.get(PDFName.of("Type"))).toBe(PDFName.of("Catalog"));
});
