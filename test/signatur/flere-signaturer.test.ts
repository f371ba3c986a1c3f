// Several signatures in one file, time-stamps and validation data between them.

import { expect, test } from "vitest";
import { lagStempel } from "./cms-bygger.ts";
import { GRUNNLAG, KATALOG, revisjon, SIDE, signer, stroem, stroemrevisjon } from "./pdf-bygger.ts";
import { BESTAATT, cms, crl, dom, FORMATFEIL, person, posten, rotcrl, segl, signert, tsa } from "./scene.ts";
import { utsted } from "./pki.ts";

const SYNLIG = "INDETERMINATE / SIG_CONSTRAINTS_FAILURE";
const god = signert(segl);
const falsk = stroem("BT /F1 24 Tf 72 700 Td (Noe helt annet) Tj ET");
const katalog = (mer: string) => `<< ${KATALOG} ${mer} /AcroForm << /SigFlags 3 /Fields [10 0 R] >> >>`;

const paa = (pdf: Buffer, andre: Partial<Parameters<typeof signer>[1]> = {}) =>
  signer(pdf, { lag: cms(posten), felt: 20, tidligereFelt: [10], ...andre });
const ukjent = utsted({ navn: [["2.5.4.3", "Ukjent"]] });

test.each<[string, () => Buffer, string]>([
  ["text replaced between two signatures", () => paa(revisjon(god, { 4: falsk })), FORMATFEIL],
  [
    "text replaced between a good and an unknown signature",
    () => paa(revisjon(god, { 4: falsk }), { lag: cms(ukjent) }),
    FORMATFEIL,
  ],
  [
    "the older of two signatures taken out of the list of fields",
    () => revisjon(paa(god), { 1: `<< ${KATALOG} /AcroForm << /SigFlags 3 /Fields [20 0 R] >> >>` }),
    FORMATFEIL,
  ],
  ["text replaced after two signatures", () => revisjon(paa(god), { 4: falsk }), FORMATFEIL],
  ["text replaced in the revision that signs", () => paa(god, { andre: { 4: falsk } }), FORMATFEIL],
  ["a second signature that can be seen", () => paa(god, { ramme: "[10 10 500 800]" }), SYNLIG],
  [
    "a second signature with an action",
    () => paa(god, { andre: { 20: "<< /FT /Sig /T (S20) /V 21 0 R /AA << >> >>" } }),
    FORMATFEIL,
  ],
  [
    "a second signature that is also a page",
    () => paa(god, { andre: { 20: "<< /Type /Page /FT /Sig /T (S20) /V 21 0 R >>" } }),
    FORMATFEIL,
  ],
  [
    "a second signature put on the page",
    () => paa(god, { andre: { 3: `<< ${SIDE} /Contents 4 0 R /Annots [20 0 R] >>` } }),
    BESTAATT,
  ],
  ["a second signature in object streams", () => paa(god, { iStroem: true }), BESTAATT],
  ["a person first, the municipality's seal last", () => paa(signert(person), { lag: cms(segl) }), BESTAATT],
  [
    "a person's visible signature first, the seal last",
    () => paa(signert(person, {}, { ramme: "[10 10 200 80]" }), { lag: cms(segl), ramme: "[10 90 200 180]" }),
    BESTAATT,
  ],
])("%s", async (_, pdf, ventet) => {
  expect(await dom(pdf())).toBe(ventet);
});

test("validation data, a time-stamp and validation data again", async () => {
  const stemplet = signer(
    revisjon(signert(segl, { crls: [] }), {
      60: stroem(crl),
      61: stroem(rotcrl),
      62: "<< /CRLs [60 0 R 61 0 R] >>",
      1: katalog("/DSS 62 0 R"),
    }),
    {
      lag: (innhold) => lagStempel(tsa, innhold, "2026-06-01T10:00:00Z"),
      underfilter: "ETSI.RFC3161",
      type: "DocTimeStamp",
      felt: 20,
      tidligereFelt: [10],
      katalog: "/DSS 62 0 R",
    },
  );
  expect(await dom(stemplet)).toBe(BESTAATT);
  const igjen = revisjon(stemplet, { 62: "<< /CRLs [60 0 R 61 0 R 63 0 R] >>", 63: stroem(crl) });
  expect(await dom(igjen)).toBe(BESTAATT);
  expect(await dom(revisjon(igjen, { 4: falsk }))).toBe(FORMATFEIL);
});

test("an object stream replaced under the objects in it", async () => {
  const pdf = signer(stroemrevisjon(Buffer.alloc(0), GRUNNLAG, 30), { lag: cms(segl), iStroem: true });
  expect(
    await dom(
      revisjon(pdf, {
        30: stroem("2 0 << /Type /Pages /Kids [] /Count 0 >>", " /Type /ObjStm /N 1 /First 4"),
      }),
    ),
  ).toBe(FORMATFEIL);
});
