// The file as a whole: the same bytes every time, the amounts of the result, nothing about the person outside the pages.

import { PDFDocument, PDFName } from "pdf-lib";
import { expect, test } from "vitest";
import { lagPdf } from "../../shared/pdf/lag-pdf.ts";
import { contentsOf, readObjects } from "./checker/objects.ts";
import { FONTER } from "./fonter.ts";
import { kontroller, pdfAv } from "./kontroll.ts";
import { BARE_MANUELT, ENSLIG, MED_VEDLEGG, PAR, TRE_HUNDRE_MANUELLE } from "./saker.ts";

async function objekter(bytes: Uint8Array) {
  const document = await PDFDocument.load(bytes, { updateMetadata: false });
  return readObjects(document.context);
}

async function xmp(bytes: Uint8Array): Promise<string> {
  const objects = await objekter(bytes);
  const stream = objects.stream(objects.get(objects.context.trailerInfo.Root, "Metadata"));
  return Buffer.from(contentsOf(stream) ?? []).toString("utf8");
}

/** Amounts as they are printed, back to kroner: no-break spaces out, comma to point, U+2212 to minus. */
function kroner(tekst: string): number {
  return Number(tekst.replaceAll("\u00a0", "").replace("\u2212", "-").replace(",", "."));
}

test("the same request gives the same bytes, whatever was made in between and however the fonts were read", () => {
  const foerste = pdfAv(PAR);
  pdfAv(ENSLIG);
  const kopi = lagPdf(structuredClone(PAR), {
    regular: FONTER.regular.slice(),
    semiBold: FONTER.semiBold.slice(),
  });
  expect(kopi).toEqual({ ok: true, value: foerste });
});

test("documents that differ in letters alone, which pages write by number, have different IDs", async () => {
  const ider = await Promise.all(
    ["ŊŊ", "ŦŦ"].map(async (saksreferanse) => {
      const fil = await objekter(pdfAv({ ...ENSLIG, dokument: { ...ENSLIG.dokument, saksreferanse } }));
      return String(fil.context.trailerInfo.ID);
    }),
  );
  expect(new Set(ider).size).toBe(2);
});

test("another request gives another ID and another prefix of the fonts where the letters differ", async () => {
  const [a, b] = await Promise.all([PAR, ENSLIG].map(async (g) => objekter(pdfAv(g))));
  expect(String(a?.context.trailerInfo.ID)).not.toBe(String(b?.context.trailerInfo.ID));
});

test("the amounts in the document are those of the result", async () => {
  const { texts } = await kontroller(pdfAv(PAR));
  const { egenandel, steg, terminer = [] } = PAR.resultat;
  const tekster = texts.map((t) => t.text);
  const noekkeltall = tekster.find((t) => t.startsWith("Egenandel per måned"));
  expect(noekkeltall).toBe(
    `Egenandel per måned ${egenandel.perMaaned.toLocaleString("nb-NO")}\u00a0kr ${egenandel.perAar.toLocaleString("nb-NO")}\u00a0kr per år`,
  );

  const start = tekster.indexOf("Utregningen steg for steg");
  const stegbeloep = steg.map(({ nr, beloep }) => {
    const rad = tekster.indexOf(String(nr), start);
    return [beloep, kroner(tekster[rad + 4] ?? "")];
  });
  expect(stegbeloep).toEqual(steg.map(({ beloep }) => [beloep, Number(beloep)]));

  const maaneder = tekster.slice(tekster.indexOf("Egenandel måned for måned") + 7);
  const terminbeloep = terminer.map((_, i) => kroner(maaneder[5 * i + 4] ?? ""));
  expect(terminbeloep).toEqual(terminer.map((t) => t.beloep));
});

test("what the file says of itself names the kommune and the calculation, never the resident", async () => {
  const pakke = await xmp(pdfAv(PAR));
  expect(pakke).toContain("<rdf:li>Askøy kommune</rdf:li>");
  expect(pakke).toContain(`<egenandel:resultatId>${PAR.resultatId}</egenandel:resultatId>`);
  expect(pakke).not.toContain("Nordmann");
});

test("the date is that of the lookup, or beregningsdato when there is none", async () => {
  expect(await xmp(pdfAv(PAR))).toContain("<xmp:CreateDate>2026-11-23T10:00:00Z</xmp:CreateDate>");
  expect(await xmp(pdfAv(BARE_MANUELT))).toContain("<xmp:CreateDate>2026-06-01T00:00:00Z</xmp:CreateDate>");
});

test("an attached calculation is the answer of the API, in PDF/A-3", async () => {
  const bytes = pdfAv(MED_VEDLEGG);
  const objects = await objekter(bytes);
  const [fil] = objects.items(objects.get(objects.context.trailerInfo.Root, "AF")) ?? [];
  const json = Buffer.from(contentsOf(objects.stream(objects.get(fil, "EF", "F"))) ?? []).toString("utf8");
  expect(JSON.parse(json)).toEqual({ resultatId: MED_VEDLEGG.resultatId, ...MED_VEDLEGG.resultat });
  expect(await xmp(bytes)).toContain("<pdfaid:part>3</pdfaid:part>");
});

test("every page has its number at the foot, and a table that goes on repeats its head as an artifact", async () => {
  const { pages } = await kontroller(pdfAv(TRE_HUNDRE_MANUELLE));
  const pynt = pages.map((page) =>
    page.filter((s) => s.mcid === undefined).map((s) => s.texts.map((t) => t.text).join("|")),
  );
  const numre = pynt.map((tekster) => tekster.at(-1)?.split("|").at(-1));
  expect(numre).toEqual(pages.map((_, i) => `Side ${i + 1} av ${pages.length}`));
  const medHode = pynt.filter((tekster) => tekster.includes("Post og begrunnelse|Endring|Beløp (kr)"));
  expect(medHode.length).toBeGreaterThan(10);
});

test("the document information is set even where it is short", async () => {
  const objects = await objekter(pdfAv(BARE_MANUELT));
  const info = objects.dict(objects.context.trailerInfo.Info);
  expect(info?.keys().map((k) => k.decodeText())).toEqual([
    "Title",
    "Author",
    "Creator",
    "Producer",
    "CreationDate",
    "ModDate",
  ]);
  expect(info?.get(PDFName.of("CreationDate"))?.toString()).toBe("(D:20260601000000Z)");
});
