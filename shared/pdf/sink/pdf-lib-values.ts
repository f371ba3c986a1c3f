// Our notation of values → the object model of pdf-lib.

import {
  PDFArray,
  PDFBool,
  PDFDict,
  PDFHexString,
  PDFName,
  PDFNull,
  PDFNumber,
  PDFRef,
  PDFString,
  type PDFContext,
  type PDFObject,
} from "pdf-lib";
import { decimal, type Dict, type Text, type Value } from "./value.ts";

const OBJECT_DECIMALS = 3;
/** Printable ASCII that a literal string holds without escapes. */
const LITERAL = /^[ -'*-[\]-~]*$/;

function toText({ text }: Text): PDFObject {
  return LITERAL.test(text) ? PDFString.of(text) : PDFHexString.fromText(text);
}

/** Keys are few and used again and again; looking one up here is much cheaper than in pdf-lib. */
const keys = new Map<string, PDFName>();

function toKey(key: string): PDFName {
  const known = keys.get(key);
  if (known !== undefined) return known;
  const name = PDFName.of(key);
  keys.set(key, name);
  return name;
}

/** A dictionary of pdf-lib; entries that are undefined are left out. */
export function toDict(context: PDFContext, value: Dict): PDFDict {
  const result = PDFDict.withContext(context);
  for (const [key, entry] of Object.entries(value.entries)) {
    if (entry !== undefined) result.set(toKey(key), toObject(context, entry));
  }
  return result;
}

function toArray(context: PDFContext, values: readonly Value[]): PDFArray {
  const result = PDFArray.withContext(context);
  for (const value of values) result.push(toObject(context, value));
  return result;
}

function isList(value: Value): value is readonly Value[] {
  return Array.isArray(value);
}

/** Any value as an object of pdf-lib. */
export function toObject(context: PDFContext, value: Value): PDFObject {
  if (value === null) return PDFNull;
  if (typeof value === "boolean") return value ? PDFBool.True : PDFBool.False;
  if (typeof value === "number") return PDFNumber.of(Number(decimal(value, OBJECT_DECIMALS)));
  if (isList(value)) return toArray(context, value);
  switch (value.kind) {
    case "name":
      return PDFName.of(value.name);
    case "ref":
      return PDFRef.of(value.id);
    case "text":
      return toText(value);
    case "hex":
      return PDFHexString.of(Buffer.from(value.bytes).toString("hex"));
    case "dict":
      return toDict(context, value);
  }
}
