// Doc → pages of operators, the tree of elements, links and outline. Knows fonts and points, not PDF objects.

import type { Content, Doc, PageBreak } from "../doc/doc.ts";
import type { Block, OutlineEntry } from "./block.ts";
import { documentElement, type Element } from "./element.ts";
import { factsBlock } from "./facts-block.ts";
import { Flow, PAGE_ROOM } from "./flow.ts";
import { paintFooters } from "./footer.ts";
import { headingBlock } from "./heading-block.ts";
import { keyFigureBlock } from "./key-figure-block.ts";
import type { Page, Typefaces } from "./page.ts";
import { paragraphBlock } from "./paragraph-block.ts";
import { ROOMY, SPACINGS, type Spacing } from "./spacing.ts";
import { tableBlock } from "./table-block.ts";

export type Layout = {
  readonly pages: readonly Page[];
  readonly root: Element;
  readonly outline: readonly OutlineEntry[];
};

/** A page filled less than this still has room for a part that would like a page of its own. */
const SOFT_LIMIT = 0.4;

function measure(node: Content, typefaces: Typefaces, spacing: Spacing): Block {
  switch (node.kind) {
    case "heading":
      return headingBlock(node, typefaces, spacing);
    case "paragraph":
      return paragraphBlock(node, typefaces, spacing);
    case "facts":
      return factsBlock(node, typefaces, spacing);
    case "keyFigure":
      return keyFigureBlock(node, typefaces, spacing);
    case "table":
      return tableBlock(node, typefaces, spacing);
  }
}

/** What must be free for a block to start: with the start of the blocks it must not be parted from. */
function startOf(blocks: readonly (Block | PageBreak)[], index: number): number {
  let height = 0;
  let gap: number | undefined;
  for (let i = index; i < blocks.length; i++) {
    const block = blocks[i];
    if (block === undefined || "kind" in block) break;
    height += (gap === undefined ? 0 : Math.max(gap, block.before)) + block.start;
    if (!block.keepWithNext) break;
    gap = block.after;
  }
  return height;
}

/** The height of blocks that follow each other from the top of a page. */
function heightOf(blocks: readonly Block[]): number {
  let height = 0;
  let gap: number | undefined;
  for (const block of blocks) {
    height += (gap === undefined ? 0 : Math.max(gap, block.before)) + block.height;
    gap = block.after;
  }
  return height;
}

/** The opening as roomy as the first page allows. One that no spacing gets onto it is roomy and goes on to the next. */
function measureOpening(nodes: Doc["opening"], typefaces: Typefaces): readonly Block[] {
  const measured = (spacing: Spacing): readonly Block[] =>
    nodes.map((node) => measure(node, typefaces, spacing));
  for (const spacing of SPACINGS) {
    const blocks = measured(spacing);
    if (heightOf(blocks) <= PAGE_ROOM) return blocks;
  }
  return measured(ROOMY);
}

export function layOut(doc: Doc, typefaces: Typefaces): Layout {
  const flow = new Flow(typefaces);
  const root = documentElement();
  const outline: OutlineEntry[] = [];
  const blocks = [
    ...measureOpening(doc.opening, typefaces),
    ...doc.nodes.map((node) => (node.kind === "pageBreak" ? node : measure(node, typefaces, ROOMY))),
  ];
  for (const [i, block] of blocks.entries()) {
    if ("kind" in block) {
      if (!flow.atTop && !(block.soft && flow.filled < SOFT_LIMIT)) flow.newPage();
      continue;
    }
    if (!flow.atTop && !flow.fits(startOf(blocks, i), block.before)) flow.newPage();
    flow.start(block.before);
    const entry = block.set(flow, root);
    flow.end(block.after);
    if (entry !== undefined) outline.push(entry);
  }
  paintFooters(flow.pages, doc.footer, typefaces);
  return { pages: flow.pages, root, outline };
}
