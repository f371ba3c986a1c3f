// S11–S17: the tree against what the pages paint, both ways and in order.

import type { Report } from "./findings.ts";
import type { Found, Objects } from "./objects.ts";
import type { Sequence } from "./page-content.ts";
import type { CheckedPage } from "./page-rules.ts";
import { readParentTree, type StructElement } from "./structure.ts";

/** Text of a block-level element, in reading order. */
export type ReadText = { readonly role: string; readonly text: string };

type Placed = { readonly page: number; readonly sequence: Sequence };

const BLOCKS = new Set(["H1", "H2", "H3", "P", "TH", "TD"]);
const TOLERANCE = 0.5;

function checkOrder(placed: readonly Placed[], report: Report): void {
  let page = 0;
  let lowest = Number.POSITIVE_INFINITY;
  for (const item of placed) {
    if (item.page < page) report("S17", "the order of reading goes back a page");
    const y = item.sequence.texts[0]?.y;
    if (y === undefined) continue;
    if (item.page === page && y > lowest + TOLERANCE) report("S16", "the order of reading goes up the page");
    [page, lowest] = [item.page, y];
  }
}

function checkUnused(pages: readonly CheckedPage[], used: ReadonlySet<Sequence>, report: Report): void {
  for (const { sequences } of pages) {
    for (const sequence of sequences) {
      if (sequence.mcid !== undefined && !used.has(sequence))
        report("S13", `MCID ${sequence.mcid} is in no element`);
    }
  }
}

export function checkContent(
  objects: Objects,
  root: Found,
  document: StructElement,
  pages: readonly CheckedPage[],
  report: Report,
): readonly ReadText[] {
  const parents = readParentTree(objects, root);
  const used = new Set<Sequence>();
  const placed: Placed[] = [];
  const texts: ReadText[] = [];

  const readKid = (element: StructElement, pageRef: unknown, mcid: number): string => {
    const page = pages.findIndex((p) => p.ref === pageRef);
    const sequence = pages[page]?.sequences.find((s) => s.mcid === mcid);
    if (sequence === undefined) {
      report("S11", `MCID ${mcid} of a ${element.role} is on no page`);
      return "";
    }
    if (used.has(sequence)) report("S12", `MCID ${mcid} is used twice`);
    used.add(sequence);
    if (sequence.tag !== element.role) report("S14", `${sequence.tag} in the content of a ${element.role}`);
    if (parents.get(page)?.[mcid] !== element.ref) report("S15", `ParentTree of MCID ${mcid}`);
    placed.push({ page, sequence });
    return sequence.texts.map((t) => t.text).join("");
  };
  const read = (element: StructElement): string => {
    const text = element.kids
      .map((kid) => {
        if (kid.kind === "element") return read(kid.element);
        return kid.kind === "content" ? readKid(element, kid.page, kid.mcid) : "";
      })
      .join("");
    if (BLOCKS.has(element.role)) texts.push({ role: element.role, text });
    return text;
  };
  read(document);
  checkOrder(placed, report);
  checkUnused(pages, used, report);
  return texts;
}
