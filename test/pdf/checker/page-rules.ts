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

function checkText(shown: ShownText, artifact: boolean, report: Report): void {
  const inside = shown.x >= 0 && shown.y >= 0 && shown.x + shown.width <= A4[2] + 0.5 && shown.y <= A4[3];
  if (!inside) report("P11", `text at ${shown.x} ${shown.y} leaves the page`);
  if (!isTextColour(shown.colour) || contrast(shown.colour) < 4.5) report("P12", "colour of a text");
  if (shown.font === undefined) report("T1", `text in the unknown font ${shown.fontKey}`);
  if (!artifact && shown.cids.length === 0) report("P5", "an empty text");
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
    return [{ ref, dict, sequences }];
  });
  return { pages: checked, shown };
}
