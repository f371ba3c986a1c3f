// What a document cannot show is refused by field and code point; what merely looks different is set as it should be.

import { describe, expect, test } from "vitest";
import type { Dokumentgrunnlag } from "../../shared/pdf/dokumentgrunnlag.ts";
import { lagPdf } from "../../shared/pdf/lag-pdf.ts";
import { FONTER } from "./fonter.ts";
import { pdfAv } from "./kontroll.ts";
import { ENSLIG, PAR } from "./saker.ts";

function medNavn(beboerNavn: string): Dokumentgrunnlag {
  return { ...ENSLIG, dokument: { ...ENSLIG.dokument, beboerNavn } };
}

describe("a name the fonts cannot show is refused, naming the field and the character", () => {
  test.each([
    ["an emoji", "Kari 😀", "U+1F600"],
    ["Hebrew", "שלום", "U+05E9, U+05DC, U+05D5, U+05DD"],
    ["Arabic", "علي", "U+0639, U+0644, U+064A"],
    ["Chinese", "王", "U+738B"],
    ["a mark that joins no letter", "q\u0301", "U+0301"],
    ["a direction control", "Kari\u202e", "U+202E"],
    ["a zero-width joiner", "Kari\u200d", "U+200D"],
    ["a private character", "\ue000", "U+E000"],
    ["half a surrogate pair", "Kari\ud83d", "U+D83D"],
  ])("%s", (_, navn, tegn) => {
    const feil = lagPdf(medNavn(navn), FONTER);
    expect(feil).toEqual({
      ok: false,
      feil: {
        kode: "tegn-mangler",
        felt: [{ sti: "dokument.beboerNavn", melding: `har tegn som dokumentet ikke kan vise: ${tegn}` }],
      },
    });
  });
});

test("every field at fault is named, by its path in the request", () => {
  const post = PAR.manuellePoster[0];
  if (post === undefined) throw new Error("the case has a post by hand");
  const feil = lagPdf(
    {
      ...PAR,
      manuellePoster: [post, { ...post, tekst: "🙂", begrunnelse: "王" }],
      forsoergelse: PAR.forsoergelse.map((f) => ({ ...f, begrunnelse: "😀" })),
      dokument: { ...PAR.dokument, kommune: "王" },
    },
    FONTER,
  );
  expect(feil.ok ? [] : feil.feil.felt.map((f) => f.sti)).toEqual([
    "manuellePoster[1].tekst",
    "manuellePoster[1].begrunnelse",
    "forsoergelse[0].begrunnelse",
    "dokument.kommune",
  ]);
});

test("the message never repeats the text it is about", () => {
  const feil = lagPdf(medNavn("Kari Nordmann 😀"), FONTER);
  expect(JSON.stringify(feil)).not.toContain("Kari");
});

test.each([
  ["letters and marks written apart", "A\u030ase Tho\u0302", "Åse Thô"],
  ["a line break", "Kari\r\nNordmann", "Kari Nordmann"],
  ["a tabulator", "Kari\tNordmann", "Kari Nordmann"],
  ["a soft hyphen and a zero-width space", "Nord\u00admann\u200b", "Nordmann"],
  ["a control character", "Kari\u0007", "Kari"],
])("%s gives the same document as the plain text", (_, skrevet, vist) => {
  expect(pdfAv(medNavn(skrevet))).toEqual(pdfAv(medNavn(vist)));
});
