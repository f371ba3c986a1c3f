// The number the document is about, in a box: caption, then value and aside on one line, so that the order of reading
// goes down the page.

import type { KeyFigure } from "../doc/doc.ts";
import { solidBlock, type Block } from "./block.ts";
import { append } from "./element.ts";
import { KEY_FIGURE as BOX, PAGE, TEXT_WIDTH } from "./metrics.ts";
import type { Typefaces } from "./page.ts";
import { PALETTE } from "./palette.ts";

export function keyFigureBlock(node: KeyFigure, typefaces: Typefaces): Block {
  return solidBlock({
    before: BOX.before,
    height: BOX.height,
    after: BOX.after,
    paint: ({ page }, parent, top) => {
      page.artifact("layout", () => {
        page.rectangle(PAGE.margin, top, TEXT_WIDTH, BOX.height, PALETTE.tint);
        page.rectangle(PAGE.margin, top, BOX.bar, BOX.height, PALETTE.accent);
      });
      const x = PAGE.margin + BOX.bar + BOX.padding;
      const caption = { weight: "semiBold", size: BOX.caption, colour: PALETTE.muted } as const;
      const value = { weight: "semiBold", size: BOX.value, colour: PALETTE.accent } as const;
      const aside = { weight: "regular", size: BOX.aside, colour: PALETTE.ink } as const;
      const paragraph = append(parent, "P");
      page.content(paragraph, () => {
        page.text(x, top + BOX.captionBaseline, caption, `${node.caption} `);
      });
      page.content(append(paragraph, "Span"), () => {
        page.text(x, top + BOX.valueBaseline, value, `${node.value} `);
      });
      const asideX = x + typefaces.semiBold.width(node.value, BOX.value) + BOX.gap;
      page.content(paragraph, () => {
        page.text(asideX, top + BOX.valueBaseline, aside, node.aside);
      });
      return undefined;
    },
  });
}
