// /ByteRange, /Contents and the bytes around them, edited after signing.

import { expect, test } from "vitest";
import { attributt } from "./cms-bygger.ts";
import { tid } from "./der.ts";
import { bytesAv, revisjon, signer, stroemrevisjon, type Signering } from "./pdf-bygger.ts";
import { BESTAATT, cms, dom, FORMATFEIL, posten, segl, signert, usignert } from "./scene.ts";

const HASHFEIL = "TOTAL-FAILED / HASH_FAILURE";
const god = signert(segl);
const tekst = god.toString("latin1");
const [, tredje = "", fjerde = ""] = (
  /\/ByteRange \[0 +([0-9]+) +([0-9]+) +([0-9]+)\]/.exec(tekst) ?? []
).slice(1);
const foerste = Number(tredje === "" ? 0 : /\/ByteRange \[0 +([0-9]+)/.exec(tekst)?.[1]);
const andreStart = Number(tredje);
const andre = Number(fjerde);

/** The good file with another /ByteRange in the same room. */
function medOmraade(omraade: string): Buffer {
  const naa = /\/ByteRange \[[^\]]*\]/.exec(tekst)?.[0] ?? "";
  return bytesAv(tekst.replace(naa, `/ByteRange ${omraade}`.padEnd(naa.length)));
}

function byttet(fra: string, til: string): Buffer {
  if (!tekst.includes(fra) || fra.length !== til.length) throw new Error("nothing to replace");
  return bytesAv(tekst.replace(fra, til));
}

/** The good file with something else where the signature value is, and the same signed bytes. */
function medVerdi(verdi: string): Buffer {
  if (verdi.length > andreStart - foerste) throw new Error("no room for the value");
  return bytesAv(tekst.slice(0, foerste) + verdi.padEnd(andreStart - foerste) + tekst.slice(andreStart));
}

/** The value as a string in parentheses, with the same bytes. */
function iParentes(): string {
  const verdi = Buffer.from(tekst.slice(foerste + 1, andreStart - 1), "hex");
  const cmsLengde = 4 + verdi.readUInt16BE(2);
  const tegn = [...verdi.subarray(0, cmsLengde)].map((b) => `\\${b.toString(8).padStart(3, "0")}`).join("");
  return `(${tegn.padEnd(andreStart - foerste - 2, "\0")})`;
}

function snudd(sted: number): Buffer {
  const b = Buffer.from(god);
  b[sted] = (b[sted] ?? 0) ^ 1;
  return b;
}

test("the file the others are made from is accepted", async () => {
  expect(await dom(medOmraade(`[0 ${foerste} ${andreStart} ${andre}]`))).toBe(HASHFEIL);
  expect(await dom(god)).toBe(BESTAATT);
});

test.each<[string, () => Buffer, string]>([
  [
    "a letter of the text changed",
    () => byttet("Tilslutningserklaering", "Tilslutningserklaerinh"),
    HASHFEIL,
  ],
  ["a bit turned in the header comment", () => snudd(12), HASHFEIL],
  ["a bit turned near the end", () => snudd(god.length - 30), FORMATFEIL],
  ["a comment after the end", () => Buffer.concat([god, bytesAv("% hei\n")]), FORMATFEIL],
  ["a line break after the end", () => Buffer.concat([god, bytesAv("\n")]), FORMATFEIL],
  ["the last line break cut off", () => god.subarray(0, -1), FORMATFEIL],
  ["bytes before the header", () => Buffer.concat([bytesAv("GIF89a"), god]), FORMATFEIL],
  ["only its first 900 bytes", () => god.subarray(0, 900), FORMATFEIL],
  ["the halves of /ByteRange swapped", () => medOmraade(`[${andreStart} ${andre} 0 ${foerste}]`), FORMATFEIL],
  ["/ByteRange from 1", () => medOmraade(`[1 ${foerste} ${andreStart} ${andre}]`), FORMATFEIL],
  ["the second length 20 shorter", () => medOmraade(`[0 ${foerste} ${andreStart} ${andre - 20}]`), HASHFEIL],
  ["the first length 10 shorter", () => medOmraade(`[0 ${foerste - 10} ${andreStart} ${andre}]`), FORMATFEIL],
  [
    "a gap wider than the value at its end",
    () => medOmraade(`[0 ${foerste} ${andreStart + 2} ${andre - 2}]`),
    FORMATFEIL,
  ],
  [
    "/ByteRange counting < and > as signed",
    () => medOmraade(`[0 ${foerste + 1} ${andreStart - 1} ${andre + 1}]`),
    FORMATFEIL,
  ],
  ["six numbers", () => medOmraade(`[0 ${foerste} ${andreStart} ${andre} 0 0]`), FORMATFEIL],
  ["one pair", () => medOmraade(`[0 ${foerste}]`), FORMATFEIL],
  ["a negative length", () => medOmraade(`[0 ${foerste} ${andreStart} -${andre}]`), FORMATFEIL],
  ["a range past the end", () => medOmraade(`[0 ${foerste} ${andreStart} ${andre + 500}]`), FORMATFEIL],
  ["/ByteRange by reference", () => medOmraade("5 0 R"), FORMATFEIL],
  ["no /ByteRange", () => byttet("/ByteRange", "/ByteRangf"), FORMATFEIL],
  ["an unknown sub-filter", () => byttet("ETSI.CAdES.detached", "ETSI.XAdES.detached"), FORMATFEIL],
  ["no filter", () => byttet("/Filter /Adobe.PPKLite", "/Filtre /Adobe.PPKLite"), FORMATFEIL],
  ["something that is not hex in the value", () => byttet("0000>", "00%0>"), FORMATFEIL],
  ["white space in the value", () => byttet("0000>", "00  >"), FORMATFEIL],
  ["an odd number of hex digits", () => byttet("0000>", "000> "), FORMATFEIL],
  ["something after the value", () => byttet("0000>", "0001>"), FORMATFEIL],
  [
    "the numbers of /ByteRange in another order",
    () => medOmraade(`[0 ${andreStart} ${foerste} ${andre}]`),
    FORMATFEIL,
  ],
  ["null for a value", () => medVerdi("null"), FORMATFEIL],
  ["zeroes for a value", () => medVerdi(`<${"0".repeat(andreStart - foerste - 2)}>`), FORMATFEIL],
  ["the value in parentheses", () => medVerdi(iParentes()), FORMATFEIL],
  [
    "a digit changed in the signer's certificate",
    () => {
      const sted = tekst.indexOf(Buffer.from(segl.der).toString("hex")) + 2 * segl.der.length - 8;
      return bytesAv(tekst.slice(0, sted) + (tekst[sted] === "7" ? "8" : "7") + tekst.slice(sted + 1));
    },
    "INDETERMINATE / NO_SIGNING_CERTIFICATE_FOUND",
  ],
])("a signed file with %s", async (_, pdf, ventet) => {
  expect(await dom(pdf())).toBe(ventet);
});

const ordbok = (bytt: (o: string) => string): Partial<Signering> => ({ ordbok: bytt });

test.each<[string, Partial<Signering>, string]>([
  ["two /Contents", ordbok((o) => o.replace("/Filter /Adobe", "/Contents <00> /Filter /Adobe")), FORMATFEIL],
  [
    "two /ByteRange",
    ordbok((o) => o.replace("/Filter /Adobe", "/ByteRange [0 1 2 3] /Filter /Adobe")),
    FORMATFEIL,
  ],
  [
    "a comment before the value, left out of the ranges",
    { ...ordbok((o) => o.replace("/Contents <", "/Contents %x\n<")), utelatt: [3, 0] },
    FORMATFEIL,
  ],
  [
    "a comment after the value, left out of the ranges",
    { ...ordbok((o) => o.replace(/> >>$/, "> %x\n >>")), utelatt: [0, 4] },
    FORMATFEIL,
  ],
  [
    "a comment before the value, signed like the rest",
    ordbok((o) => o.replace("/Contents <", "/Contents %x\n<")),
    BESTAATT,
  ],
  [
    "the older sub-filter, without ESS and with the signer's own time",
    {
      underfilter: "adbe.pkcs7.detached",
      lag: cms(segl, {
        ess: "ingen",
        ekstraAttributter: [attributt("1.2.840.113549.1.9.5", tid("2026-06-01T08:00:00Z"))],
      }),
    },
    BESTAATT,
  ],
  [
    "a certification that says by reference what may be changed",
    {
      katalog: "/Perms << /DocMDP 11 0 R >>",
      ordbok: (o) => o.replace("/Contents", "/Reference [15 0 R] /Contents"),
      andre: {
        15: "<< /Type /SigRef /TransformMethod /DocMDP /TransformParams 16 0 R >>",
        16: "<< /Type /TransformParams /P 1 /V /1.2 >>",
      },
    },
    BESTAATT,
  ],
  ["ranges that count < and > as signed", { utelatt: [-1, -1] }, FORMATFEIL],
  ["ranges that begin and end with the value's key", { utelatt: [10, 3] }, FORMATFEIL],
  ["/ByteRange written with an escape", ordbok((o) => o.replace("/ByteRange", "/Byte#52ange")), BESTAATT],
  [
    "the obsolete SHA-1 sub-filter",
    { underfilter: "adbe.pkcs7.sha1" },
    "INDETERMINATE / CRYPTO_CONSTRAINTS_FAILURE_NO_POE",
  ],
  [
    "a second field with the same signature",
    { andre: { 12: "<< /FT /Sig /T (S12) /V 11 0 R >>" }, tidligereFelt: [12] },
    FORMATFEIL,
  ],
  [
    "a loop of fields",
    { andre: { 12: "<< /T (S12) /Kids [13 0 R] >>", 13: "<< /Kids [12 0 R] >>" }, tidligereFelt: [12] },
    FORMATFEIL,
  ],
  [
    "a field that inherits its kind",
    { andre: { 12: "<< /T (S12) /FT /Sig /Kids [13 0 R] >>", 13: "<< /T (x) >>" }, tidligereFelt: [12] },
    BESTAATT,
  ],
  ["an empty signature field", { andre: { 12: "<< /FT /Sig /T (S12) >>" }, tidligereFelt: [12] }, BESTAATT],
  ["a signature no field reaches", { andre: { 12: "<< /Type /Sig /Byte#52ange [0 1 2 3] >>" } }, FORMATFEIL],
])("a file signed with %s", async (_, andreValg, ventet) => {
  expect(await dom(signert(segl, {}, andreValg))).toBe(ventet);
});

test("a signature dictionary in an object stream is no signature", async () => {
  const felt = {
    1: "<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [10 0 R] >> >>",
    10: "<< /FT /Sig /T (S) /V 11 0 R >>",
  };
  const pdf = stroemrevisjon(
    usignert,
    { ...felt, 11: "<< /Type /Sig /Filter /X /SubFilter /ETSI.CAdES.detached /Contents <00> >>" },
    50,
  );
  expect(await dom(pdf)).toBe(FORMATFEIL);
});

test("an unreached /ByteRange in an unsigned file is not passed over", async () => {
  expect(await dom(revisjon(usignert, { 9: "<< /ByteRange [0 1 2 3] >>" }))).toBe(FORMATFEIL);
});

test("one broken signature fails the file, however good the other is", async () => {
  const foerst = signert(posten, { feilSum: true });
  expect(await dom(signer(foerst, { lag: cms(segl), felt: 20, tidligereFelt: [10] }))).toBe(HASHFEIL);
  const uten = signert(posten, { utenAttributter: true });
  expect(await dom(signer(uten, { lag: cms(segl), felt: 20, tidligereFelt: [10] }))).toBe(FORMATFEIL);
});

test("two signatures whose ranges are the same are refused", async () => {
  const par = signert(segl, {}, { felt: 10 });
  const kopi = revisjon(par, {
    1: "<< /Type /Catalog /Pages 2 0 R /AcroForm << /SigFlags 3 /Fields [10 0 R 20 0 R] >> >>",
    20: "<< /FT /Sig /T (S20) /V 21 0 R >>",
    21: /11 0 obj\n([\s\S]*?)\nendobj/.exec(par.toString("latin1"))?.[1] ?? "",
  });
  expect(await dom(kopi)).toBe(FORMATFEIL);
});

test("two signatures of which the older covers bytes of the newer are refused", async () => {
  const to = signer(god, { lag: cms(posten), felt: 20, tidligereFelt: [10] });
  const naa = /\/ByteRange \[[^\]]*\]/.exec(tekst)?.[0] ?? "";
  const utvidet = `/ByteRange [0 ${foerste} ${andreStart} ${to.length - andreStart}]`.padEnd(naa.length);
  expect(await dom(to)).toBe(BESTAATT);
  expect(await dom(bytesAv(to.toString("latin1").replace(naa, utvidet)))).toBe(FORMATFEIL);
});

test.each([
  [16, BESTAATT],
  [17, FORMATFEIL],
])("%i signatures give %s", async (antall, ventet) => {
  let pdf = usignert;
  const felt: number[] = [];
  for (let i = 0; i < antall; i += 1) {
    pdf = signer(pdf, { lag: cms(segl), felt: 10 + i * 4, tidligereFelt: [...felt] });
    felt.push(10 + i * 4);
  }
  expect(await dom(pdf)).toBe(ventet);
});
