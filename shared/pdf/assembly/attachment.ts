// The result as an associated file (PDF/A-3: ISO 19005-3, 6.8).

import { createHash } from "node:crypto";
import { add, type Sink } from "../sink/sink.ts";
import { dict, hex, name, text, type Ref } from "../sink/value.ts";
import { pdfDate } from "./metadata.ts";

export type Attachment = {
  readonly fileName: string;
  readonly mediaType: string;
  readonly description: string;
  readonly bytes: Uint8Array;
};

/** The file specification that catalog and name tree point at. */
export function addAttachment(sink: Sink, attachment: Attachment, created: string): Ref {
  const { bytes, fileName } = attachment;
  const file = sink.stream(
    dict({
      Type: name("EmbeddedFile"),
      Subtype: name(attachment.mediaType),
      Params: dict({
        Size: bytes.length,
        ModDate: text(pdfDate(created)),
        CheckSum: hex(createHash("md5").update(bytes).digest()),
      }),
    }),
    bytes,
    "deflate",
  );
  return add(
    sink,
    dict({
      Type: name("Filespec"),
      F: text(fileName),
      UF: text(fileName),
      Desc: text(attachment.description),
      AFRelationship: name("Source"),
      EF: dict({ F: file, UF: file }),
    }),
  );
}
