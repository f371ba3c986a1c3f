import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { kanoniskJson, type Json } from "../../shared/oppslag/kanonisk.ts";

describe("canonical JSON", () => {
  it("sorts members by code unit, at every depth, and has no white space", () => {
    const verdi = { b: [{ z: 1, a: null }], a: "x", "\u20ac": true, "\r": 1, "\ud83d\ude00": 2, "1": -0 };
    expect(kanoniskJson(verdi)).toBe(
      '{"\\r":1,"1":0,"a":"x","b":[{"a":null,"z":1}],"\u20ac":true,"\ud83d\ude00":2}',
    );
  });

  it("leaves out a member that is undefined, as JSON does", () => {
    expect(kanoniskJson({ a: undefined, b: 1 })).toBe('{"b":1}');
  });

  it.each([NaN, Infinity, -Infinity])("has no words for %s", (tall) => {
    expect(() => kanoniskJson({ a: [tall] })).toThrow(RangeError);
  });

  it("is JSON with the same meaning, and the same text after a round trip", () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), (verdi) => {
        const lest: unknown = JSON.parse(kanoniskJson(somJson(verdi)));
        expect(lest).toEqual(JSON.parse(JSON.stringify(verdi)));
        expect(kanoniskJson(somJson(lest))).toBe(kanoniskJson(somJson(verdi)));
      }),
    );
  });

  it("does not depend on the order members came in", () => {
    const felt = fc.dictionary(fc.string(), fc.integer(), { maxKeys: 8 });
    fc.assert(
      fc.property(felt, (verdi) => {
        const snudd = Object.fromEntries(Object.entries(verdi).reverse());
        expect(kanoniskJson(snudd)).toBe(kanoniskJson(verdi));
      }),
    );
  });
});

/** Values from JSON are Json; this says so to the compiler without a cast. */
function somJson(verdi: unknown): Json {
  if (verdi === null) return null;
  if (typeof verdi === "boolean" || typeof verdi === "number" || typeof verdi === "string") return verdi;
  if (Array.isArray(verdi)) return verdi.map(somJson);
  if (typeof verdi !== "object") throw new Error("not JSON");
  return Object.fromEntries(Object.entries(verdi).map(([navn, medlem]) => [navn, somJson(medlem)]));
}
