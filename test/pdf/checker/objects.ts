// Reading objects of a parsed file without ever throwing: what is not there, or is something else, is undefined.

import {
  decodePDFRawStream,
  PDFArray,
  PDFBool,
  PDFDict,
  PDFHexString,
  PDFName,
  PDFNumber,
  PDFRawStream,
  PDFRef,
  PDFString,
  type PDFContext,
  type PDFObject,
} from "pdf-lib";

export type Found = PDFObject | undefined;

export type Objects = {
  readonly context: PDFContext;
  readonly resolve: (object: Found) => Found;
  readonly dict: (object: Found) => PDFDict | undefined;
  readonly stream: (object: Found) => PDFRawStream | undefined;
  readonly items: (object: Found) => readonly PDFObject[] | undefined;
  readonly get: (object: Found, ...path: readonly string[]) => Found;
};

export function readObjects(context: PDFContext): Objects {
  const resolve = (object: Found): Found => (object instanceof PDFRef ? context.lookup(object) : object);
  const dict = (object: Found): PDFDict | undefined => {
    const found = resolve(object);
    if (found instanceof PDFRawStream) return found.dict;
    return found instanceof PDFDict ? found : undefined;
  };
  return {
    context,
    resolve,
    dict,
    stream: (object) => {
      const found = resolve(object);
      return found instanceof PDFRawStream ? found : undefined;
    },
    items: (object) => {
      const found = resolve(object);
      return found instanceof PDFArray ? found.asArray() : undefined;
    },
    get: (object, ...path) => {
      let found = object;
      for (const key of path) found = dict(found)?.get(PDFName.of(key));
      return resolve(found);
    },
  };
}

export function nameOf(object: Found): string | undefined {
  return object instanceof PDFName ? object.decodeText() : undefined;
}

export function numberOf(object: Found): number | undefined {
  return object instanceof PDFNumber ? object.asNumber() : undefined;
}

export function booleanOf(object: Found): boolean | undefined {
  return object instanceof PDFBool ? object.asBoolean() : undefined;
}

export function textOf(object: Found): string | undefined {
  return object instanceof PDFString || object instanceof PDFHexString ? object.decodeText() : undefined;
}

export function keysOf(dict: PDFDict | undefined): readonly string[] {
  return (dict?.keys() ?? []).map((key) => key.decodeText());
}

/** The decoded bytes of a stream; undefined when they cannot be decoded. */
export function contentsOf(stream: PDFRawStream | undefined): Uint8Array | undefined {
  if (stream === undefined) return undefined;
  try {
    return decodePDFRawStream(stream).decode();
  } catch {
    return undefined;
  }
}
