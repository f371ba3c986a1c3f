// Layout and metadata → the bytes of a file that is PDF/A-2a (3a with an attachment) and PDF/UA-1 at once.

import { createHash } from "node:crypto";
import { deflateSync } from "node:zlib";
import type { Layout } from "../layout/layout.ts";
import type { Typefaces } from "../layout/page.ts";
import { add, type Sink } from "../sink/sink.ts";
import { dict, name, text, type Ref } from "../sink/value.ts";
import { addAttachment, type Attachment } from "./attachment.ts";
import { srgbProfile } from "./icc.ts";
import { CREATOR_TOOL, pdfDate, PRODUCER, type Metadata } from "./metadata.ts";
import { addOutline } from "./outline.ts";
import { addPages } from "./pages.ts";
import { addStructure } from "./structure.ts";
import { xmpPacket } from "./xmp.ts";

const SRGB = "sRGB IEC61966-2.1";
/** The same in every document, so it is compressed once. */
const PROFILE = deflateSync(srgbProfile());

function addOutputIntent(sink: Sink): Ref {
  return add(
    sink,
    dict({
      Type: name("OutputIntent"),
      S: name("GTS_PDFA1"),
      OutputConditionIdentifier: text(SRGB),
      Info: text(SRGB),
      DestOutputProfile: sink.stream(dict({ N: 3 }), PROFILE, "deflated"),
    }),
  );
}

function addInfo(sink: Sink, metadata: Metadata): Ref {
  const date = text(pdfDate(metadata.created));
  return add(
    sink,
    dict({
      Title: text(metadata.title),
      Author: text(metadata.author),
      Creator: text(CREATOR_TOOL),
      Producer: text(PRODUCER),
      CreationDate: date,
      ModDate: date,
    }),
  );
}

/**
 * The file's ID: it follows from what the file says, so the same document has the same. Pages number their letters in order of
 * use, so which letters they are counts too.
 */
function fileId(
  contents: readonly Uint8Array[],
  packet: Uint8Array,
  typefaces: Typefaces,
  attachment: Attachment | undefined,
): Uint8Array {
  const hash = createHash("sha256").update(packet);
  for (const { used } of [typefaces.regular, typefaces.semiBold]) hash.update(JSON.stringify(used()));
  for (const content of contents) hash.update(content);
  if (attachment !== undefined) hash.update(attachment.bytes);
  return hash.digest().subarray(0, 16);
}

export type Assembly = {
  readonly layout: Layout;
  readonly typefaces: Typefaces;
  readonly metadata: Metadata;
  readonly attachment: Attachment | undefined;
};

export function assemble(sink: Sink, { layout, typefaces, metadata, attachment }: Assembly): Uint8Array {
  const written = addPages(sink, layout.pages, typefaces);
  const structure = addStructure(sink, layout.root, layout.pages, written);
  const packet = xmpPacket(metadata);
  const associated =
    attachment === undefined
      ? undefined
      : { name: attachment.fileName, file: addAttachment(sink, attachment, metadata.created) };
  const catalog = dict({
    Type: name("Catalog"),
    Pages: written.tree,
    Lang: text(metadata.language),
    MarkInfo: dict({ Marked: true }),
    ViewerPreferences: dict({ DisplayDocTitle: true }),
    StructTreeRoot: structure.root,
    Outlines: addOutline(sink, layout.outline, { pages: written.pages, refOf: structure.refOf }),
    Metadata: sink.stream(dict({ Type: name("Metadata"), Subtype: name("XML") }), packet, "plain"),
    OutputIntents: [addOutputIntent(sink)],
    AF: associated && [associated.file],
    Names: associated && dict({ EmbeddedFiles: dict({ Names: [text(associated.name), associated.file] }) }),
  });
  return sink.save({
    root: add(sink, catalog),
    info: addInfo(sink, metadata),
    id: fileId(written.contents, packet, typefaces, attachment),
  });
}
