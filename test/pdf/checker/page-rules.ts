// P: the pages and what is painted on them.

import type { PDFDict, PDFRef } from "pdf-lib";
import type { Report } from "./findings.ts";
import { contrast, isTextColour } from "./colours.ts";
import { fontReader, type FileFont } from "./fonts.ts";
import { contentsOf, keysOf, nameOf, numberOf, type Objects } from "./objects.ts";
import { readPage, type Sequence, type ShownText } from "./page-content.ts";

export type CheckedPage = {
  readonly ref: PDFRef;
  readonly dict: PDFDict;
  readonly sequences: readonly Sequence[];
};

const PAGE_KEYS = new Set(
  "Type Parent MediaBox Resources Contents StructParents Tabs Annots Rotate".split(" "),
);
const A4 = [0, 0, 595.28, 841.89] as const;
/** Text keeps to the margins; below the lower one only the foot of the page stands. */
const EDGES = { left: 56.6, right: 538.7, top: 800, lower: 62, foot: 30 } as const;
/** Baselines closer than this belong to one line of letters. */
const SAME_LINE = 6;
/** Points that a space at the end of a line may take. */
const SPACE_AT_END = 3;

function checkText(shown: ShownText, artifact: boolean, report: Report): void {
  const lowest = artifact ? EDGES.foot : EDGES.lower;
  const inside =
    shown.x >= EDGES.left &&
    shown.x + shown.width <= EDGES.right + SPACE_AT_END &&
    shown.y >= lowest &&
    shown.y <= EDGES.top;
  if (!inside) report("P11", `text at ${shown.x} ${shown.y} leaves the margins`);
  if (!isTextColour(shown.colour) || contrast(shown.colour) < 4.5) report("P12", "colour of a text");
  if (shown.font === undefined) report("T1", `text in the unknown font ${shown.fontKey}`);
  if (!artifact && shown.cids.length === 0) report("P5", "an empty text");
}

/** Two texts on one line must not touch; the space at the end of a wrapped line is not seen. */
function checkOverlap(texts: readonly ShownText[], report: Report): void {
  const sorted = [...texts].sort((a, b) => a.y - b.y);
  for (const [i, a] of sorted.entries()) {
    for (const b of sorted.slice(i + 1)) {
      if (b.y - a.y >= SAME_LINE) break;
      const [left, right] = a.x <= b.x ? [a, b] : [b, a];
      if (left.x + left.width - SPACE_AT_END > right.x)
        report("P14", `text upon text at ${right.x} ${right.y}`);
    }
  }
}

function checkPageDict(objects: Objects, dict: PDFDict, index: number, report: Report): void {
  if (numberOf(objects.get(dict, "StructParents")) !== index) report("P1", `StructParents of page ${index}`);
  if (nameOf(objects.get(dict, "Tabs")) !== "S") report("P2", "Tabs");
  for (const key of keysOf(dict)) if (!PAGE_KEYS.has(key)) report("P3", `page key ${key}`);
  if ((numberOf(objects.get(dict, "Rotate")) ?? 0) !== 0) report("P3", "a rotated page");
  const box = (objects.items(objects.get(dict, "MediaBox")) ?? []).map((n) => numberOf(objects.resolve(n)));
  if (box.length !== 4 || A4.some((value, i) => box[i] !== value)) report("P10", "MediaBox");
}

/** Checks every page; gives them with what they paint, and the CIDs shown per font. */
export function checkPages(
  objects: Objects,
  pages: readonly PDFRef[],
  report: Report,
): { readonly pages: readonly CheckedPage[]; readonly shown: ReadonlyMap<FileFont, ReadonlySet<number>> } {
  const fontsOf = fontReader(objects);
  const shown = new Map<FileFont, Set<number>>();
  const checked = pages.flatMap((ref, index): CheckedPage[] => {
    const dict = objects.dict(ref);
    if (dict === undefined) return [];
    checkPageDict(objects, dict, index, report);
    const fonts = fontsOf(dict);
    for (const font of fonts.values()) if (!shown.has(font)) shown.set(font, new Set());
    const content = contentsOf(objects.stream(objects.get(dict, "Contents")));
    if (content === undefined) report("P4", "a page without readable content");
    const sequences = readPage(Buffer.from(content ?? []).toString("latin1"), fonts, report);
    for (const sequence of sequences) {
      for (const text of sequence.texts) {
        checkText(text, sequence.mcid === undefined, report);
        const cids = text.font === undefined ? undefined : shown.get(text.font);
        for (const cid of text.cids) cids?.add(cid);
      }
    }
    checkOverlap(
      sequences.flatMap((s) => s.texts),
      report,
    );
    if (/^H[1-3]$/.test(sequences.findLast((s) => s.mcid !== undefined)?.tag ?? "")) {
      report("P15", "a heading at the foot of a page");
    }
    return [{ ref, dict, sequences }];
  });
  return { pages: checked, shown };
}
