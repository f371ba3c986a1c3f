// A strict reader of the small part of XML that an XMP packet needs. Anything else is not well formed.

export type XmlElement = {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: XmlElement[];
  text: string;
};

const ENTITIES: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };
const TAG = /^<(\/?)([A-Za-z_][\w.-]*(?::[A-Za-z_][\w.-]*)?)((?:\s+[\w.:-]+="[^"<]*")*)\s*(\/?)>/;

function decoded(text: string): string | undefined {
  let ok = !text.includes("\ufffd");
  const result = text.replace(/&([^;&\s]*;?)/g, (_, entity: string) => {
    const found = entity.endsWith(";") ? ENTITIES[entity.slice(0, -1)] : undefined;
    ok &&= found !== undefined;
    return found ?? "";
  });
  return ok ? result : undefined;
}

function attributesOf(source: string): ReadonlyMap<string, string> | undefined {
  const attributes = new Map<string, string>();
  for (const [, name, value] of source.matchAll(/([\w.:-]+)="([^"]*)"/g)) {
    const content = decoded(value ?? "");
    if (name === undefined || content === undefined || attributes.has(name)) return undefined;
    attributes.set(name, content);
  }
  return attributes;
}

type Tag = {
  readonly length: number;
  readonly kind: "open" | "close" | "empty";
  readonly element: XmlElement;
};

function readTag(source: string): Tag | undefined {
  const [whole, closing, name, list, empty] = TAG.exec(source) ?? [];
  const attributes = attributesOf(list ?? "");
  if (whole === undefined || name === undefined || attributes === undefined) return undefined;
  const kind = closing === "/" ? "close" : empty === "/" ? "empty" : "open";
  return { length: whole.length, kind, element: { name, attributes, children: [], text: "" } };
}

/** The root element of a packet without its processing instructions, or undefined when it is not well formed. */
export function parseXml(source: string): XmlElement | undefined {
  const holder: XmlElement = { name: "", attributes: new Map(), children: [], text: "" };
  const open: XmlElement[] = [holder];
  let rest = source.replace(/<\?[^>]*\?>/g, "");
  for (;;) {
    const [text = ""] = /^[^<]*/.exec(rest) ?? [];
    const content = decoded(text);
    const current = open.at(-1);
    if (content === undefined || current === undefined) return undefined;
    current.text += content;
    rest = rest.slice(text.length);
    if (rest === "") break;
    const tag = readTag(rest);
    if (tag === undefined) return undefined;
    rest = rest.slice(tag.length);
    if (tag.kind === "close") {
      if (open.pop()?.name !== tag.element.name) return undefined;
    } else current.children.push(tag.element);
    if (tag.kind === "open") open.push(tag.element);
  }
  const [root, ...more] = holder.children;
  return open.length === 1 && more.length === 0 && holder.text.trim() === "" ? root : undefined;
}

/** Every element below and including one, in order. */
export function everyElement(element: XmlElement): readonly XmlElement[] {
  return [element, ...element.children.flatMap(everyElement)];
}
