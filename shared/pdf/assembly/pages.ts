// Pages and their link annotations as PDF objects.

import { FONT_RESOURCES, type LinkArea, type Page, type Typefaces } from "../layout/page.ts";
import { PAGE } from "../layout/metrics.ts";
import type { Sink } from "../sink/sink.ts";
import { dict, name, text, type Ref } from "../sink/value.ts";
import { addFont } from "./font-objects.ts";

const PRINT = 4;

export type WrittenPages = {
  readonly tree: Ref;
  readonly pages: readonly Ref[];
  readonly annotations: readonly Ref[];
  /** What each page paints, before it is compressed. */
  readonly contents: readonly Uint8Array[];
};

function addLink(sink: Sink, link: LinkArea, page: Ref, structParent: number): Ref {
  const ref = sink.alloc();
  sink.set(
    ref,
    dict({
      Type: name("Annot"),
      Subtype: name("Link"),
      Rect: link.rect,
      Border: [0, 0, 0],
      F: PRINT,
      Contents: text(link.spoken),
      P: page,
      StructParent: structParent,
      A: dict({ Type: name("Action"), S: name("URI"), URI: text(link.uri) }),
    }),
  );
  return ref;
}

export function addPages(sink: Sink, pages: readonly Page[], typefaces: Typefaces): WrittenPages {
  const tree = sink.alloc();
  const resources = sink.alloc();
  sink.set(
    resources,
    dict({
      Font: dict({
        [FONT_RESOURCES.regular]: addFont(sink, typefaces.regular),
        [FONT_RESOURCES.semiBold]: addFont(sink, typefaces.semiBold),
      }),
    }),
  );
  const refs = pages.map(() => sink.alloc());
  const annotations: Ref[] = [];
  const contents = pages.map((page) => page.operators);
  for (const [i, page] of pages.entries()) {
    const ref = refs[i];
    const content = contents[i];
    if (ref === undefined || content === undefined) throw new Error("every page has a reference");
    const links = page.links.map((link) => addLink(sink, link, ref, pages.length + link.number));
    annotations.push(...links);
    sink.set(
      ref,
      dict({
        Type: name("Page"),
        Parent: tree,
        MediaBox: [0, 0, PAGE.width, PAGE.height],
        Resources: resources,
        Contents: sink.stream(dict({}), content, "deflate"),
        StructParents: page.index,
        Tabs: name("S"),
        Annots: links.length === 0 ? undefined : links,
      }),
    );
  }
  sink.set(tree, dict({ Type: name("Pages"), Kids: refs, Count: refs.length }));
  return { tree, pages: refs, annotations, contents };
}
