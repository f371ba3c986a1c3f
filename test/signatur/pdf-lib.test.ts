// Files written by another library, signed the way signing tools do: room is made first, and the value is filled in.

import { PDFDocument, PDFHexString, PDFName, PDFString, StandardFonts } from "pdf-lib";
import { expect, test } from "vitest";
import { fyllInn, OMRAADE, revisjon, TOM_VERDI } from "./pdf-bygger.ts";
import { BESTAATT, cms, dom, FORMATFEIL, segl } from "./scene.ts";

async function erklaering(): Promise<PDFDocument> {
  const dok = await PDFDocument.create();
  const skrift = await dok.embedFont(StandardFonts.Helvetica);
  dok.addPage().drawText("Tilslutningserklaering", { font: skrift });
  return dok;
}

/** A file of one revision with the signature in it. */
async function signertMedPlass(): Promise<Buffer> {
  const dok = await erklaering();
  const { context: ktx, catalog } = dok;
  const signatur = ktx.register(
    ktx.obj({
      Type: "Sig",
      Filter: "Adobe.PPKLite",
      SubFilter: "ETSI.CAdES.detached",
      ByteRange: [0, 9_999_999_999, 9_999_999_999, 9_999_999_999],
      Contents: PDFHexString.of(TOM_VERDI),
    }),
  );
  const felt = ktx.register(
    ktx.obj({
      Type: "Annot",
      Subtype: "Widget",
      FT: "Sig",
      T: PDFString.of("Signatur"),
      F: 132,
      Rect: [0, 0, 0, 0],
      P: dok.getPage(0).ref,
      V: signatur,
    }),
  );
  dok.getPage(0).node.set(PDFName.of("Annots"), ktx.obj([felt]));
  catalog.set(PDFName.of("AcroForm"), ktx.obj({ SigFlags: 3, Fields: [felt] }));
  const tekst = Buffer.from(await dok.save({ useObjectStreams: false })).toString("latin1");
  const plass = /\[ 0 (?:9{10} ){3}\]/.exec(tekst)?.[0] ?? "";
  return fyllInn(Buffer.from(tekst.replace(plass, OMRAADE.padEnd(plass.length)), "latin1"), cms(segl));
}

test("a file with room for the signature is accepted when it is signed, and not when it is changed", async () => {
  const pdf = await signertMedPlass();
  expect(await dom(pdf)).toBe(BESTAATT);
  const tekst = pdf.toString("latin1");
  const rot = Number(/\/Root ([0-9]+) 0 R/.exec(tekst)?.[1]);
  const side = Number(/([0-9]+) 0 obj\n<<\n\/Type \/Page\n/.exec(tekst)?.[1]);
  expect(await dom(revisjon(pdf, {}, { rot }))).toBe(BESTAATT);
  expect(await dom(revisjon(pdf, { [side]: "<< /Type /Page >>" }, { rot }))).toBe(FORMATFEIL);
});

test.each([true, false])("an unsigned file is read, with object streams: %s", async (useObjectStreams) => {
  const dok = await erklaering();
  expect(await dom(await dok.save({ useObjectStreams }))).toBe("NO-SIGNATURE NONE");
});
