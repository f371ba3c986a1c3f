// The first page says it all: whom it concerns, the household, the egenandel and how it came about, to the last step.

import { describe, expect, test } from "vitest";
import type { Dokumentgrunnlag } from "../../shared/pdf/dokumentgrunnlag.ts";
import { ALLE_SAKER } from "./alle-saker.ts";
import { openingBlocks } from "./blocks.ts";
import { kontroller, pdfAv } from "./kontroll.ts";
import { LENGSTE_TEKSTER } from "./saker.ts";

async function textOfPage(grunnlag: Dokumentgrunnlag, page: number): Promise<string> {
  const { pages } = await kontroller(pdfAv(grunnlag));
  const tagged = pages[page]?.filter((sequence) => sequence.mcid !== undefined) ?? [];
  return tagged.flatMap((sequence) => sequence.texts.map(({ text }) => text)).join("");
}

function textOf(grunnlag: Dokumentgrunnlag): string {
  return openingBlocks(grunnlag)
    .map(({ text }) => text)
    .join("");
}

// Three names and references of 100 to 200 times the widest letter fill eleven lines of that page: nobody is called that.
const SOM_FINNES = ALLE_SAKER.filter(([, grunnlag]) => grunnlag !== LENGSTE_TEKSTER);

describe.each(SOM_FINNES)("the first page of %s", (_, grunnlag) => {
  test("holds everything up to the last step, in its order", async () => {
    const opening = textOf(grunnlag);
    expect((await textOfPage(grunnlag, 0)).startsWith(opening)).toBe(true);
  });
});

test("texts of the widest letter take the steps to the second page, heading and all", async () => {
  const [first, second] = await Promise.all([0, 1].map((page) => textOfPage(LENGSTE_TEKSTER, page)));
  const opening = textOf(LENGSTE_TEKSTER);
  const steps = opening.slice(opening.indexOf("Slik er egenandelen regnet ut"));
  expect(first).toBe(opening.slice(0, -steps.length));
  expect(second?.startsWith(steps)).toBe(true);
});
