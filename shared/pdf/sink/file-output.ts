// A file as it grows: a header, objects, and where they lie (ISO 32000-1, 7.5).

import { deflateSync } from "node:zlib";
import { ByteWriter } from "./byte-writer.ts";
import type { Coding } from "./sink.ts";
import { valueText } from "./value-text.ts";
import { dict, name, type Dict } from "./value.ts";

/** Twice the time of level 6 buys half a percent (measured), so no higher. */
const DEFLATE_LEVEL = 6;

/** The version, and four bytes that tell whoever copies the file that it is not text. */
const HEADER = "%PDF-1.7\n%\xe2\xe3\xcf\xd3\n";

/** Widths in bytes of a cross-reference entry: its type, then an offset or a stream, then an index. */
export const ENTRY_WIDTHS = [1, 4, 2] as const;

type Entry = readonly [type: 0 | 1 | 2, second: number, third: number];

const HEAD_OF_FREE: Entry = [0, 0, 0xffff];

export class FileOutput {
  readonly #bytes = new ByteWriter();
  /** By object number; the first is the head of the list of free objects, which is always empty. */
  readonly #entries: Entry[] = [HEAD_OF_FREE];

  constructor() {
    this.#bytes.text(HEADER);
  }

  get size(): number {
    return this.#bytes.size;
  }

  /** An object of its own in the file: a stream, with Filter and Length added to its dictionary. */
  stream(id: number, { entries }: Dict, bytes: Uint8Array, coding: Coding): void {
    const content = coding === "deflate" ? deflateSync(bytes, { level: DEFLATE_LEVEL }) : bytes;
    const head = dict({
      ...entries,
      Filter: coding === "plain" ? undefined : name("FlateDecode"),
      Length: content.length,
    });
    this.liesHere(id);
    this.#bytes.text(`${id} 0 obj\n${valueText(head)}\nstream\n`);
    this.#bytes.bytes(content);
    this.#bytes.text("\nendstream\nendobj\n");
  }

  /** The object starts at what will be written next. */
  liesHere(id: number): void {
    this.#entries[id] = [1, this.size, 0];
  }

  /** The object is one of those in an object stream, counted from 0. */
  liesWithin(id: number, stream: number, index: number): void {
    this.#entries[id] = [2, stream, index];
  }

  /** The content of the cross-reference stream, for the objects 0 to `last`. Throws when one of them was never set. */
  crossReferences(last: number): Uint8Array {
    const width = ENTRY_WIDTHS.reduce((sum, w) => sum + w, 0);
    const content = Buffer.alloc(width * (last + 1));
    let at = 0;
    for (let id = 0; id <= last; id++) {
      const entry = this.#entries[id];
      if (entry === undefined) throw new Error(`object ${id} was given out and never set`);
      for (const [field, value] of entry.entries()) {
        at = content.writeUIntBE(value, at, ENTRY_WIDTHS[field] ?? 0);
      }
    }
    return content;
  }

  /** The file, ended. */
  end(startOfReferences: number): Uint8Array {
    this.#bytes.text(`startxref\n${startOfReferences}\n%%EOF\n`);
    return new Uint8Array(this.#bytes.written());
  }
}
