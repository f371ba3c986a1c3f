import type { Heading } from "../doc/doc.ts";
import { solidBlock, type Block } from "./block.ts";
import { breakLines } from "./break-lines.ts";
import { append } from "./element.ts";
import { TEXT_WIDTH, PAGE } from "./metrics.ts";
import type { Typefaces } from "./page.ts";
import type { Spacing } from "./spacing.ts";

const LEVELS = {
  1: { tag: "H1", style: "heading1" },
  2: { tag: "H2", style: "heading2" },
  3: { tag: "H3", style: "heading3" },
} as const;

/** Headings of the first two levels are in the outline. */
const OUTLINED = 2;

/** The part of the leading that lies above the baseline. */
const ASCENT = 0.76;

export function headingBlock(node: Heading, typefaces: Typefaces, { styles }: Spacing): Block {
  const { tag, style: styleName } = LEVELS[node.level];
  const style = styles[styleName];
  const lines = breakLines([node.text], TEXT_WIDTH, (t) => typefaces[style.weight].width(t, style.size));
  return solidBlock({
    before: style.before,
    height: lines.length * style.leading,
    after: style.after,
    keepWithNext: true,
    paint: (flow, parent, top) => {
      const element = append(parent, tag);
      flow.page.content(element, () => {
        for (const [i, line] of lines.entries()) {
          const text = line.map((p) => p.text).join("");
          flow.page.text(PAGE.margin, top + (i + ASCENT) * style.leading, style, text);
        }
      });
      return node.level <= OUTLINED
        ? { level: node.level, title: node.text, page: flow.page.index, top, element }
        : undefined;
    },
  });
}
