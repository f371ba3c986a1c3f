// Files made to cost more than they should: each is refused, and soon.

import { createCipheriv } from "node:crypto";
import { deflateSync } from "node:zlib";
import { expect, test } from "vitest";
import { bytesAv, GRUNNLAG, KATALOG, revisjon, SIDE, signer, startxref, stroem } from "./pdf-bygger.ts";
import { cpuMs } from "./cpu.ts";
import { BESTAATT, cms, dom, FORMATFEIL, segl, signert, usignert, vurder } from "./scene.ts";

const HODE = "%PDF-1.7\n";
const UTEN = "NO-SIGNATURE NONE";
const god = signert(segl);

/** A file of some objects whose one cross-reference section is written by the test. */
function medXref(kropp: string, xref: string): Buffer {
  const start = HODE.length + kropp.length;
  return bytesAv(`${HODE}${kropp}${xref}\nstartxref\n${start}\n%%EOF\n`);
}

function xrefstroem(ordbok: string, data: Uint8Array): Buffer {
  const kropp = stroem(deflateSync(data), ` /Type /XRef /Size 10 /Root 1 0 R /Filter /FlateDecode ${ordbok}`);
  return medXref("", `9 0 obj\n${kropp}\nendobj`);
}

/** A file whose only page holds this value under a key nobody asks for until the objects are compared. */
function medVerdi(verdi: string): Buffer {
  const pdf = signer(revisjon(Buffer.alloc(0), { ...GRUNNLAG, 3: `<< ${SIDE} /X ${verdi} >>` }), {
    lag: cms(segl),
  });
  return revisjon(pdf, { 4: stroem("") });
}

function mange(antall: number, foer: Buffer): Buffer {
  let pdf = foer;
  for (let i = 0; i < antall; i += 1) pdf = revisjon(pdf, { 5: "<< /Type /Font >>" });
  return pdf;
}

/** Bytes that look random and are the same every time. */
function tilfeldige(antall: number): Buffer {
  return createCipheriv("aes-128-ctr", Buffer.alloc(16, 1), Buffer.alloc(16)).update(Buffer.alloc(antall));
}

const feltrekke = (dybde: number): Record<number, string> => {
  const felt: Record<number, string> = { 1: `<< ${KATALOG} /AcroForm << /Fields [100 0 R] >> >>` };
  for (let i = 0; i < dybde; i += 1) felt[100 + i] = `<< /T (x) /Kids [${101 + i} 0 R] >>`;
  return felt;
};

test.each<[string, () => Buffer, string]>([
  ["nothing", () => Buffer.alloc(0), FORMATFEIL],
  ["one byte", () => bytesAv("%"), FORMATFEIL],
  ["only a header", () => bytesAv(HODE), FORMATFEIL],
  ["text", () => bytesAv("Tilslutningserklaering"), FORMATFEIL],
  ["11 MB", () => Buffer.concat([god.subarray(0, -1), Buffer.alloc(11_000_000, 0x20)]), FORMATFEIL],
  ["10 MiB and one byte", () => Buffer.alloc(10 * 1024 * 1024 + 1, 0x20), FORMATFEIL],
  [
    "500 000 random bytes after a header",
    () => Buffer.concat([bytesAv(HODE), tilfeldige(500_000)]),
    FORMATFEIL,
  ],
  ["no startxref", () => bytesAv(usignert.toString("latin1").replace("startxref", "startxxxx")), FORMATFEIL],
  [
    "a startxref that points nowhere",
    () => bytesAv(usignert.toString("latin1").replace(/startxref\n[0-9]+/, "startxref\n7")),
    FORMATFEIL,
  ],
  [
    "a startxref of a hundred digits",
    () => bytesAv(usignert.toString("latin1").replace(/startxref\n[0-9]+/, `startxref\n${"9".repeat(100)}`)),
    FORMATFEIL,
  ],
  [
    "an entry that points at another object",
    () => revisjon(usignert, {}, { pekere: { 4: usignert.indexOf("5 0 obj") } }),
    FORMATFEIL,
  ],
  [
    "/Prev that points at itself",
    () => medXref("", `xref\n0 1\n0000000000 65535 f \ntrailer\n<< /Root 1 0 R /Prev ${HODE.length} >>`),
    FORMATFEIL,
  ],
  ["/Prev that is a name", () => medXref("", "xref\n0 0\ntrailer\n<< /Root 1 0 R /Prev /X >>"), FORMATFEIL],
  [
    "a table of 999 999 999 entries",
    () => medXref("", "xref\n0 999999999\ntrailer\n<< /Root 1 0 R >>"),
    FORMATFEIL,
  ],
  [
    "the same object twice in a table",
    () => revisjon(usignert, { 7: "<< >>" }, { frigjorte: [7] }),
    FORMATFEIL,
  ],
  [
    "a cross-reference stream of no width",
    () => xrefstroem("/W [0 0 0] /Index [0 2000000000]", Buffer.alloc(0)),
    FORMATFEIL,
  ],
  [
    "a cross-reference stream of two billion entries",
    () => xrefstroem("/W [1 2 1] /Index [0 2000000000]", Buffer.alloc(40)),
    FORMATFEIL,
  ],
  [
    "a cross-reference stream that packs 300 MB",
    () => xrefstroem("/W [1 2 1] /Index [0 4]", Buffer.alloc(300_000_000)),
    FORMATFEIL,
  ],
  [
    "a cross-reference stream with an unknown predictor",
    () => xrefstroem("/W [1 2 1] /Index [0 1] /DecodeParms << /Predictor 99 >>", Buffer.alloc(4)),
    FORMATFEIL,
  ],
  [
    "the same object twice in a cross-reference stream",
    () => xrefstroem("/W [1 2 1] /Index [4 1 4 1]", Buffer.from([1, 0, 9, 0, 1, 0, 9, 0])),
    FORMATFEIL,
  ],
  ["399 sections", () => mange(398, usignert), FORMATFEIL],
  ["65 sections", () => mange(64, usignert), FORMATFEIL],
  ["64 sections", () => mange(63, usignert), UTEN],
  [
    "a loop of fields",
    () => revisjon(usignert, { ...feltrekke(1), 101: "<< /Kids [100 0 R] >>" }),
    FORMATFEIL,
  ],
  ["5000 fields inside each other", () => revisjon(usignert, feltrekke(5000)), FORMATFEIL],
  ["65 fields inside each other", () => revisjon(usignert, feltrekke(70)), FORMATFEIL],
  [
    "2001 fields",
    () =>
      revisjon(usignert, { 1: `<< ${KATALOG} /AcroForm << /Fields [${"<< /T (x) >> ".repeat(2001)}] >> >>` }),
    FORMATFEIL,
  ],
  [
    "2000 fields",
    () =>
      revisjon(usignert, { 1: `<< ${KATALOG} /AcroForm << /Fields [${"<< /T (x) >> ".repeat(2000)}] >> >>` }),
    UTEN,
  ],
  ["400 000 /ByteRange", () => revisjon(usignert, { 8: stroem("/ByteRange".repeat(400_000)) }), FORMATFEIL],
  ["2 000 000 arrays inside each other", () => medVerdi("[".repeat(2_000_000)), FORMATFEIL],
  ["9 MB of <", () => medVerdi("<".repeat(9_000_000)), FORMATFEIL],
  ["9 MB of (", () => medVerdi("(".repeat(9_000_000)), FORMATFEIL],
  [
    "pages that are each other's parents, signed",
    () =>
      signer(
        revisjon(usignert, {
          2: "<< /Type /Pages /Parent 3 0 R /Kids [3 0 R] /Count 1 >>",
          3: "<< /Type /Pages /Parent 2 0 R /Kids [2 0 R] /Count 1 >>",
        }),
        { lag: cms(segl) },
      ),
    BESTAATT,
  ],
  ["a catalog that is a reference to itself", () => revisjon(usignert, { 1: "1 0 R" }), FORMATFEIL],
  [
    "a catalog with a key twice",
    () => revisjon(usignert, { 1: `<< ${KATALOG} /Pages 4 0 R >>` }),
    FORMATFEIL,
  ],
  [
    "an object stream inside itself",
    () => revisjon(usignert, { 1: stroem("1 0 << >>", " /Type /ObjStm /N 1 /First 4") }),
    FORMATFEIL,
  ],
])("a file of %s", async (_, pdf, ventet) => {
  const bytes = pdf();
  const fra = cpuMs();
  expect(await dom(bytes)).toBe(ventet);
  expect(cpuMs() - fra).toBeLessThan(3000);
});

test("many objects that all begin a string without an end cost no more than the file is long", async () => {
  const objekter: Record<number, string> = { ...GRUNNLAG };
  for (let i = 100; i < 20_000; i += 1) objekter[i] = "(<";
  const pdf = signer(revisjon(Buffer.alloc(0), objekter), { lag: cms(segl) });
  const fra = cpuMs();
  expect(await dom(revisjon(pdf, { 4: stroem("") }))).toBe(FORMATFEIL);
  expect(cpuMs() - fra).toBeLessThan(3000);
});

test("sixteen signatures of a file of many objects are compared in a bounded time", async () => {
  const objekter: Record<number, string> = { ...GRUNNLAG };
  for (let i = 1000; i < 41_000; i += 1) objekter[i] = "<< /A 1 0 R /B [2 0 R 3 0 R 4 0 R] >>";
  let pdf = revisjon(Buffer.alloc(0), objekter);
  const felt: number[] = [];
  for (let i = 0; i < 16; i += 1) {
    pdf = signer(pdf, { lag: cms(segl), felt: 10 + i * 4, tidligereFelt: [...felt] });
    felt.push(10 + i * 4);
  }
  const fra = cpuMs();
  expect(await dom(pdf)).toBe(BESTAATT);
  expect(cpuMs() - fra).toBeLessThan(4000);
});

test("a hybrid file whose two halves disagree is refused, and one whose halves agree is not", async () => {
  const annen = `4 0 obj\n${stroem("")}\nendobj\n`;
  const lag = (posisjon: number) => {
    const start = usignert.length + annen.length;
    const data = Buffer.from([1, posisjon >> 8, posisjon & 255, 0]);
    const xref = `9 0 obj\n${stroem(data, " /Type /XRef /Size 10 /Root 1 0 R /W [1 2 1] /Index [4 1]")}\nendobj\n`;
    const rad = String(usignert.indexOf("4 0 obj")).padStart(10, "0");
    const tabell = `xref\n4 1\n${rad} 00000 n \ntrailer\n<< /Root 1 0 R /XRefStm ${start} /Prev ${startxref(usignert)} >>\n`;
    return bytesAv(
      `${usignert.toString("latin1")}${annen}${xref}${tabell}startxref\n${start + xref.length}\n%%EOF\n`,
    );
  };
  expect(await dom(lag(usignert.indexOf("4 0 obj")))).toBe(UTEN);
  expect(await dom(lag(usignert.length))).toBe(FORMATFEIL);
});

test.each([
  ["an encrypted PDF", revisjon(usignert, {}, { trailer: " /Encrypt << /Filter /Standard >>" }), "kryptert"],
  ["a signed container", bytesAv("PK\x03\x04mimetypeapplication/vnd.etsi.asic-e+zip"), "ASiC"],
])("%s is left for a person, who is told why", async (_, pdf, ord) => {
  const svar = await vurder(pdf);
  expect(svar).toMatchObject({
    indikasjon: "INDETERMINATE",
    subindikasjon: "GENERIC",
    avgjoerelse: "TIL_VURDERING",
  });
  expect(svar.forklaring).toContain(ord);
});

test("a signed file of nine megabytes is accepted", async () => {
  const stor = revisjon(usignert, { 6: stroem("x".repeat(9_000_000)) });
  expect(await dom(signer(stor, { lag: cms(segl) }))).toBe(BESTAATT);
});
