// What a page draws, made ready before signing and changed afterwards through the appearance of a field or an overlay.

import { expect, test } from "vitest";
import {
  KATALOG,
  revisjon,
  signer,
  stroem,
  type Objekter,
  type Revisjonsvalg,
  type Signering,
} from "./pdf-bygger.ts";
import { BESTAATT, cms, dom, FORMATFEIL, posten, segl, usignert } from "./scene.ts";

const SKJEMA_TIL = (objekt: string): string =>
  stroem(objekt, " /Type /XObject /Subtype /Form /BBox [0 0 595 842]");
const EKTE = SKJEMA_TIL("0 0 10 10 re f");
const FALSK = SKJEMA_TIL("BT /F1 24 Tf 72 700 Td (Noe helt annet) Tj ET");
const side = (resten: string): string =>
  `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R ${resten} >>`;
const RESSURSER = "/Font << /F1 5 0 R >> /XObject << /X0 80 0 R >>";
/** The page draws object 80, which is there when it is signed. */
const TEGNER: Objekter = { 3: side(`/Resources << ${RESSURSER} >>`), 4: stroem("/X0 Do"), 80: EKTE };

const signertMed = (objekter: Objekter, andre: Partial<Signering> = {}): Buffer =>
  signer(revisjon(usignert, objekter), { lag: cms(segl), ...andre });
const felt = (utseende: string): string =>
  `<< /Type /Annot /Subtype /Widget /FT /Sig /T (S20) /F 132 /Rect [0 0 0 0] /P 3 0 R /V 21 0 R ${utseende} >>`;
/** A second, invisible signature whose field has this appearance. */
const medUtseende = (pdf: Buffer, utseende: string, andre: Objekter): Buffer =>
  signer(pdf, { lag: cms(posten), felt: 20, tidligereFelt: [10], andre: { 20: felt(utseende), ...andre } });

test.each<[string, Objekter, string, Objekter, string]>([
  ["of its own", TEGNER, "/AP << /N 84 0 R >>", { 84: FALSK }, BESTAATT],
  ["the page uses too, as it was", TEGNER, "/AP << /N 80 0 R >>", {}, BESTAATT],
  ["the page uses too, replaced", TEGNER, "/AP << /N 80 0 R >>", { 80: FALSK }, FORMATFEIL],
  [
    "the page uses too, replaced and named through an object between",
    TEGNER,
    "/AP 81 0 R",
    { 81: "<< /N 80 0 R >>", 80: FALSK },
    FORMATFEIL,
  ],
  [
    "of its own that needs what the page uses, replaced",
    TEGNER,
    "/AP << /N 82 0 R >>",
    { 82: stroem("/X Do", " /Subtype /Form /Resources << /XObject << /X 80 0 R >> >>"), 80: FALSK },
    FORMATFEIL,
  ],
  [
    "the page referred to before it was there",
    { ...TEGNER, 3: side("/Resources << /XObject << /X0 83 0 R >> >>") },
    "/AP << /N 83 0 R >>",
    { 83: FALSK },
    FORMATFEIL,
  ],
  [
    "of its own that needs what the page referred to before it was there",
    { ...TEGNER, 3: side("/Resources << /XObject << /X0 83 0 R >> >>") },
    "/AP << /N 82 0 R >>",
    { 82: stroem("/X Do", " /Subtype /Form /Resources << /XObject << /X 83 0 R >> >>"), 83: FALSK },
    FORMATFEIL,
  ],
])("a second signature with an appearance %s", async (_, foer, utseende, andre, ventet) => {
  const pdf = signertMed(foer);
  expect(await dom(pdf)).toBe(BESTAATT);
  expect(await dom(medUtseende(pdf, utseende, andre))).toBe(ventet);
});

const TEKSTFELT = "/Type /Annot /Subtype /Widget /FT /Tx /T (T) /Rect [72 690 500 730] /P 3 0 R";
const MED_TEKSTFELT: Objekter = {
  ...TEGNER,
  3: side("/Resources << /Font << /F1 5 0 R >> >> /Annots [12 0 R]"),
  12: `<< ${TEKSTFELT} /V (Ja) /AP << /N 80 0 R >> >>`,
};
const katalog = (mer: string): string =>
  `<< ${KATALOG} ${mer} /AcroForm << /SigFlags 3 /Fields [12 0 R 10 0 R] >> >>`;

test.each<[string, Objekter, Objekter, Revisjonsvalg]>([
  ["an image over the text, freed", { ...TEGNER }, {}, { frigjorte: [80] }],
  ["an image over the text, emptied", TEGNER, { 80: SKJEMA_TIL("") }, {}],
  ["a field over the text, freed", MED_TEKSTFELT, {}, { frigjorte: [12] }],
  [
    "a field over the text, hidden",
    MED_TEKSTFELT,
    { 12: `<< ${TEKSTFELT} /F 2 /V (Ja) /AP << /N 80 0 R >> >>` },
    {},
  ],
  ["the appearance of a field, redefined", MED_TEKSTFELT, { 80: FALSK }, {}],
  [
    "the appearance of a field, pointed elsewhere",
    MED_TEKSTFELT,
    { 12: `<< ${TEKSTFELT} /V (Ja) /AP << /N 4 0 R >> >>` },
    {},
  ],
  ["a field, filled in", MED_TEKSTFELT, { 12: `<< ${TEKSTFELT} /V (Nei) /AP << /N 80 0 R >> >>` }, {}],
  [
    "a font whose glyphs are drawn by an object, redefined",
    { 5: "<< /Type /Font /Subtype /Type3 /CharProcs << /J 88 0 R >> >>", 88: stroem("0 0 10 10 re f") },
    { 88: stroem("0 0 99 99 re f") },
    {},
  ],
  [
    "what the page draws, named as the document information",
    TEGNER,
    { 80: FALSK },
    { trailer: " /Info 80 0 R" },
  ],
  [
    "what the page draws, named by a key of the trailer",
    TEGNER,
    { 80: FALSK },
    { trailer: " /Ukjent 80 0 R" },
  ],
  [
    "the page's resources, named as the document information",
    { ...TEGNER, 3: side("/Resources 85 0 R"), 85: `<< ${RESSURSER} >>`, 87: FALSK },
    { 85: "<< /Font << /F1 5 0 R >> /XObject << /X0 87 0 R >> >>" },
    { trailer: " /Info 85 0 R" },
  ],
])("prepared before signing and changed after: %s", async (_, foer, etter, valg) => {
  const medFelt = 12 in foer;
  const pdf = signertMed(foer, medFelt ? { tidligereFelt: [12] } : {});
  expect(await dom(pdf)).toBe(BESTAATT);
  expect(await dom(revisjon(pdf, etter, valg))).toBe(FORMATFEIL);
  if (medFelt) expect(await dom(revisjon(pdf, { 1: katalog("") }))).toBe(BESTAATT);
});
