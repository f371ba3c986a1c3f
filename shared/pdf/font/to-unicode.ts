// The ToUnicode map of a font (ISO 32000-1, 9.10.3): the n-th code point for CID n.

const PER_BLOCK = 100;

function utf16(codePoint: number): string {
  const units = Buffer.from(String.fromCodePoint(codePoint), "utf16le").swap16();
  return units.toString("hex");
}

function block(lines: readonly string[]): string {
  return `${lines.length} beginbfchar\n${lines.join("\n")}\nendbfchar\n`;
}

export function toUnicodeMap(codePoints: readonly number[]): Uint8Array {
  const lines = codePoints.map(
    (codePoint, i) => `<${(i + 1).toString(16).padStart(4, "0")}> <${utf16(codePoint)}>`,
  );
  const blocks = Array.from({ length: Math.ceil(lines.length / PER_BLOCK) }, (_, i) =>
    block(lines.slice(i * PER_BLOCK, (i + 1) * PER_BLOCK)),
  );
  return Buffer.from(
    `/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <ffff>
endcodespacerange
${blocks.join("")}endcmap
CMapName currentdict /CMap defineresource pop
end
end
`,
    "latin1",
  );
}
