// One page while it is painted. It guards what tagged PDF demands: every operator that paints stands in exactly one marked
// sequence, sequences never nest, and MCIDs count from 0 in paint order.

import { ByteWriter } from "../sink/byte-writer.ts";
import { decimal } from "../sink/value.ts";
import type { Typeface } from "../font/typeface.ts";
import type { Element } from "./element.ts";
import { PAGE, type Weight } from "./metrics.ts";
import type { Colour } from "./palette.ts";

export type Typefaces = Readonly<Record<Weight, Typeface>>;

export const FONT_RESOURCES = { regular: "F1", semiBold: "F2" } as const satisfies Record<Weight, string>;

/** What assistive technology skips: decoration, or what is repeated on every page. */
export type ArtifactKind = "layout" | "header" | "footer";

const ARTIFACTS = {
  layout: "<</Type /Layout>>",
  header: "<</Type /Pagination /Subtype /Header>>",
  footer: "<</Type /Pagination /Subtype /Footer>>",
} as const satisfies Record<ArtifactKind, string>;

export type Letters = { readonly weight: Weight; readonly size: number; readonly colour: Colour };

/** A link on the page, in points from the lower left corner. */
export type LinkArea = {
  readonly rect: readonly [number, number, number, number];
  readonly uri: string;
  readonly spoken: string;
  readonly element: Element;
  readonly number: number;
};

function point(value: number): string {
  return decimal(value, 2);
}

function colour(of: Colour): string {
  return of.map((c) => decimal(c / 255, 3)).join(" ");
}

export class Page {
  readonly index: number;
  readonly links: LinkArea[] = [];
  readonly #typefaces: Typefaces;
  readonly #operators = new ByteWriter();
  readonly #owners: Element[] = [];
  #open = false;
  #fill = "0 0 0";
  #stroke = "0 0 0";

  constructor(index: number, typefaces: Typefaces) {
    this.index = index;
    this.#typefaces = typefaces;
  }

  /** The element of each marked sequence, by MCID. */
  get owners(): readonly Element[] {
    return this.#owners;
  }

  /** The content stream: operators, one a line. */
  get operators(): Uint8Array {
    if (this.#open) throw new Error("a marked sequence is still open");
    return this.#operators.written();
  }

  /** Paints content of an element: one marked sequence. */
  content(element: Element, paint: () => void): void {
    const mcid = this.#owners.length;
    this.#owners.push(element);
    element.children.push({ kind: "content", page: this.index, mcid });
    this.#sequence(`/${element.tag} <</MCID ${mcid}>> BDC`, paint);
  }

  artifact(kind: ArtifactKind, paint: () => void): void {
    this.#sequence(`/Artifact ${ARTIFACTS[kind]} BDC`, paint);
  }

  /** A line of text; x and the baseline in points from the top left corner. */
  text(x: number, baseline: number, letters: Letters, text: string): void {
    this.#setFill(letters.colour);
    this.#paint(
      `BT /${FONT_RESOURCES[letters.weight]} ${point(letters.size)} Tf ${point(x)} ${point(PAGE.height - baseline)} Td\n` +
        `${this.#typefaces[letters.weight].show(text)} ET`,
    );
  }

  /** A filled rectangle from its top left corner. */
  rectangle(x: number, top: number, width: number, height: number, fill: Colour): void {
    this.#setFill(fill);
    this.#paint(`${point(x)} ${point(PAGE.height - top - height)} ${point(width)} ${point(height)} re f`);
  }

  /** A horizontal line. */
  rule(x: number, y: number, width: number, thickness: number, stroke: Colour): void {
    const operands = colour(stroke);
    if (operands !== this.#stroke) this.#paint(`${operands} RG`);
    this.#stroke = operands;
    const at = point(PAGE.height - y);
    this.#paint(`${point(thickness)} w ${point(x)} ${at} m ${point(x + width)} ${at} l S`);
  }

  #setFill(fill: Colour): void {
    const operands = colour(fill);
    if (operands !== this.#fill) this.#paint(`${operands} rg`);
    this.#fill = operands;
  }

  #paint(operators: string): void {
    if (!this.#open) throw new Error("painting outside a marked sequence");
    this.#operators.text(`${operators}\n`);
  }

  #sequence(start: string, paint: () => void): void {
    if (this.#open) throw new Error("marked sequences do not nest");
    this.#open = true;
    this.#operators.text(`${start}\n`);
    paint();
    this.#operators.text("EMC\n");
    this.#open = false;
  }
}
