// X: the XMP packet.

import type { Report } from "./findings.ts";
import { contentsOf, nameOf, textOf, type Found, type Objects } from "./objects.ts";
import { everyElement, parseXml, type XmlElement } from "./xml.ts";

const KNOWN = new Set("rdf x dc xmp pdf pdfaid pdfaExtension pdfaSchema pdfaProperty".split(" "));
const NAMESPACES: Readonly<Record<string, string>> = {
  pdfaid: "http://www.aiim.org/pdfa/ns/id/",
  pdfuaid: "http://www.aiim.org/pdfua/ns/id/",
  pdfaExtension: "http://www.aiim.org/pdfa/ns/extension/",
  pdfaSchema: "http://www.aiim.org/pdfa/ns/schema#",
  pdfaProperty: "http://www.aiim.org/pdfa/ns/property#",
  dc: "http://purl.org/dc/elements/1.1/",
};

function named(element: XmlElement, name: string): readonly XmlElement[] {
  return everyElement(element).filter((e) => e.name === name);
}

function only(root: XmlElement, name: string): string | undefined {
  const [found, ...more] = named(root, name);
  return more.length === 0 ? found?.text.trim() : undefined;
}

function firstItem(root: XmlElement, name: string): XmlElement | undefined {
  const [holder] = named(root, name);
  return holder === undefined ? undefined : named(holder, "rdf:li")[0];
}

function describedProperties(root: XmlElement, report: Report): ReadonlySet<string> {
  const described = new Set<string>();
  for (const schema of named(root, "pdfaSchema:prefix")) {
    const holder = everyElement(root).find((e) => e.children.includes(schema));
    if (holder === undefined) continue;
    const prefix = schema.text;
    const namespace = only(holder, "pdfaSchema:namespaceURI");
    const bound = everyElement(root).some((e) => e.attributes.get(`xmlns:${prefix}`) === namespace);
    if (!bound || only(holder, "pdfaSchema:schema") === undefined) report("X8", `schema ${prefix}`);
    for (const property of named(holder, "pdfaProperty:name")) {
      described.add(`${prefix}:${property.text}`);
      const entry = everyElement(holder).find((e) => e.children.includes(property));
      const complete = ["valueType", "category", "description"].every(
        (part) => entry !== undefined && only(entry, `pdfaProperty:${part}`),
      );
      if (!complete) report("X8", `property ${property.text} is not described in full`);
    }
  }
  return described;
}

type Claims = { readonly title: string | undefined; readonly lang: string | undefined };

function checkIdentification(root: XmlElement, info: Claims, report: Report): void {
  const part = only(root, "pdfaid:part");
  if (!["2", "3"].includes(part ?? "") || only(root, "pdfaid:conformance") !== "A") report("X2", "pdfaid");
  if (only(root, "pdfuaid:part") !== "1") report("X3", "pdfuaid");
  const title = firstItem(root, "dc:title");
  if (title?.attributes.get("xml:lang") !== "x-default" || title.text.trim() === "") report("X6", "dc:title");
  if (title?.text !== info.title) report("X7", "dc:title is not Title of Info");
  if (firstItem(root, "dc:language")?.text !== info.lang) report("X9", "dc:language is not Lang");
}

function checkPrefixes(root: XmlElement, report: Report): void {
  const described = describedProperties(root, report);
  for (const { name, attributes } of everyElement(root)) {
    const [prefix = ""] = name.split(":");
    if (!KNOWN.has(prefix) && !described.has(name)) report("X8", `${name} is not described`);
    for (const [attribute, value] of attributes) {
      const wanted = NAMESPACES[attribute.replace("xmlns:", "")];
      if (attribute.startsWith("xmlns:") && wanted !== undefined && wanted !== value) report("X8", attribute);
    }
  }
}

/** Checks the packet and gives the part of PDF/A it claims. */
export function checkXmp(objects: Objects, catalog: Found, report: Report): string | undefined {
  const stream = objects.stream(objects.get(catalog, "Metadata"));
  const bytes = contentsOf(stream);
  const plain = stream !== undefined && objects.get(stream.dict, "Filter") === undefined;
  if (
    stream === undefined ||
    bytes === undefined ||
    !plain ||
    nameOf(objects.get(stream.dict, "Subtype")) !== "XML"
  ) {
    report("X1", "no plain metadata stream");
    return undefined;
  }
  const packet = Buffer.from(bytes).toString("utf8");
  if (!packet.startsWith('<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'))
    report("X4", "packet begin");
  if (!packet.endsWith('<?xpacket end="w"?>')) report("X4", "packet end");
  const root = parseXml(packet);
  if (root === undefined) {
    report("X5", "not well formed");
    return undefined;
  }
  const info = objects.context.trailerInfo.Info;
  const title = textOf(objects.get(info, "Title"));
  checkIdentification(root, { title, lang: textOf(objects.get(catalog, "Lang")) }, report);
  checkPrefixes(root, report);
  return only(root, "pdfaid:part");
}
