// A signed file taken apart and put together around other content, so that the signed bytes are all still there.

import { expect, test } from "vitest";
import { aapneDokument } from "../../shared/signatur/fil/dokument.ts";
import { bytesAv, KATALOG, SIDE, startxref, stroem } from "./pdf-bygger.ts";
import { BESTAATT, dom, FORMATFEIL, segl, signert } from "./scene.ts";

const god = signert(segl);
const tekst = god.toString("latin1");
const VERDI_FRA = tekst.lastIndexOf("/Contents <") + 10;
const VERDI_TIL = tekst.indexOf(">", VERDI_FRA) + 1;
const verdi = tekst.slice(VERDI_FRA, VERDI_TIL);
const hale = tekst.slice(VERDI_TIL);
const falsk = stroem("BT /F1 24 Tf 72 700 Td (Noe helt annet) Tj ET");

/** Numbers of a /ByteRange, as wide as the test files write them. */
const omraade = (foerste: number, andreStart: number): string =>
  `[0 ${[foerste, andreStart, hale.length].map((n) => String(n).padStart(10)).join(" ")}]`;

test("the signed tail moved, with objects in the wider gap and /ByteRange written anew", async () => {
  const kile = `\n4 0 obj\n${falsk}\nendobj\n`;
  const foran = tekst
    .slice(0, VERDI_FRA)
    .replace(/\/ByteRange \[[^\]]*\]/, `/ByteRange ${omraade(VERDI_FRA, VERDI_TIL + kile.length)}`);
  expect(foran.length).toBe(VERDI_FRA);
  expect(await dom(bytesAv(foran + verdi + kile + hale))).toBe(FORMATFEIL);
});

/**
 * The signed bytes whole, and between them a file of the attacker's: its cross-references stand at the offset the signed
 * `startxref` names, and its signature has the genuine value and a /ByteRange that leaves out all of it.
 */
function innpakket(verdiFoerst: boolean): Buffer {
  const sted = startxref(god);
  // From the end of the value to the cross-references there is room for white space only.
  const foran = `${tekst.slice(0, VERDI_FRA)}${verdi}`.padEnd(sted);
  const objekter: Record<number, string> = {
    1: `<< ${KATALOG} /AcroForm << /SigFlags 3 /Fields [10 0 R] >> >>`,
    2: "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    3: `<< ${SIDE} /Contents 4 0 R >>`,
    4: falsk,
    5: "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    10: "<< /Type /Annot /Subtype /Widget /FT /Sig /T (S10) /F 132 /Rect [0 0 0 0] /P 3 0 R /V 11 0 R >>",
  };
  const signatur = (halestart: number): string => {
    const poster = [`/Contents ${verdi}`, `/ByteRange ${omraade(VERDI_FRA, halestart)}`];
    const resten = (verdiFoerst ? poster : poster.toReversed()).join(" ");
    return `<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached ${resten} >>`;
  };
  const skriv = (halestart: number): string => {
    const rader = 8;
    const xrefLengde = "xref\n".length + rader * "00 1\n".length + rader * 20 + 40;
    let kropp = "";
    const steder: [number, number][] = [];
    for (const [nummer, innhold] of [...Object.entries(objekter), ["11", signatur(halestart)] as const]) {
      steder.push([Number(nummer), sted + xrefLengde + kropp.length]);
      kropp += `${nummer} 0 obj\n${innhold}\nendobj\n`;
    }
    const tabell = steder.map(([n, p]) => `${n} 1\n${String(p).padStart(10, "0")} 00000 n \n`).join("");
    const xref = `xref\n${tabell}trailer\n<< /Size 20 /Root 1 0 R >>\n`;
    return foran + xref.padEnd(xrefLengde) + kropp;
  };
  const halestart = skriv(0).length;
  return bytesAv(skriv(halestart) + hale);
}

test.each([
  ["the value before the numbers", true],
  ["the numbers before the value", false],
])("the signed bytes around another file, %s", async (_, verdiFoerst) => {
  const pdf = innpakket(verdiFoerst);
  expect(pdf.subarray(0, VERDI_FRA).equals(god.subarray(0, VERDI_FRA))).toBe(true);
  expect(pdf.subarray(-hale.length).toString("latin1")).toBe(hale);
  expect(startxref(pdf)).toBe(startxref(god));
  // A reader finds its way in it: only the signature tells that it is not the file that was signed.
  expect(aapneDokument(pdf)).toBeDefined();
  expect(await dom(pdf)).toBe(FORMATFEIL);
});

test("the file the others are made from is accepted", async () => {
  expect(await dom(god)).toBe(BESTAATT);
});
