// What is added to a file after it was signed: what may be, and the ways to make it show something else.

import { expect, test } from "vitest";
import {
  bytesAv,
  GRUNNLAG,
  KATALOG,
  revisjon,
  SIDE,
  signer,
  startxref,
  stroem,
  type Objekter,
  type Revisjonsvalg,
} from "./pdf-bygger.ts";
import { BESTAATT, cms, crl, dom, FORMATFEIL, segl, signert, usignert } from "./scene.ts";

const SKJEMA = "/AcroForm << /SigFlags 3 /Fields [10 0 R] >>";
const god = signert(segl);
const falsk = stroem("BT /F1 24 Tf 72 700 Td (Noe helt annet) Tj ET");
const katalog = (mer: string) => `<< ${KATALOG} ${mer} ${SKJEMA} >>`;
const annen = signert(segl, {}, { andre: { 6: "<< >>" } });
/** The signature dictionary as it is written in a file. */
function signaturordbok(pdf: Buffer): string {
  const funn = /\n11 0 obj\n([\s\S]*?)\nendobj/.exec(pdf.toString("latin1"))?.[1];
  if (funn === undefined) throw new Error("no signature dictionary");
  return funn;
}
const DSS = { 60: stroem(crl), 1: katalog("/DSS << /CRLs [60 0 R] >>") };

test.each<[string, Objekter, Revisjonsvalg, string]>([
  ["a DSS", DSS, {}, BESTAATT],
  [
    "a DSS in an object of its own, with a mark of the extension",
    {
      60: stroem(crl),
      61: "<< /CRLs 62 0 R >>",
      62: "[60 0 R]",
      1: katalog("/DSS 61 0 R /Extensions << /ESIC << /BaseVersion /1.7 /ExtensionLevel 5 >> >>"),
    },
    {},
    BESTAATT,
  ],
  ["nothing but the same objects named again", {}, {}, BESTAATT],
  ["the page's text replaced", { 4: falsk }, {}, FORMATFEIL],
  ["the page pointed at another text", { 3: `<< ${SIDE} /Contents 40 0 R >>`, 40: falsk }, {}, FORMATFEIL],
  [
    "a page added",
    { 2: "<< /Type /Pages /Kids [3 0 R 41 0 R] /Count 2 >>", 41: `<< ${SIDE} /Contents 4 0 R >>` },
    {},
    FORMATFEIL,
  ],
  [
    "a note on the page",
    {
      3: `<< ${SIDE} /Contents 4 0 R /Annots [42 0 R] >>`,
      42: "<< /Type /Annot /Subtype /FreeText /Rect [0 0 600 800] /Contents (Nei) >>",
    },
    {},
    FORMATFEIL,
  ],
  ["the font redefined", { 5: "<< /Type /Font /Subtype /Type3 >>" }, {}, FORMATFEIL],
  ["the text taken away", {}, { frigjorte: [4] }, FORMATFEIL],
  ["the signature taken away", { 1: `<< ${KATALOG} >>` }, {}, FORMATFEIL],
  [
    "the only field taken out of the list",
    { 1: `<< ${KATALOG} /AcroForm << /SigFlags 3 /Fields [] >> >>` },
    {},
    FORMATFEIL,
  ],
  ["the field freed", {}, { frigjorte: [10] }, FORMATFEIL],
  ["the signature replaced by a copy of itself", { 11: signaturordbok(god) }, {}, FORMATFEIL],
  ["the signature replaced by that of another file", { 11: signaturordbok(annen) }, {}, FORMATFEIL],
  ["another catalog", { 43: katalog("") }, { rot: 43 }, FORMATFEIL],
  ["an action when it is opened", { 1: katalog("/OpenAction << /S /JavaScript /JS (x) >>") }, {}, FORMATFEIL],
  ["an object nothing explains", { 44: "<< >>" }, {}, FORMATFEIL],
  ["a DSS that holds a page", { ...DSS, 60: `<< ${SIDE} >>` }, {}, FORMATFEIL],
  [
    "a DSS that holds a form",
    { ...DSS, 60: stroem("0 0 m", " /Type /XObject /Subtype /Form") },
    {},
    FORMATFEIL,
  ],
  ["a DSS with a key of its own", { 1: katalog("/DSS << /Innhold 40 0 R >>"), 40: falsk }, {}, FORMATFEIL],
  [
    "a DSS written over the page's text",
    { 1: katalog("/DSS << /CRLs [4 0 R] >>"), 4: falsk },
    {},
    FORMATFEIL,
  ],
  ["a DSS written over the page", { 1: katalog("/DSS 3 0 R"), 3: "<< /CRLs [] >>" }, {}, FORMATFEIL],
  ["a DSS that points at the page", { 1: katalog("/DSS << /CRLs [3 0 R] >>") }, {}, FORMATFEIL],
  ["a DSS and an object besides", { ...DSS, 44: "<< >>" }, {}, FORMATFEIL],
  [
    "the field's name changed",
    { 10: "<< /Type /Annot /Subtype /Widget /FT /Sig /T (Annet) /V 11 0 R >>" },
    {},
    FORMATFEIL,
  ],
  [
    "a field for text",
    {
      1: `<< ${KATALOG} /AcroForm << /SigFlags 3 /Fields [10 0 R 45 0 R] >> >>`,
      45: "<< /FT /Tx /T (T) /V (hei) >>",
    },
    {},
    FORMATFEIL,
  ],
  [
    "a field that can be seen, on the page and in the form",
    {
      1: `<< ${KATALOG} /AcroForm << /SigFlags 3 /Fields [10 0 R 45 0 R] >> >>`,
      3: `<< ${SIDE} /Contents 4 0 R /Annots [45 0 R] >>`,
      45: "<< /Type /Annot /Subtype /Widget /FT /Tx /T (T) /V (hei) /Rect [0 0 600 800] /P 3 0 R >>",
    },
    {},
    FORMATFEIL,
  ],
  [
    "an unsigned signature field",
    {
      1: `<< ${KATALOG} /AcroForm << /SigFlags 3 /Fields [10 0 R 45 0 R] >> >>`,
      45: "<< /FT /Sig /T (T) >>",
    },
    {},
    FORMATFEIL,
  ],
])("after signing: %s", async (_, objekter, valg, ventet) => {
  expect(await dom(revisjon(god, objekter, valg))).toBe(ventet);
});

test("after signing: only the reason in the signature replaced", async () => {
  const ordbok = (o: string) => o.replace("/Contents", "/Reason (Ja) /Contents");
  const pdf = signert(segl, {}, { ordbok });
  const bytt = { 11: signaturordbok(pdf).replace("/Reason (Ja)", "/Reason (Nei)") };
  expect(await dom(pdf)).toBe(BESTAATT);
  expect(await dom(revisjon(pdf, bytt))).toBe(FORMATFEIL);
});

/** Signed, with more prepared by whoever made the file. */
const forberedt = (objekter: Objekter) => signer(revisjon(usignert, objekter), { lag: cms(segl) });
const sted = (pdf: Buffer, tekst: string) => pdf.lastIndexOf(tekst);

test("a second version of the text, laid out before signing and pointed at afterwards", async () => {
  const skjult = bytesAv(
    usignert.toString("latin1").replace("xref\n0 1", `4 0 obj\n${falsk}\nendobj\nxref\n0 1`),
  );
  const start = skjult.lastIndexOf("xref\n0 1");
  const rettet = bytesAv(skjult.toString("latin1").replace(/startxref\n[0-9]+/, `startxref\n${start}`));
  const pdf = signer(rettet, { lag: cms(segl) });
  expect(await dom(pdf)).toBe(BESTAATT);
  expect(await dom(revisjon(pdf, {}, { pekere: { 4: sted(rettet, "4 0 obj") } }))).toBe(FORMATFEIL);
});

test.each<[string, Objekter, Objekter]>([
  [
    "an image over the text, taken away",
    { 3: `<< ${SIDE} /Contents [4 0 R 46 0 R] >>`, 46: stroem("0 0 600 800 re f") },
    { 46: stroem("") },
  ],
  [
    "a reference to nothing, filled in as a DSS",
    { 3: `<< ${SIDE} /Contents [4 0 R 60 0 R] >>` },
    { 60: falsk, 1: katalog("/DSS << /CRLs [60 0 R] >>") },
  ],
  [
    "the page's list of contents shared with a DSS",
    { 3: `<< ${SIDE} /Contents 47 0 R >>`, 47: "[4 0 R]" },
    { 47: "[60 0 R]", 60: falsk, 1: katalog("/DSS << /CRLs 47 0 R >>") },
  ],
  [
    "a number the length of the text refers to",
    { 4: "<< /Length 48 0 R >>\nstream\nBT (Ja) Tj ET % BT\nendstream", 48: "18" },
    { 48: "13" },
  ],
])("prepared before signing: %s", async (_, foer, etter) => {
  const pdf = forberedt(foer);
  expect(await dom(pdf)).toBe(BESTAATT);
  expect(await dom(revisjon(pdf, etter))).toBe(FORMATFEIL);
});

test("an entry that pointed past the end, filled in afterwards", async () => {
  const plass = 40_000;
  const grunn = { ...GRUNNLAG, 3: `<< ${SIDE} /Contents [4 0 R 49 0 R] >>` };
  const pdf = signer(revisjon(Buffer.alloc(0), grunn, { pekere: { 49: plass } }), { lag: cms(segl) });
  expect(await dom(pdf)).toBe(FORMATFEIL);
  const fyll = Buffer.concat([
    pdf,
    bytesAv(" ".repeat(plass - pdf.length)),
    bytesAv(`49 0 obj\n${falsk}\nendobj\n`),
  ]);
  const utvidet = bytesAv(
    `${fyll.toString("latin1")}xref\n0 0\ntrailer\n<< /Size 200 /Root 1 0 R /Prev ${startxref(pdf)} >>\nstartxref\n${fyll.length}\n%%EOF\n`,
  );
  expect(await dom(utvidet)).toBe(FORMATFEIL);
});

test("a cross-reference section hidden in the signed bytes, named afterwards", async () => {
  const lag = (forrige: number) =>
    forberedt({ 6: stroem(`xref\n0 0\ntrailer\n<< /Root 1 0 R /Prev ${String(forrige).padStart(8)} >>\n`) });
  const pdf = lag(startxref(lag(0)));
  expect(await dom(pdf)).toBe(BESTAATT);
  const skjult = pdf.indexOf("xref\n0 0");
  expect(await dom(Buffer.concat([pdf, bytesAv(`startxref\n${skjult}\n%%EOF\n`)]))).toBe(FORMATFEIL);
});

test("new objects after the end without any cross-reference", async () => {
  expect(await dom(Buffer.concat([god, bytesAv(`4 0 obj\n${falsk}\nendobj\n`)]))).toBe(FORMATFEIL);
  const medSlutt = bytesAv(`4 0 obj\n${falsk}\nendobj\nstartxref\n${startxref(god)}\n%%EOF\n`);
  expect(await dom(Buffer.concat([god, medSlutt]))).toBe(FORMATFEIL);
});

test("the signed tail moved, with objects put in the gap", async () => {
  const tekst = god.toString("latin1");
  const slutt = tekst.lastIndexOf(">", tekst.lastIndexOf("endobj\nxref"));
  const kile = `> /X (\n4 0 obj\n${falsk}\nendobj\n) /Y <`;
  expect(await dom(bytesAv(tekst.slice(0, slutt - 4000) + kile + tekst.slice(slutt - 4000)))).toBe(
    FORMATFEIL,
  );
});
