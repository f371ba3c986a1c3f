// The foot of every page, painted when the number of pages is known.

import type { Doc } from "../doc/doc.ts";
import { FOOTER, PAGE, TEXT_WIDTH } from "./metrics.ts";
import type { Page, Typefaces } from "./page.ts";
import { PALETTE } from "./palette.ts";

const LETTERS = { weight: "regular", size: FOOTER.size, colour: PALETTE.muted } as const;

export function paintFooters(pages: readonly Page[], footer: Doc["footer"], typefaces: Typefaces): void {
  const baseline = PAGE.height - PAGE.footer;
  for (const page of pages) {
    const number = `${footer.page} ${page.index + 1} ${footer.of} ${pages.length}`;
    const width = typefaces.regular.width(number, FOOTER.size);
    page.artifact("footer", () => {
      page.rule(PAGE.margin, baseline - 13, TEXT_WIDTH, FOOTER.rule, PALETTE.rule);
      page.text(PAGE.margin, baseline, LETTERS, footer.left);
      page.text(PAGE.margin + TEXT_WIDTH - width, baseline, LETTERS, number);
    });
  }
}
