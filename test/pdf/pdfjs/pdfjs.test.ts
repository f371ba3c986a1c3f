// A reader that shares no code with the writer finds what the view says and what the calculation gave.

import { describe, expect, test } from "vitest";
import type { Dokumentgrunnlag } from "../../../shared/pdf/dokumentgrunnlag.ts";
import { velgTekster } from "../../../shared/pdf/tekster/velg-tekster.ts";
import { ALLE_SAKER } from "../alle-saker.ts";
import { expectedBlocks } from "../blocks.ts";
import { pdfAv } from "../kontroll.ts";
import { ENSLIG, PAR, PAR_MED_TRE_BARN, PAR_NYNORSK } from "../saker.ts";
import { readWithPdfjs, type ReadDocument } from "./read-document.ts";

describe.each(ALLE_SAKER)("pdf.js reads from the document of %s", (_, grunnlag) => {
  test("every text of the view, string for string and in its order", async () => {
    const { blocks } = await readWithPdfjs(pdfAv(grunnlag));
    expect(blocks).toEqual(expectedBlocks(grunnlag).filter((block) => block.text !== ""));
  });
});

test("no-break spaces and the real minus come out as they went in", async () => {
  const text = (await readWithPdfjs(pdfAv(PAR))).blocks.map((b) => b.text).join("\n");
  expect(text).toContain("15\u00a0144\u00a0kr");
  expect(text).toContain("\u22128\u00a0794");
  expect(text).toContain("§\u00a03 fjerde ledd");
});

test.each([
  [PAR, "nb-NO", "Beregning av egenandel for langtidsopphold i institusjon, inntektsåret 2024"],
  [PAR_NYNORSK, "nn-NO", "Utrekning av eigendel for langtidsopphald i institusjon, inntektsåret 2024"],
])("pdf.js finds language and title", async (grunnlag, language, title) => {
  expect(await readWithPdfjs(pdfAv(grunnlag))).toMatchObject({ language, title });
});

/** Amounts as they are printed, in whole oere: `−1 200,10` is -120010. */
function oere(tekst = ""): number {
  const [, minus, kroner = "", desimaler = ""] = /^(\u2212?)([\d\u00a0]+)(?:,(\d+))?$/.exec(tekst) ?? [];
  if (kroner === "" || desimaler.length > 2) throw new Error("not an amount in oere");
  return Number(
    `${minus === "\u2212" ? "-" : ""}${kroner.replaceAll("\u00a0", "")}${desimaler.padEnd(2, "0")}`,
  );
}

const oereAv = (desimaler: string): number => Math.round(100 * Number(desimaler));

function rader(lest: ReadDocument, { dokument }: Dokumentgrunnlag, tabell: "utregning" | "terminer") {
  return lest.rowsOf(velgTekster(dokument.maalform)[tabell].sammendrag).slice(1);
}

describe.each([
  ["a single resident", ENSLIG],
  ["a couple", PAR],
  ["a couple in nynorsk", PAR_NYNORSK],
  ["a couple with three children", PAR_MED_TRE_BARN],
])("the amounts pdf.js reads are those of the result, to the oere, for %s", (_, grunnlag) => {
  const { egenandel, steg, terminer = [], etteroppgjoer } = grunnlag.resultat;
  const tekster = velgTekster(grunnlag.dokument.maalform);
  const lest = readWithPdfjs(pdfAv(grunnlag));

  test("the key figure", async () => {
    const [, funnet] = (await lest).blocks
      .filter(({ role }) => role === "P")
      .map(({ text }) => /([\d\u00a0]+)\u00a0kr ([\d\u00a0]+)\u00a0kr/.exec(text))
      .find((treff) => treff !== null) ?? [undefined];
    expect(funnet === undefined ? undefined : oere(funnet)).toBe(100 * egenandel.perMaaned);
  });

  test("every step and every part of it", async () => {
    const alle = rader(await lest, grunnlag, "utregning");
    const erSteg = (rad: readonly string[]): boolean => /^\d+$/.test(rad[0] ?? "");
    expect(alle.filter(erSteg).map((rad) => [Number(rad[0]), oere(rad.at(-1))])).toEqual(
      steg.map(({ nr, beloep }) => [nr, oereAv(beloep)]),
    );
    expect(alle.filter((rad) => !erSteg(rad)).map((rad) => oere(rad.at(-1)))).toEqual(
      steg.flatMap(({ deler }) => deler.map((del) => oereAv(del.beloep))),
    );
  });

  test("every month", async () => {
    const beloep = rader(await lest, grunnlag, "terminer").map((rad) => rad.slice(-3).map(oere));
    expect(beloep).toEqual(
      terminer.map((t) => [t.grunnbeloep, t.fribeloep, t.beloep].map((kroner) => 100 * kroner)),
    );
  });

  test("every month of the etteroppgjoer and its sums", async () => {
    const beloep = (await lest)
      .rowsOf(tekster.etteroppgjoer.sammendrag)
      .slice(1)
      .map((rad) => rad.slice(-3).map(oere));
    const ventet =
      etteroppgjoer === undefined
        ? []
        : [...etteroppgjoer.maaneder, etteroppgjoer].map((m) => [m.beregnet, m.krevd, m.differanse]);
    expect(beloep).toEqual(ventet.map((rad) => rad.map((kroner) => 100 * kroner)));
  });
});
