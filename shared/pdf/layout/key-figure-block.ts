// The number the document is about, in a box: caption, then value and aside on one line, so that the order of reading
// goes down the page.

import type { KeyFigure } from "../doc/doc.ts";
import { solidBlock, type Block } from "./block.ts";
import { append } from "./element.ts";
import { KEY_FIGURE as BOX, PAGE, TEXT_WIDTH } from "./metrics.ts";
import type { Typefaces } from "./page.ts";
import { PALETTE } from "./palette.ts";
import type { Spacing } from "./spacing.ts";

export function keyFigureBlock(node: KeyFigure, typefaces: Typefaces, { keyFigure }: Spacing): Block {
  return solidBlock({
    before: keyFigure.before,
    height: keyFigure.height,
    after: keyFigure.after,
    paint: ({ page }, parent, top) => {
      page.artifact("layout", () => {
        page.rectangle(PAGE.margin, top, TEXT_WIDTH, keyFigure.height, PALETTE.tint);
        page.rectangle(PAGE.margin, top, BOX.bar, keyFigure.height, PALETTE.accent);
      });
      const x = PAGE.margin + BOX.bar + BOX.padding;
      const caption = { weight: "semiBold", size: BOX.caption, colour: PALETTE.muted } as const;
      const value = { weight: "semiBold", size: BOX.value, colour: PALETTE.accent } as const;
      const aside = { weight: "regular", size: BOX.aside, colour: PALETTE.ink } as const;
      const paragraph = append(parent, "P");
      page.content(paragraph, () => {
        page.text(x, top + keyFigure.captionBaseline, caption, `${node.caption} `);
      });
      page.content(append(paragraph, "Span"), () => {
        page.text(x, top + keyFigure.valueBaseline, value, `${node.value} `);
      });
      const asideX = x + typefaces.semiBold.width(node.value, BOX.value) + BOX.gap;
      page.content(paragraph, () => {
        page.text(asideX, top + keyFigure.valueBaseline, aside, node.aside);
      });
      return undefined;
    },
  });
}
