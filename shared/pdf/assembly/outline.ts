// The outline: the title, and below it every heading of the second level (ISO 32000-1, 12.3.3).

import type { OutlineEntry } from "../layout/block.ts";
import type { Element } from "../layout/element.ts";
import { PAGE } from "../layout/metrics.ts";
import type { Sink } from "../sink/sink.ts";
import { dict, name, text, type Dict, type Ref } from "../sink/value.ts";

type Targets = {
  readonly pages: readonly Ref[];
  readonly refOf: (element: Element) => Ref;
};

type Item = { readonly entry: OutlineEntry; readonly children: OutlineEntry[] };

function nested(entries: readonly OutlineEntry[]): readonly Item[] {
  const items: Item[] = [];
  for (const entry of entries) {
    const last = items.at(-1);
    if (entry.level > 1 && last !== undefined) last.children.push(entry);
    else items.push({ entry, children: [] });
  }
  return items;
}

/** The entries of a dictionary that point at the first and last of a chain of items. */
function chain(refs: readonly Ref[], visible: number): Readonly<Record<string, Ref | number | undefined>> {
  return refs.length === 0 ? {} : { First: refs[0], Last: refs.at(-1), Count: visible };
}

export function addOutline(sink: Sink, entries: readonly OutlineEntry[], targets: Targets): Ref {
  const root = sink.alloc();
  const write = (items: readonly Item[], parent: Ref): readonly Ref[] => {
    const refs = items.map(() => sink.alloc());
    for (const [i, { entry, children }] of items.entries()) {
      const ref = refs[i];
      const page = targets.pages[entry.page];
      if (ref === undefined || page === undefined) throw new Error("a heading stands on no page");
      const below = write(
        children.map((child) => ({ entry: child, children: [] })),
        ref,
      );
      const item: Dict = dict({
        Title: text(entry.title),
        Parent: parent,
        Prev: refs[i - 1],
        Next: refs[i + 1],
        Dest: [page, name("XYZ"), 0, PAGE.height - entry.top, 0],
        SE: targets.refOf(entry.element),
        ...chain(below, below.length),
      });
      sink.set(ref, item);
    }
    return refs;
  };
  const refs = write(nested(entries), root);
  sink.set(root, dict({ Type: name("Outlines"), ...chain(refs, entries.length) }));
  return root;
}
