// Objects of a pdf-lib context → a file with object streams and a cross-reference stream (ISO 32000-1, 7.5.7 and 7.5.8).
// pdf-lib's own writer gives way to the event loop and so cannot be called without waiting; its parts can.

import { deflateSync } from "node:zlib";
import {
  PDFCrossRefStream,
  PDFHeader,
  PDFName,
  PDFNumber,
  PDFObjectStream,
  PDFRawStream,
  PDFRef,
  PDFStream,
  PDFTrailer,
  type PDFContext,
  type PDFDict,
  type PDFObject,
} from "pdf-lib";

const OBJECTS_PER_STREAM = 2000;

type Indirect = readonly [PDFRef, PDFObject];
/** Where an object lies: at a byte of the file, or at an index within an object stream. */
type Place = { readonly offset: number } | { readonly within: PDFRef; readonly index: number };

/** A stream of pdf-lib as raw bytes, compressed by zlib, which is several times as fast as pdf-lib's own. */
function compressed(stream: PDFObjectStream | PDFCrossRefStream): PDFRawStream {
  const bytes = deflateSync(stream.getUnencodedContents());
  stream.dict.set(PDFName.of("Filter"), PDFName.of("FlateDecode"));
  stream.dict.set(PDFName.of("Length"), PDFNumber.of(bytes.length));
  return PDFRawStream.of(stream.dict, bytes);
}

function serialized([ref, object]: Indirect): Uint8Array {
  const head = `${ref.objectNumber} 0 obj\n`;
  const tail = "\nendobj\n";
  const size = object.sizeInBytes();
  const bytes = new Uint8Array(head.length + size + tail.length);
  bytes.set(Buffer.from(head, "latin1"));
  object.copyBytesInto(bytes, head.length);
  bytes.set(Buffer.from(tail, "latin1"), head.length + size);
  return bytes;
}

/** The bytes of the file so far, and where its objects lie. */
class Output {
  readonly #parts: Uint8Array[] = [];
  readonly #places = new Map<number, Place>();
  #size = 0;

  get size(): number {
    return this.#size;
  }

  append(bytes: Uint8Array): void {
    this.#parts.push(bytes);
    this.#size += bytes.length;
  }

  appendObject(indirect: Indirect): void {
    this.place(indirect[0], { offset: this.#size });
    this.append(serialized(indirect));
  }

  place(ref: PDFRef, place: Place): void {
    this.#places.set(ref.objectNumber, place);
  }

  /** Enters every object in the cross-reference stream, by ascending number as it demands. */
  enter(xref: PDFCrossRefStream): void {
    for (const [id, place] of [...this.#places].sort(([a], [b]) => a - b)) {
      if ("offset" in place) xref.addUncompressedEntry(PDFRef.of(id), place.offset);
      else xref.addCompressedEntry(PDFRef.of(id), place.within, place.index);
    }
  }

  bytes(): Uint8Array {
    return new Uint8Array(Buffer.concat(this.#parts));
  }
}

function copied(part: {
  sizeInBytes(): number;
  copyBytesInto(to: Uint8Array, at: number): number;
}): Uint8Array {
  const bytes = new Uint8Array(part.sizeInBytes());
  part.copyBytesInto(bytes, 0);
  return bytes;
}

/** The file; `trailer` becomes the dictionary of the cross-reference stream. */
export function writeFile(context: PDFContext, trailer: PDFDict): Uint8Array {
  const output = new Output();
  output.append(copied(PDFHeader.forVersion(1, 7)));
  output.append(Buffer.from("\n"));
  let next = context.largestObjectNumber + 1;
  const objects = context.enumerateIndirectObjects();
  for (const indirect of objects) if (indirect[1] instanceof PDFStream) output.appendObject(indirect);
  const loose = objects.filter(([, object]) => !(object instanceof PDFStream));
  for (let start = 0; start < loose.length; start += OBJECTS_PER_STREAM) {
    const chunk = loose.slice(start, start + OBJECTS_PER_STREAM);
    const within = PDFRef.of(next++);
    for (const [index, [ref]] of chunk.entries()) output.place(ref, { within, index });
    output.appendObject([within, compressed(PDFObjectStream.withContextAndObjects(context, chunk, false))]);
  }
  const xrefRef = PDFRef.of(next++);
  const xrefOffset = output.size;
  output.place(xrefRef, { offset: xrefOffset });
  const xref = PDFCrossRefStream.create(trailer, false);
  trailer.set(PDFName.of("Size"), PDFNumber.of(next));
  output.enter(xref);
  xref.updateDict();
  output.append(serialized([xrefRef, compressed(xref)]));
  output.append(copied(PDFTrailer.forLastCrossRefSectionOffset(xrefOffset)));
  return output.bytes();
}
