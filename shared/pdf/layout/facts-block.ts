// Pairs of caption and value as a table of two columns: TH Row and TD. (As a list they are read aloud less well.)

import type { Facts } from "../doc/doc.ts";
import type { Block } from "./block.ts";
import { breakLines } from "./break-lines.ts";
import { append } from "./element.ts";
import { FACTS, PAGE, TEXT_WIDTH } from "./metrics.ts";
import type { Typefaces } from "./page.ts";
import { PALETTE } from "./palette.ts";
import type { Spacing } from "./spacing.ts";

const BASELINE = 12;
const CAPTION = { weight: "regular", size: FACTS.size, colour: PALETTE.muted } as const;
const VALUE = { weight: "regular", size: FACTS.size, colour: PALETTE.ink } as const;

export function factsBlock(node: Facts, typefaces: Typefaces, { facts }: Spacing): Block {
  const valueX = PAGE.margin + FACTS.key + FACTS.gap;
  const valueWidth = TEXT_WIDTH - FACTS.key - FACTS.gap;
  const lay = (text: string, width: number): readonly string[] =>
    breakLines([text], width, (t) => typefaces.regular.width(t, FACTS.size)).map((line) =>
      line.map((p) => p.text).join(""),
    );
  const rows = node.rows.map(([caption, value]) => {
    const captions = lay(caption, FACTS.key);
    const values = lay(value, valueWidth);
    const extra = Math.max(captions.length, values.length) - 1;
    return { captions, values, height: facts.row + extra * facts.leading };
  });
  return {
    before: 0,
    after: facts.after,
    height: rows.reduce((sum, r) => sum + r.height, 0),
    start: rows.slice(0, 2).reduce((sum, r) => sum + r.height, 0),
    keepWithNext: false,
    set: (flow, parent) => {
      const table = append(parent, "Table", { summary: node.summary });
      const body = append(table, "TBody");
      for (const row of rows) {
        if (!flow.fits(row.height) && !flow.atTop) flow.newPage();
        const tr = append(body, "TR");
        const { page, y } = flow;
        page.content(append(tr, "TH", { scope: "Row" }), () => {
          for (const [i, text] of row.captions.entries()) {
            page.text(PAGE.margin, y + BASELINE + i * facts.leading, CAPTION, text);
          }
        });
        page.content(append(tr, "TD"), () => {
          for (const [i, text] of row.values.entries()) {
            page.text(valueX, y + BASELINE + i * facts.leading, VALUE, text);
          }
        });
        flow.advance(row.height);
      }
      return undefined;
    },
  };
}
