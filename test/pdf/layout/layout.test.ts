// Where things go: what must stay together does, and what is too high for a page is set all the same.

import { describe, expect, test } from "vitest";
import type { Content, Doc, Node, Row } from "../../../shared/pdf/doc/doc.ts";
import { readTrueType } from "../../../shared/pdf/font/truetype.ts";
import { createTypeface } from "../../../shared/pdf/font/typeface.ts";
import { layOut, type Layout } from "../../../shared/pdf/layout/layout.ts";
import type { Element } from "../../../shared/pdf/layout/element.ts";
import { FONTER } from "../fonter.ts";

const fonts = { regular: readTrueType(FONTER.regular), semiBold: readTrueType(FONTER.semiBold) };

function laid(nodes: readonly Node[], opening: Doc["opening"] = []): Layout {
  const doc: Doc = {
    language: "nb-NO",
    title: "Prøve",
    opening,
    nodes,
    footer: { left: "", page: "Side", of: "av" },
  };
  return layOut(doc, { regular: createTypeface(fonts.regular), semiBold: createTypeface(fonts.semiBold) });
}

function heading(level: 1 | 2 | 3, text = "Overskrift"): Node {
  return { kind: "heading", level, text };
}

function paragraph(lineCount: number, keepWithNext = false): Node {
  const text = Array(lineCount).fill("w".repeat(62)).join(" ");
  return { kind: "paragraph", style: "body", runs: [text], keepWithNext };
}

function table(body: readonly Row[], foot: readonly Row[] = []): Content {
  return {
    kind: "table",
    summary: "Prøve",
    columns: [
      { head: "Hva", share: 1, align: "left" },
      { head: "Beløp", share: 1, align: "right" },
    ],
    rowHeader: 0,
    body,
    foot,
  };
}

const row = (name: string, more: Partial<Row> = {}): Row => ({ cells: [name, "1"], ...more });

/** The pages the content of an element stands on, in order. */
function pagesOf(element: Element): readonly number[] {
  return element.children.flatMap((c) => (c.kind === "element" ? pagesOf(c) : [c.page]));
}

function everyElement(element: Element): readonly Element[] {
  return [element, ...element.children.flatMap((c) => (c.kind === "element" ? everyElement(c) : []))];
}

function tagged(layout: Layout, tag: string): readonly Element[] {
  return everyElement(layout.root).filter((e) => e.tag === tag);
}

/** On which page each row of the layout's tables starts. */
function rowPages(layout: Layout): readonly (number | undefined)[] {
  return tagged(layout, "TR").map((tr) => pagesOf(tr)[0]);
}

/** Distances between the first baselines of the lines of a page. */
function distances(layout: Layout, page = 0): readonly number[] {
  const operators = Buffer.from(layout.pages[page]?.operators ?? []).toString("latin1");
  const ys = [...operators.matchAll(/ ([\d.]+) Td/g)].map(([, y]) => Number(y));
  const lines = [...new Set(ys.slice(0, -2))];
  return lines.slice(1).map((y, i) => Math.round(10 * ((lines[i] ?? 0) - y)) / 10);
}

describe("an opening", () => {
  const rows = (count: number): Content => table(Array.from({ length: count }, (_, i) => row(`Rad ${i}`)));
  const [roomy, closest] = [16, 14];

  test("is as roomy as the rest while the page holds it", () => {
    expect(new Set(distances(laid([], [rows(43)])).slice(1))).toEqual(new Set([roomy]));
  });

  test("is set closer when that gets it onto the first page, and no closer than it must", () => {
    const used = Array.from({ length: 6 }, (_, i) => laid([], [rows(44 + i)]));
    expect(used.map((layout) => layout.pages.length)).toEqual([1, 1, 1, 1, 1, 1]);
    const rowDistances = used.map((layout) => distances(layout).at(-1) ?? 0);
    expect(rowDistances).toEqual([...rowDistances].sort((a, b) => b - a));
    expect(rowDistances[0]).toBe(15.5);
    expect(rowDistances.at(-1)).toBe(closest);
  });

  test("that no spacing gets onto the first page is roomy and goes on", () => {
    const layout = laid([], [rows(60)]);
    expect(layout.pages.length).toBe(2);
    expect(new Set(distances(layout).slice(1))).toEqual(new Set([roomy]));
  });

  test("that is close leaves what comes after it roomy", () => {
    const layout = laid([{ kind: "pageBreak", soft: false }, rows(5)], [rows(47)]);
    expect(distances(layout, 0).at(-1)).toBeLessThan(roomy);
    expect(distances(layout, 1).at(-1)).toBe(roomy);
  });
});

describe("a heading", () => {
  test.each([40, 41, 42, 43, 44, 45, 46])(
    "stands with what it is the heading of, after %i lines",
    (count) => {
      const layout = laid([paragraph(count), heading(2), heading(3), paragraph(2)]);
      const last = tagged(layout, "P").at(-1);
      const pages = [...tagged(layout, "H2"), ...tagged(layout, "H3")].flatMap(pagesOf);
      expect(pages.every((page) => page === (last === undefined ? undefined : pagesOf(last)[0]))).toBe(true);
    },
  );
});

test.each([34, 35, 36, 37, 38, 39, 40, 41])(
  "what belongs together stands on one page, after %i lines",
  (count) => {
    const layout = laid([
      paragraph(count),
      heading(2),
      paragraph(2, true),
      paragraph(3, true),
      paragraph(2, true),
      paragraph(2),
    ]);
    const [, ...together] = tagged(layout, "P");
    const pages = [...tagged(layout, "H2"), ...together].flatMap(pagesOf);
    expect(new Set(pages).size).toBe(1);
  },
);

test("blocks keep the distance their kinds ask for, and none at the top of a page", () => {
  const layout = laid([paragraph(1), paragraph(1), heading(2), paragraph(1)]);
  expect(distances(layout).map(Math.round)).toEqual([22, 30, 20]);
});

describe("a paragraph over two pages", () => {
  test("is one P, with two lines at least on either page", () => {
    const layout = laid([paragraph(44), paragraph(10)]);
    const [, second] = tagged(layout, "P");
    expect(second === undefined ? [] : pagesOf(second)).toEqual([0, 1]);
  });

  test("of up to three lines moves as a whole", () => {
    const layout = laid([paragraph(46), paragraph(3)]);
    const [, second] = tagged(layout, "P");
    expect(second === undefined ? [] : pagesOf(second)).toEqual([1]);
  });
});

describe("a table over several pages", () => {
  const rows = Array.from({ length: 100 }, (_, i) => row(`Rad ${i}`));

  test("is one Table with its head tagged once", () => {
    const layout = laid([table(rows)]);
    expect(tagged(layout, "Table").length).toBe(1);
    expect(tagged(layout, "THead").length).toBe(1);
    expect(layout.pages.length).toBe(3);
  });

  test.each(Array.from({ length: 12 }, (_, i) => 36 + i))(
    "of %i rows never leaves the last one alone",
    (count) => {
      const pages = rowPages(laid([table(rows.slice(0, count))]));
      expect(pages.at(-1)).toBe(pages.at(-2));
    },
  );

  test.each(Array.from({ length: 12 }, (_, i) => 36 + i))("of %i rows keeps its sums with a row", (count) => {
    const layout = laid([table(rows.slice(0, count), [row("Sum inn"), row("Sum ut")])]);
    const pages = rowPages(layout).slice(-3);
    expect(new Set(pages).size).toBe(1);
  });

  test("keeps a group's heading with its first row", () => {
    for (let count = 36; count < 48; count++) {
      const grouped = [
        ...rows.slice(0, count),
        row("Gruppe", { emphasis: true, keepWithNext: true }),
        ...rows,
      ];
      const pages = rowPages(laid([table(grouped)]));
      expect(pages[count + 1]).toBe(pages[count + 2]);
    }
  });
});

test("a row higher than a page is set as several rows, and none of it is lost", () => {
  const text = Array.from({ length: 1_500 }, (_, i) => `ord${i}`).join(" ");
  const layout = laid([table([{ cells: [{ text: "Post", under: text }, "1"] }, row("Neste")])]);
  expect(tagged(layout, "TR").length).toBeGreaterThan(3);
  expect(layout.pages.length).toBeGreaterThan(2);
  const rows = tagged(layout, "TR").map((tr) => tr.children.length);
  expect(new Set(rows)).toEqual(new Set([2]));
});

test("a soft page break gives a new page only when much of this one is used", () => {
  const soft: Node = { kind: "pageBreak", soft: true };
  expect(laid([paragraph(5), soft, paragraph(5)]).pages.length).toBe(1);
  expect(laid([paragraph(25), soft, paragraph(5)]).pages.length).toBe(2);
  expect(laid([paragraph(5), { kind: "pageBreak", soft: false }, paragraph(5)]).pages.length).toBe(2);
});
