// L and O: links, and the targets of the outline.

import { PDFRef } from "pdf-lib";
import type { Report } from "./findings.ts";
import { keysOf, nameOf, numberOf, textOf, type Found, type Objects } from "./objects.ts";
import type { CheckedPage } from "./page-rules.ts";
import { everyElementIn, readParentTree, refAt, type StructElement } from "./structure.ts";

function checkAnnotation(objects: Objects, annotation: Found, report: Report): void {
  if ((textOf(objects.get(annotation, "Contents")) ?? "") === "") report("L2", "no Contents");
  if (numberOf(objects.get(annotation, "F")) !== 4) report("L3", "F");
  const uri = textOf(objects.get(annotation, "A", "URI")) ?? "";
  const opens =
    nameOf(objects.get(annotation, "Subtype")) === "Link" &&
    nameOf(objects.get(annotation, "A", "S")) === "URI" &&
    uri.startsWith("https://");
  if (!opens) report("L4", "not a link to an https address");
}

export function checkLinks(
  objects: Objects,
  root: Found,
  document: StructElement,
  pages: readonly CheckedPage[],
  report: Report,
): void {
  const parents = readParentTree(objects, root);
  const tagged = new Map<PDFRef, StructElement>();
  for (const element of everyElementIn(document)) {
    const objectsIn = element.kids.flatMap((k) => (k.kind === "object" ? [k.object] : []));
    if (element.role === "Link" && objectsIn.length === 0) report("L1", "a Link without OBJR");
    for (const object of objectsIn) if (object !== undefined) tagged.set(object, element);
  }
  for (const { dict } of pages) {
    for (const annotation of objects.items(objects.get(dict, "Annots")) ?? []) {
      checkAnnotation(objects, annotation, report);
      const element = annotation instanceof PDFRef ? tagged.get(annotation) : undefined;
      if (element?.role !== "Link") report("L6", "an annotation that no Link names");
      const key = numberOf(objects.get(annotation, "StructParent"));
      if (key === undefined || parents.get(key)?.[0] !== element?.ref) report("L5", "StructParent");
    }
  }
}

/** Every item of the outline points at a page of the file and at an element of its tree. */
export function checkOutline(
  objects: Objects,
  catalog: Found,
  document: StructElement,
  pages: readonly CheckedPage[],
  report: Report,
): void {
  const elements = new Set(everyElementIn(document).map((e) => e.ref));
  const known = new Set(pages.map((p) => p.ref));
  const seen = new Set<Found>();
  const visit = (first: Found): void => {
    for (let item = first; item !== undefined && !seen.has(item); item = objects.get(item, "Next")) {
      seen.add(item);
      const target = objects.items(objects.get(item, "Dest"))?.[0];
      const element = refAt(objects.dict(item), "SE");
      if (!(target instanceof PDFRef) || !known.has(target))
        report("O1", "an outline item points at no page");
      if (element === undefined || !elements.has(element))
        report("O1", "an outline item points at no element");
      if ((textOf(objects.get(item, "Title")) ?? "") === "") report("O1", "an outline item without a title");
      visit(objects.get(item, "First"));
    }
  };
  const outlines = objects.dict(objects.get(catalog, "Outlines"));
  if (!keysOf(outlines).includes("First")) report("O1", "no outline");
  visit(objects.get(outlines, "First"));
}
