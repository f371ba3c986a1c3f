// A finished document opened for planting one fault, and closed again as a file.

import { deflateSync } from "node:zlib";
import type { PDFDict, PDFRef } from "pdf-lib";
import {
  PDFDocument,
  PDFName,
  PDFNumber,
  PDFRawStream,
  PDFStreamWriter,
  type PDFContext,
  type PDFObject,
} from "pdf-lib";
import { contentsOf, readObjects, type Objects } from "../checker/objects.ts";
import { everyElementIn, readElement, refAt } from "../checker/structure.ts";

export type Editable = {
  readonly context: PDFContext;
  readonly objects: Objects;
  readonly catalog: PDFDict;
  readonly info: PDFDict;
  readonly pages: readonly PDFDict[];
  readonly structRoot: PDFDict;
  /** The elements of a role, in reading order. */
  readonly elements: (role: string) => readonly PDFDict[];
  /** The first element of a role; throws when there is none. */
  readonly element: (role: string) => PDFDict;
  readonly content: (page: number, change: (operators: string) => string) => void;
  readonly xmp: (change: (packet: string) => string) => void;
  readonly stream: (holder: PDFDict, key: string, change: (bytes: Uint8Array) => Uint8Array) => void;
  readonly font: () => { readonly type0: PDFDict; readonly cid: PDFDict; readonly descriptor: PDFDict };
  readonly link: () => PDFDict;
};

export function found<T>(value: T | undefined): T {
  if (value === undefined) throw new Error("the document has nothing to plant this fault in");
  return value;
}

export function set(dict: PDFDict, key: string, value: PDFObject): void {
  dict.set(PDFName.of(key), value);
}

export function remove(dict: PDFDict, key: string): void {
  if (!dict.delete(PDFName.of(key))) throw new Error(`there is no ${key} to take away`);
}

/** The text with one part of it changed; throws when the part is not there. */
export function swap(text: string, from: string | RegExp, to: string): string {
  const changed = text.replace(from, to);
  if (changed === text) throw new Error("the fault changes nothing");
  return changed;
}

export async function openForEditing(bytes: Uint8Array): Promise<Editable> {
  const document = await PDFDocument.load(bytes, { updateMetadata: false });
  const { context } = document;
  const objects = readObjects(context);
  const dictAt = (object: PDFObject | undefined): PDFDict => found(objects.dict(object));
  const catalog = dictAt(context.trailerInfo.Root);
  const pages = document.getPages().map((page) => page.node);
  const structRoot = dictAt(objects.get(catalog, "StructTreeRoot"));
  const stream: Editable["stream"] = (holder, key, change) => {
    const ref = refAt(holder, key);
    const old = objects.stream(ref);
    if (ref === undefined || old === undefined) throw new Error(`there is no stream ${key}`);
    const changed = change(found(contentsOf(old)));
    const coded = old.dict.has(PDFName.of("Filter")) ? deflateSync(changed) : changed;
    const dict = old.dict.clone(context);
    set(dict, "Length", PDFNumber.of(coded.length));
    context.assign(ref, PDFRawStream.of(dict, coded));
  };
  const asText =
    (change: (text: string) => string, encoding: BufferEncoding) =>
    (bytesIn: Uint8Array): Uint8Array =>
      Buffer.from(change(Buffer.from(bytesIn).toString(encoding)), encoding);
  const elements: Editable["elements"] = (role) => {
    const root = found(readElement(objects, found(refAt(structRoot, "K")), () => undefined));
    return everyElementIn(root)
      .filter((e) => e.role === role)
      .map((e) => e.dict);
  };
  return {
    context,
    objects,
    catalog,
    info: dictAt(context.trailerInfo.Info),
    pages,
    structRoot,
    elements,
    element: (role) => found(elements(role)[0]),
    content: (page, change) => {
      stream(found(pages[page]), "Contents", asText(change, "latin1"));
    },
    xmp: (change) => {
      stream(catalog, "Metadata", asText(change, "utf8"));
    },
    stream,
    font: () => {
      const type0 = dictAt(objects.get(pages[0], "Resources", "Font", "F1"));
      const cid = dictAt(objects.items(objects.get(type0, "DescendantFonts"))?.[0]);
      return { type0, cid, descriptor: dictAt(objects.get(cid, "FontDescriptor")) };
    },
    link: () => {
      const page = found(pages.find((p) => p.has(PDFName.of("Annots"))));
      return dictAt(objects.items(objects.get(page, "Annots"))?.[0]);
    },
  };
}

/** The file as pdf-lib writes it, all in one go. */
export function closeAgain(file: Editable): Promise<Uint8Array> {
  return PDFStreamWriter.forContext(file.context, Infinity).serializeToBuffer();
}

export function refOf(file: Editable, dict: PDFDict): PDFRef {
  const entry = file.context.enumerateIndirectObjects().find(([, object]) => object === dict);
  return found(entry)[0];
}
