// Documents of every kind: clean by the strict check, and saying exactly what the view says, in its order.

import { describe, expect, test } from "vitest";
import { ALLE_SAKER } from "./alle-saker.ts";
import { expectedBlocks } from "./blocks.ts";
import { kontroller, pdfAv } from "./kontroll.ts";

describe.each(ALLE_SAKER)("the document of %s", (_, grunnlag) => {
  test("is clean, and reads as the view does", async () => {
    const { findings, texts } = await kontroller(pdfAv(grunnlag));
    expect(findings).toEqual([]);
    expect(texts).toEqual(expectedBlocks(grunnlag));
  });
});
