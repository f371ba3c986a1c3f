// The sink on pdf-lib: its object model, its object streams and its cross-reference stream, nothing else of it.

import { deflateSync } from "node:zlib";
import { PDFContext, PDFRawStream, PDFRef } from "pdf-lib";
import { toDict, toObject } from "./pdf-lib-values.ts";
import { writeFile } from "./pdf-lib-writer.ts";
import type { Coding, Sink } from "./sink.ts";
import { dict, hex, name } from "./value.ts";

/** Twice the time of level 6 buys half a percent (measured), so no higher. */
const DEFLATE_LEVEL = 6;

function encoded(bytes: Uint8Array, coding: Coding): Uint8Array {
  return coding === "deflate" ? deflateSync(bytes, { level: DEFLATE_LEVEL }) : bytes;
}

export function createPdfLibSink(): Sink {
  const context = PDFContext.create();
  return {
    alloc: () => ({ kind: "ref", id: context.nextRef().objectNumber }),
    set: (ref, value) => {
      context.assign(PDFRef.of(ref.id), toObject(context, value));
    },
    stream: (entries, bytes, coding) => {
      const content = encoded(bytes, coding);
      const full = dict({
        ...entries.entries,
        Filter: coding === "plain" ? undefined : name("FlateDecode"),
        Length: content.length,
      });
      const ref = context.register(PDFRawStream.of(toDict(context, full), content));
      return { kind: "ref", id: ref.objectNumber };
    },
    save: ({ root, info, id }) =>
      writeFile(context, toDict(context, dict({ Root: root, Info: info, ID: [hex(id), hex(id)] }))),
  };
}
