// Where the next block goes: the current page, how far down it is filled, and the pages so far.

import { PAGE } from "./metrics.ts";
import { Page, type Typefaces } from "./page.ts";

const LOWEST = PAGE.height - PAGE.bottom;

/** The height a page has for blocks. */
export const PAGE_ROOM = LOWEST - PAGE.margin;

export class Flow {
  readonly #typefaces: Typefaces;
  readonly #pages: Page[];
  #current: Page;
  #y: number = PAGE.margin;
  #gap = 0;
  #links = 0;

  constructor(typefaces: Typefaces) {
    this.#typefaces = typefaces;
    this.#current = new Page(0, typefaces);
    this.#pages = [this.#current];
  }

  get pages(): readonly Page[] {
    return this.#pages;
  }

  get page(): Page {
    return this.#current;
  }

  /** Distance of the next block from the top of the page. */
  get y(): number {
    return this.#y;
  }

  get atTop(): boolean {
    return this.#y === PAGE.margin;
  }

  /** How much of the page is used, 0–1. */
  get filled(): number {
    return (this.#y - PAGE.margin) / PAGE_ROOM;
  }

  newPage(): void {
    this.#current = new Page(this.#pages.length, this.#typefaces);
    this.#pages.push(this.#current);
    this.#y = PAGE.margin;
    this.#gap = 0;
  }

  /** Whether a block of that height, with its space above, still fits on the page. */
  fits(height: number, before = 0): boolean {
    return this.#y + this.#above(before) + height <= LOWEST + 0.01;
  }

  /** Moves down to where a block starts: past the larger of the space after the last one and the space before it. */
  start(before: number): void {
    this.#y += this.#above(before);
    this.#gap = 0;
  }

  advance(height: number): void {
    this.#y += height;
  }

  /** Asks for space below the block that just ended. */
  end(after: number): void {
    this.#gap = after;
  }

  nextLinkNumber(): number {
    return this.#links++;
  }

  #above(before: number): number {
    return this.atTop ? 0 : Math.max(before, this.#gap);
  }
}
