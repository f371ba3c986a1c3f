import { PDFHexString, PDFName, PDFString } from "pdf-lib";
import { found } from "./editable.ts";
import type { Mutant } from "./mutant.ts";

function appended(bytes: Uint8Array, text: string): Uint8Array {
  return Buffer.concat([bytes, Buffer.from(text)]);
}

function withByte(bytes: Uint8Array, at: number, value: number): Uint8Array {
  const copy = bytes.slice();
  copy[at] = value;
  return copy;
}

export const FILE_MUTANTS: readonly Mutant[] = [
  { title: "comment bytes below 0x80", rules: ["F1"], bytes: (b) => withByte(b, 11, 0x41) },
  { title: "version 1.6 in the header", rules: ["F1"], bytes: (b) => withByte(b, 7, 0x36) },
  { title: "bytes after %%EOF", rules: ["F2"], bytes: (b) => appended(b, "\n% more\n") },
  { title: "two line ends after %%EOF", rules: ["F2"], bytes: (b) => appended(b, "\n\n\n") },
  {
    title: "no ID",
    rules: ["F3"],
    plant: (f) => {
      delete f.context.trailerInfo.ID;
    },
  },
  {
    title: "the two halves of ID differ",
    rules: ["F3"],
    plant: (f) => {
      const ids = ["00", "11"].map((byte) => PDFHexString.of(byte.repeat(16)));
      f.context.trailerInfo.ID = f.context.obj(ids);
    },
  },
  {
    title: "an ID of four bytes",
    rules: ["F3"],
    plant: (f) => {
      const id = PDFHexString.of("00112233");
      f.context.trailerInfo.ID = f.context.obj([id, id]);
    },
  },
  {
    title: "an Encrypt dictionary",
    rules: ["F4"],
    plant: (f) => {
      f.context.trailerInfo.Encrypt = f.context.register(f.context.obj({ Filter: "Standard", V: 1 }));
    },
  },
  {
    title: "Filter LZWDecode",
    rules: ["F5"],
    plant: (f) => {
      const page = found(f.objects.stream(f.objects.get(f.pages[1], "Contents")));
      page.dict.set(PDFName.of("Filter"), PDFName.of("LZWDecode"));
    },
  },
  {
    title: "a stream that lies in another file",
    rules: ["F6"],
    plant: (f) => {
      const page = found(f.objects.stream(f.objects.get(f.pages[1], "Contents")));
      page.dict.set(PDFName.of("F"), PDFString.of("other.bin"));
    },
  },
  {
    title: "Length three too small",
    rules: ["F7"],
    bytes: (b) => {
      const file = Buffer.from(b).toString("latin1");
      const shorter = (_: string, length: string): string =>
        `/Length ${Number(length) - 3}`.padEnd(8 + length.length);
      return Buffer.from(file.replace(/\/Length (\d+)/, shorter), "latin1");
    },
  },
];
