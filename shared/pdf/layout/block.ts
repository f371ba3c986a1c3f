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
  /** Space below; between two blocks the larger of theirs counts. */
  readonly after: number;
  /** All of it, space around it not counted, when it does not break. */
  readonly height: number;
  /** The height that must be free for the block to start on a page, space above not counted. */
  readonly start: number;
  /** The block is worth nothing at the foot of a page without the next one. */
  readonly keepWithNext: boolean;
  /** Sets it where the flow is, and moves the flow to its end. */
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
    after: block.after,
    height: block.height,
    start: block.height,
    keepWithNext: block.keepWithNext ?? false,
    set: (flow, parent) => {
      const entry = block.paint(flow, parent, flow.y);
      flow.advance(block.height);
      return entry;
    },
  };
}
