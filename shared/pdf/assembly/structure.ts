// The tree of elements as structure elements, and the tree that leads back to them from the content (ISO 32000-1, 14.7).

import type { Element } from "../layout/element.ts";
import type { Page } from "../layout/page.ts";
import { add, type Sink } from "../sink/sink.ts";
import { dict, name, text, type Dict, type Ref, type Value } from "../sink/value.ts";

export type WrittenStructure = {
  readonly root: Ref;
  readonly refOf: (element: Element) => Ref;
};

type Targets = {
  readonly pages: readonly Ref[];
  /** By the number of the link. */
  readonly annotations: readonly Ref[];
};

function attributes({ scope, summary }: Element): Dict | undefined {
  if (scope === undefined && summary === undefined) return undefined;
  return dict({
    O: name("Table"),
    Scope: scope === undefined ? undefined : name(scope),
    Summary: summary === undefined ? undefined : text(summary),
  });
}

/** The page of the first content in or below an element. */
function firstPage(element: Element): number | undefined {
  for (const child of element.children) {
    const page = child.kind === "element" ? firstPage(child) : child.page;
    if (page !== undefined) return page;
  }
  return undefined;
}

function pageRef(targets: Targets, page: number): Ref {
  const ref = targets.pages[page];
  if (ref === undefined) throw new Error("an element stands on a page that does not exist");
  return ref;
}

function annotationRef(targets: Targets, number: number): Ref {
  const ref = targets.annotations[number];
  if (ref === undefined) throw new Error("an element names a link that does not exist");
  return ref;
}

/** Writes the structure tree; the pages' parent keys are their numbers, the links' follow after. */
export function addStructure(
  sink: Sink,
  document: Element,
  pages: readonly Page[],
  targets: Targets,
): WrittenStructure {
  const refs = new Map<Element, Ref>();
  const refOf = (element: Element): Ref => {
    const known = refs.get(element);
    if (known !== undefined) return known;
    const ref = sink.alloc();
    refs.set(element, ref);
    return ref;
  };
  const root = sink.alloc();

  const write = (element: Element, parent: Ref): void => {
    const own = firstPage(element);
    const kids = element.children.map((child): Value => {
      if (child.kind === "element") return refOf(child);
      const page = pageRef(targets, child.page);
      if (child.kind === "annotation") {
        return dict({ Type: name("OBJR"), Obj: annotationRef(targets, child.number), Pg: page });
      }
      return child.page === own ? child.mcid : dict({ Type: name("MCR"), Pg: page, MCID: child.mcid });
    });
    sink.set(
      refOf(element),
      dict({
        Type: name("StructElem"),
        S: name(element.tag),
        P: parent,
        K: kids.length === 0 ? undefined : kids.length === 1 ? kids[0] : kids,
        Pg: own === undefined ? undefined : pageRef(targets, own),
        A: attributes(element),
        Lang: element.language === undefined ? undefined : text(element.language),
      }),
    );
    for (const child of element.children) if (child.kind === "element") write(child, refOf(element));
  };
  write(document, root);

  const links = pages.flatMap((p) => p.links);
  const numbers: Value[] = [
    ...pages.flatMap((page): Value[] => [page.index, add(sink, page.owners.map(refOf))]),
    ...links.flatMap((link): Value[] => [pages.length + link.number, refOf(link.element)]),
  ];
  const parentTree = sink.alloc();
  sink.set(parentTree, dict({ Nums: numbers }));
  sink.set(
    root,
    dict({
      Type: name("StructTreeRoot"),
      K: refOf(document),
      ParentTree: parentTree,
      ParentTreeNextKey: pages.length + links.length,
    }),
  );
  return { root, refOf };
}
