// A node that has been measured and can be set. Measuring first lets a heading know what it must stay together with.

import type { Element } from "./element.ts";
import type { Flow } from "./flow.ts";

/** An entry of the outline: a heading and where it stands. */
export type OutlineEntry = {
  readonly level: number;
  readonly title: string;
  readonly page: number;
  /** Distance from the top of the page, in points. */
  readonly top: number;
  readonly element: Element;
};

export type Block = {
  /** Space above, unless it stands at the top of a page. */
  readonly before: number;
  /** The height that must be free for the block to start on a page, space above not counted. */
  readonly start: number;
  /** The block is worth nothing at the foot of a page without the next one. */
  readonly keepWithNext: boolean;
  readonly set: (flow: Flow, parent: Element) => OutlineEntry | undefined;
};

/** A block that never breaks: `paint` draws it from the top given. */
export function solidBlock(block: {
  readonly before: number;
  readonly height: number;
  readonly after: number;
  readonly keepWithNext?: boolean;
  readonly paint: (flow: Flow, parent: Element, top: number) => OutlineEntry | undefined;
}): Block {
  return {
    before: block.before,
    start: block.height,
    keepWithNext: block.keepWithNext ?? false,
    set: (flow, parent) => {
      flow.start(block.before);
      const entry = block.paint(flow, parent, flow.y);
      flow.advance(block.height);
      flow.end(block.after);
      return entry;
    },
  };
}
