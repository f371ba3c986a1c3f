// Our notation of values → PDF syntax (ISO 32000-1, 7.3). What is written is ASCII, so a character is a byte.

import { decimal, type Dict, type Value } from "./value.ts";

const DECIMALS = 3;
/** Printable ASCII that a literal string holds without escapes. */
const LITERAL = /^[ -'*-[\]-~]*$/;
/** What a name cannot hold as it is: all but regular printable characters, and the sign that escapes them. */
const NOT_REGULAR = /[^!-~]|[#%()/<>[\]{}]/g;

function hexString(bytes: Uint8Array): string {
  return `<${Buffer.from(bytes).toString("hex")}>`;
}

function textString(text: string): string {
  return LITERAL.test(text) ? `(${text})` : hexString(Buffer.from(`\ufeff${text}`, "utf16le").swap16());
}

function escaped(character: string): string {
  return `#${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`;
}

function nameObject(name: string): string {
  return `/${name.replace(NOT_REGULAR, escaped)}`;
}

function dictText({ entries }: Dict): string {
  let written = "<<";
  for (const key in entries) {
    const entry = entries[key];
    if (entry !== undefined) written += `${nameObject(key)} ${valueText(entry)}`;
  }
  return `${written}>>`;
}

function isList(value: Value): value is readonly Value[] {
  return Array.isArray(value);
}

/** Any value as it stands in a file. */
export function valueText(value: Value): string {
  if (value === null) return "null";
  if (typeof value === "boolean") return String(value);
  if (typeof value === "number") return decimal(value, DECIMALS);
  if (isList(value)) return `[${value.map(valueText).join(" ")}]`;
  switch (value.kind) {
    case "name":
      return nameObject(value.name);
    case "ref":
      return `${value.id} 0 R`;
    case "text":
      return textString(value.text);
    case "hex":
      return hexString(value.bytes);
    case "dict":
      return dictText(value);
  }
}
