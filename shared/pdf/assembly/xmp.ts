// The XMP packet: identification as PDF/A and PDF/UA, the same facts as the document information, and the provenance of the
// numbers. Properties that PDF/A does not know are described in the packet itself (ISO 19005-2, 6.6.2.3).

import { CREATOR_TOOL, PRODUCER, type Metadata } from "./metadata.ts";

/** Never changed: archived documents use it. */
const PROVENANCE_NAMESPACE = "urn:uuid:0d5f3c9a-6a1e-4f55-9c3b-2f8f6f0b7c41#";

// Everything XML 1.0 forbids, and U+FFFE and U+FFFF.
const FORBIDDEN = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;
const ESCAPES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** A text as it may stand in XML, between tags or in an attribute. */
function escapeXml(text: string): string {
  return text.replace(FORBIDDEN, "").replace(/[&<>"]/g, (c) => ESCAPES[c] ?? c);
}

type Property = { readonly name: string; readonly type: "Text" | "Integer"; readonly description: string };

function property({ name, type, description }: Property): string {
  return `<rdf:li rdf:parseType="Resource">
<pdfaProperty:name>${escapeXml(name)}</pdfaProperty:name>
<pdfaProperty:valueType>${type}</pdfaProperty:valueType>
<pdfaProperty:category>external</pdfaProperty:category>
<pdfaProperty:description>${escapeXml(description)}</pdfaProperty:description>
</rdf:li>`;
}

function schema(title: string, namespace: string, prefix: string, properties: readonly Property[]): string {
  return `<rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>${title}</pdfaSchema:schema>
<pdfaSchema:namespaceURI>${namespace}</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>${prefix}</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq>
${properties.map(property).join("\n")}
</rdf:Seq></pdfaSchema:property>
</rdf:li>`;
}

function extensions(metadata: Metadata): string {
  const ua: Property = { name: "part", type: "Integer", description: "Part of ISO 14289" };
  const own = metadata.provenance.map((p): Property => ({
    name: p.property,
    type: "Text",
    description: p.description,
  }));
  return `<pdfaExtension:schemas><rdf:Bag>
${schema("PDF/UA identification", "http://www.aiim.org/pdfua/ns/id/", "pdfuaid", [ua])}
${schema("Provenance of the calculation", PROVENANCE_NAMESPACE, "egenandel", own)}
</rdf:Bag></pdfaExtension:schemas>`;
}

/** The packet as bytes of UTF-8. */
export function xmpPacket(metadata: Metadata): Uint8Array {
  const { created } = metadata;
  const provenance = metadata.provenance
    .map((p) => `<egenandel:${p.property}>${escapeXml(p.value)}</egenandel:${p.property}>`)
    .join("\n");
  return Buffer.from(`<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#"
 xmlns:egenandel="${PROVENANCE_NAMESPACE}">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">${escapeXml(metadata.title)}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>${escapeXml(metadata.author)}</rdf:li></rdf:Seq></dc:creator>
<dc:language><rdf:Bag><rdf:li>${metadata.language}</rdf:li></rdf:Bag></dc:language>
<xmp:CreateDate>${created}</xmp:CreateDate>
<xmp:ModifyDate>${created}</xmp:ModifyDate>
<xmp:CreatorTool>${CREATOR_TOOL}</xmp:CreatorTool>
<pdf:Producer>${PRODUCER}</pdf:Producer>
<pdfaid:part>${metadata.part}</pdfaid:part>
<pdfaid:conformance>A</pdfaid:conformance>
<pdfuaid:part>1</pdfuaid:part>
${provenance}
${extensions(metadata)}
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>`);
}
