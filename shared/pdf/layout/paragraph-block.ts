// A paragraph: one P, however many pages it runs over. Up to three lines stay together; a longer one leaves at least two
// lines on either side of a page break.

import type { Link, Paragraph } from "../doc/doc.ts";
import type { Block } from "./block.ts";
import { breakLines, type Line } from "./break-lines.ts";
import { append, type Element } from "./element.ts";
import type { Flow } from "./flow.ts";
import { PAGE, TEXT_WIDTH } from "./metrics.ts";
import type { Typefaces } from "./page.ts";
import { PALETTE } from "./palette.ts";
import type { Spacing, TextStyle } from "./spacing.ts";

const KEPT_WHOLE = 3;
const KEPT_TOGETHER = 2;
const ASCENT = 0.74;
const UNDERLINE = { below: 1.8, thickness: 0.5 } as const;

type Piece = {
  readonly run: number;
  readonly text: string;
  readonly x: number;
  readonly baseline: number;
  /** Without the space a line ends in. */
  readonly width: number;
};

function place(
  lines: readonly Line[],
  top: number,
  style: TextStyle,
  typefaces: Typefaces,
): readonly Piece[] {
  return lines.flatMap((line, i) => {
    let x: number = PAGE.margin;
    const widthOf = (text: string): number => typefaces[style.weight].width(text, style.size);
    return line.map(({ run, text }) => {
      const width = widthOf(text.trimEnd());
      const piece = { run, text, x, baseline: top + (i + ASCENT) * style.leading, width };
      x += widthOf(text);
      return piece;
    });
  });
}

/** Neighbouring pieces of one run: they share a marked sequence. */
function byRun(pieces: readonly Piece[]): readonly (readonly [number, readonly Piece[]])[] {
  const groups: [number, Piece[]][] = [];
  for (const piece of pieces) {
    const last = groups.at(-1);
    if (last?.[0] === piece.run) last[1].push(piece);
    else groups.push([piece.run, [piece]]);
  }
  return groups;
}

function setLink(flow: Flow, parent: Element, link: Link, pieces: readonly Piece[], style: TextStyle): void {
  const element = append(parent, "Link");
  const letters = { ...style, colour: PALETTE.accent };
  flow.page.content(element, () => {
    for (const { x, baseline, text } of pieces) flow.page.text(x, baseline, letters, text);
  });
  flow.page.artifact("layout", () => {
    for (const { x, baseline, width } of pieces) {
      flow.page.rule(x, baseline + UNDERLINE.below, width, UNDERLINE.thickness, PALETTE.accent);
    }
  });
  for (const { x, baseline, width } of pieces) {
    const number = flow.nextLinkNumber();
    element.children.push({ kind: "annotation", page: flow.page.index, number });
    flow.page.links.push({
      rect: [x, PAGE.height - baseline - 3, x + width, PAGE.height - baseline + style.size * 0.8],
      uri: link.uri,
      spoken: link.spoken,
      element,
      number,
    });
  }
}

/** How many of the lines left go on this page. */
function linesHere(left: number, room: number): number {
  if (left <= room) return left;
  return left <= KEPT_WHOLE ? 0 : Math.max(0, Math.min(room, left - KEPT_TOGETHER));
}

export function paragraphBlock(node: Paragraph, typefaces: Typefaces, { styles }: Spacing): Block {
  const style = styles[node.style];
  const texts = node.runs.map((run) => (typeof run === "string" ? run : run.text));
  const lines = breakLines(texts, TEXT_WIDTH, (t) => typefaces[style.weight].width(t, style.size));
  const first = lines.length <= KEPT_WHOLE ? lines.length : KEPT_TOGETHER;
  const setLines = (flow: Flow, element: Element, chunk: readonly Line[]): void => {
    for (const [run, pieces] of byRun(place(chunk, flow.y, style, typefaces))) {
      const source = node.runs[run];
      if (typeof source === "object") setLink(flow, element, source, pieces, style);
      else {
        flow.page.content(element, () => {
          for (const { x, baseline, text } of pieces) flow.page.text(x, baseline, style, text);
        });
      }
    }
  };
  return {
    before: style.before,
    after: style.after,
    height: lines.length * style.leading,
    start: first * style.leading,
    keepWithNext: node.keepWithNext ?? false,
    set: (flow, parent) => {
      const element = append(parent, "P", node.language === undefined ? {} : { language: node.language });
      let done = 0;
      while (done < lines.length) {
        let room = 0;
        while (room < lines.length - done && flow.fits((room + 1) * style.leading)) room++;
        const count = linesHere(lines.length - done, room);
        setLines(flow, element, lines.slice(done, done + count));
        flow.advance(count * style.leading);
        done += count;
        if (done < lines.length) flow.newPage();
      }
      return undefined;
    },
  };
}
