// The sink that writes a file with object streams and a cross-reference stream (ISO 32000-1, 7.5.7 and 7.5.8). A value
// becomes text when it is set and is not kept, so a document of thousands of objects takes little memory while it is made.

import { ENTRY_WIDTHS, FileOutput } from "./file-output.ts";
import type { Sink, Trailer } from "./sink.ts";
import { valueText } from "./value-text.ts";
import { dict, hex, name, type Ref } from "./value.ts";

const OBJECTS_PER_STREAM = 2000;

type Written = { readonly id: number; readonly text: string };

/** Objects in one stream: their numbers and offsets, then the objects themselves. */
function addObjectStream(output: FileOutput, id: number, objects: readonly Written[]): void {
  let numbers = "";
  let length = 0;
  for (const [index, object] of objects.entries()) {
    output.liesWithin(object.id, id, index);
    numbers += `${object.id} ${length} `;
    length += object.text.length + 1;
  }
  const content = numbers + objects.map(({ text }) => text).join("\n");
  const head = dict({ Type: name("ObjStm"), N: objects.length, First: numbers.length });
  output.stream(id, head, Buffer.from(content, "latin1"), "deflate");
}

export function createFileSink(): Sink {
  const output = new FileOutput();
  const written: Written[] = [];
  let last = 0;
  const alloc = (): Ref => ({ kind: "ref", id: ++last });

  const save = ({ root, info, id }: Trailer): Uint8Array => {
    for (let start = 0; start < written.length; start += OBJECTS_PER_STREAM) {
      addObjectStream(output, alloc().id, written.slice(start, start + OBJECTS_PER_STREAM));
    }
    const references = alloc();
    const start = output.size;
    output.liesHere(references.id);
    const trailer = dict({
      Type: name("XRef"),
      Size: last + 1,
      W: ENTRY_WIDTHS,
      Root: root,
      Info: info,
      ID: [hex(id), hex(id)],
    });
    output.stream(references.id, trailer, output.crossReferences(last), "deflate");
    return output.end(start);
  };

  return {
    alloc,
    set: (ref, value) => {
      written.push({ id: ref.id, text: valueText(value) });
    },
    stream: (entries, bytes, coding) => {
      const ref = alloc();
      output.stream(ref.id, entries, bytes, coding);
      return ref;
    },
    save,
  };
}
