// F: the file as bytes and streams.

import { PDFArray, PDFHexString, PDFRawStream, PDFString, type PDFObject } from "pdf-lib";
import type { Report } from "./findings.ts";
import { keysOf, nameOf, numberOf, type Objects } from "./objects.ts";

function idBytes(object: PDFObject | undefined): Uint8Array | undefined {
  return object instanceof PDFHexString || object instanceof PDFString ? object.asBytes() : undefined;
}

function checkId(objects: Objects, report: Report): void {
  const id = objects.resolve(objects.context.trailerInfo.ID);
  const [first, second, ...more] = id instanceof PDFArray ? id.asArray().map(idBytes) : [];
  if (first === undefined || second === undefined || more.length > 0) {
    report("F3", "no ID of two strings");
  } else if (first.length < 16 || Buffer.compare(first, second) !== 0) {
    report("F3", "the two strings of ID are short or differ");
  }
}

function checkStream(stream: PDFRawStream, objects: Objects, report: Report): void {
  const keys = keysOf(stream.dict);
  const filter = objects.get(stream.dict, "Filter");
  if (filter !== undefined && nameOf(filter) !== "FlateDecode")
    report("F5", "a filter other than FlateDecode");
  if (keys.includes("F") || keys.includes("FFilter")) report("F6", "an external stream");
  const length = numberOf(objects.get(stream.dict, "Length"));
  if (length !== stream.contents.length) report("F7", "a Length that is not the length");
}

export function checkFile(bytes: Uint8Array, objects: Objects, report: Report): void {
  const start = Buffer.from(bytes.subarray(0, 14));
  const header = start.subarray(0, 9).toString("latin1") === "%PDF-1.7\n" && start[9] === 0x25;
  if (!header || [10, 11, 12, 13].some((i) => (start[i] ?? 0) < 0x80)) report("F1", "header");
  if (!/%%EOF(?:\r\n|\n|\r)?$/.test(Buffer.from(bytes.subarray(-8)).toString("latin1"))) {
    report("F2", "bytes after %%EOF");
  }
  checkId(objects, report);
  if (objects.context.trailerInfo.Encrypt !== undefined) report("F4", "encrypted");
  for (const [, object] of objects.context.enumerateIndirectObjects()) {
    if (object instanceof PDFRawStream) checkStream(object, objects, report);
  }
}
