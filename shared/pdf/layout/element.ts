// The logical structure as it grows during layout: elements, and where on which page their content stands.

export type Tag =
  | "Document"
  | "H1"
  | "H2"
  | "H3"
  | "P"
  | "Span"
  | "Link"
  | "Table"
  | "THead"
  | "TBody"
  | "TFoot"
  | "TR"
  | "TH"
  | "TD";

export type Content = { readonly kind: "content"; readonly page: number; readonly mcid: number };
/** A link annotation, counted over the whole document. */
export type Annotated = { readonly kind: "annotation"; readonly page: number; readonly number: number };

export type Element = {
  readonly kind: "element";
  readonly tag: Tag;
  readonly children: (Element | Content | Annotated)[];
  readonly scope?: "Column" | "Row";
  readonly summary?: string;
  /** Only where it differs from that of the document. */
  readonly language?: string;
};

type Attributes = Pick<Element, "scope" | "summary" | "language">;

/** A new element, already the last child of its parent. */
export function append(parent: Element, tag: Tag, attributes: Attributes = {}): Element {
  const element: Element = { kind: "element", tag, children: [], ...attributes };
  parent.children.push(element);
  return element;
}

export function documentElement(): Element {
  return { kind: "element", tag: "Document", children: [] };
}
