// The structure tree as a reader of the file sees it.

import { PDFName, PDFNumber, PDFRef, type PDFDict } from "pdf-lib";
import type { Report } from "./findings.ts";
import { nameOf, numberOf, type Found, type Objects } from "./objects.ts";

export type Kid =
  | { readonly kind: "element"; readonly element: StructElement }
  | { readonly kind: "content"; readonly page: PDFRef | undefined; readonly mcid: number }
  | { readonly kind: "object"; readonly object: PDFRef | undefined };

export type StructElement = {
  readonly ref: PDFRef;
  readonly dict: PDFDict;
  readonly role: string;
  readonly kids: readonly Kid[];
};

function kidList(objects: Objects, dict: PDFDict): readonly Found[] {
  const k = objects.get(dict, "K");
  if (k === undefined) return [];
  return objects.items(k) ?? [dict.get(PDFName.of("K"))];
}

export function refAt(dict: PDFDict | undefined, key: string): PDFRef | undefined {
  const found = dict?.get(PDFName.of(key));
  return found instanceof PDFRef ? found : undefined;
}

export function readElement(
  objects: Objects,
  ref: PDFRef,
  report: Report,
  seen = new Set<PDFRef>(),
): StructElement | undefined {
  const dict = objects.dict(ref);
  if (dict === undefined || nameOf(objects.get(dict, "Type")) !== "StructElem") {
    report("S4", "a child that is no structure element");
    return undefined;
  }
  if (seen.has(ref)) {
    report("S3", "an element stands twice in the tree");
    return undefined;
  }
  seen.add(ref);
  const ownPage = refAt(dict, "Pg");
  const kids = kidList(objects, dict).flatMap((kid): Kid[] => {
    if (kid instanceof PDFNumber) return [{ kind: "content", page: ownPage, mcid: kid.asNumber() }];
    const child = objects.dict(kid);
    const type = nameOf(objects.get(child, "Type"));
    if (type === "MCR") {
      const mcid = numberOf(objects.get(child, "MCID")) ?? -1;
      return [{ kind: "content", page: refAt(child, "Pg") ?? ownPage, mcid }];
    }
    if (type === "OBJR") return [{ kind: "object", object: refAt(child, "Obj") }];
    if (!(kid instanceof PDFRef)) {
      report("S4", "an element that is not an object of its own");
      return [];
    }
    const element = readElement(objects, kid, report, seen);
    return element === undefined ? [] : [{ kind: "element", element }];
  });
  return { ref, dict, role: nameOf(objects.get(dict, "S")) ?? "", kids };
}

/** Child elements of an element. */
export function elementsIn({ kids }: StructElement): readonly StructElement[] {
  return kids.flatMap((k) => (k.kind === "element" ? [k.element] : []));
}

/** An element and everything below it, in reading order. */
export function everyElementIn(element: StructElement): readonly StructElement[] {
  return [element, ...elementsIn(element).flatMap(everyElementIn)];
}

/** The parent tree: by key, one reference or several. */
export function readParentTree(objects: Objects, root: Found): ReadonlyMap<number, readonly Found[]> {
  const tree = new Map<number, readonly Found[]>();
  const numbers = objects.items(objects.get(root, "ParentTree", "Nums")) ?? [];
  for (let i = 0; i + 1 < numbers.length; i += 2) {
    const key = numberOf(objects.resolve(numbers[i]));
    if (key !== undefined) tree.set(key, objects.items(numbers[i + 1]) ?? [numbers[i + 1]]);
  }
  return tree;
}
