// The seam to whatever writes PDF objects. What stands above knows these four methods and nothing of the file behind.

import type { Dict, Ref, Value } from "./value.ts";

/** `deflate` compresses here; `deflated` says that the bytes already are; `plain` writes them as they are. */
export type Coding = "deflate" | "deflated" | "plain";

/** What the trailer names: the catalog, the document information, and the two halves of the file's ID. */
export type Trailer = { readonly root: Ref; readonly info: Ref; readonly id: Uint8Array };

export type Sink = {
  /** A reference to an object that is set later. */
  readonly alloc: () => Ref;
  readonly set: (ref: Ref, value: Value) => void;
  /** A stream; Filter and Length are set here. */
  readonly stream: (dict: Dict, bytes: Uint8Array, coding: Coding) => Ref;
  /** The file. Every reference given out must have been set. */
  readonly save: (trailer: Trailer) => Uint8Array;
};

/** A new object with its value. */
export function add(sink: Sink, value: Value): Ref {
  const ref = sink.alloc();
  sink.set(ref, value);
  return ref;
}
