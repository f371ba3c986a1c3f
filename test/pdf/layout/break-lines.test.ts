// Lines: nothing is lost, nothing is too wide, and amounts stay in one piece.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { breakLines } from "../../../shared/pdf/layout/break-lines.ts";

/** Every character one wide, so that widths are lengths. */
const measure = (text: string): number => text.length;

function lines(text: string, width: number): readonly string[] {
  return breakLines([text], width, measure).map((line) => line.map((p) => p.text).join(""));
}

const tekst = fc.string({ unit: fc.constantFrom("a", "B", "/", "-", " ", "\u00a0", "ø") });

test("the lines joined are the text, and none is wider than it may be", () => {
  fc.assert(
    fc.property(fc.array(tekst, { maxLength: 4 }), fc.integer({ min: 1, max: 20 }), (runs, width) => {
      const broken = breakLines(runs, width, measure);
      const perRun = runs.map((_, run) =>
        broken
          .flat()
          .filter((p) => p.run === run)
          .map((p) => p.text)
          .join(""),
      );
      expect(perRun).toEqual(runs);
      for (const line of broken) {
        expect(
          measure(
            line
              .map((p) => p.text)
              .join("")
              .trimEnd(),
          ),
        ).toBeLessThanOrEqual(width);
      }
    }),
  );
});

describe("where a text breaks", () => {
  test.each([
    ["at a space, which stays at the end of the line", "ett to tre", 6, ["ett to ", "tre"]],
    ["not at a no-break space", "sum 12\u00a0345\u00a0kr", 9, ["sum ", "12\u00a0345\u00a0kr"]],
    ["within a word that is too long, at a capital", "samletLoennsinntekt", 14, ["samlet", "Loennsinntekt"]],
    ["within a path, after a slash", "/beregnet/skatt", 11, ["/beregnet/", "skatt"]],
    ["anywhere when there is no such place", "aaaaaaa", 3, ["aaa", "aaa", "a"]],
    ["not at all when it fits", "kort", 4, ["kort"]],
    ["not at all when it is empty", "", 4, []],
  ])("%s", (_, text, width, expected) => {
    expect(lines(text, width)).toEqual(expected);
  });

  test("a link keeps its full stop", () => {
    const broken = breakLines(["se ", "forskriften", ". Slutt"], 12, measure);
    expect(broken.map((line) => line.map((p) => p.text))).toEqual([
      ["se "],
      ["forskriften", ". "],
      ["Slutt"],
    ]);
  });
});
