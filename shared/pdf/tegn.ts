// The texts that people and registers have put into a document: cleaned, and checked against what the fonts can show before
// anything is drawn. An empty box instead of a letter must never happen unseen.

import type { Feltfeil } from "../kernel/feil.ts";
import type { TrueType } from "./font/truetype.ts";

/** Controls, soft hyphens and zero-width spaces: nothing a reader sees. */
const INVISIBLE = /[\p{Cc}\u00ad\u200b\u2060\ufeff]/gu;
const LINE_BREAKS = /[\t\n\v\f\r\u0085\u2028\u2029]+/g;
/** Marks that did not join their letter, direction controls and private characters: the layout cannot place or name them. */
const NOT_SET = /[\p{M}\p{Cf}\p{Co}\p{Cn}\p{Cs}]/u;

/** The text as it is set: composed (NFC), in one line, without what cannot be seen. */
function cleaned(text: string): string {
  return text.normalize("NFC").replace(LINE_BREAKS, " ").replace(INVISIBLE, "");
}

function missingIn(text: string, fonts: readonly TrueType[]): readonly string[] {
  const missing = Array.from(text).filter((character) => {
    const codePoint = character.codePointAt(0) ?? 0;
    return NOT_SET.test(character) || fonts.some((font) => !font.codePoints.has(codePoint));
  });
  return [...new Set(missing)];
}

function codePointName(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;
}

type Branch = Readonly<Record<string, unknown>>;

function isBranch(value: unknown): value is Branch {
  return typeof value === "object" && value !== null;
}

/** The same data with every text in it cleaned. */
export function cleanedData<T>(data: T): T;
export function cleanedData(data: unknown): unknown {
  if (typeof data === "string") return cleaned(data);
  if (Array.isArray(data)) return data.map((item: unknown) => cleanedData(item));
  if (!isBranch(data)) return data;
  return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, cleanedData(value)]));
}

/** Every text that the fonts cannot show, by its path (`manuellePoster[0].tekst`), naming the characters by number. */
export function missingCharacters(data: unknown, fonts: readonly TrueType[], path = ""): readonly Feltfeil[] {
  if (typeof data === "string") {
    const missing = missingIn(data, fonts);
    if (missing.length === 0) return [];
    const melding = `har tegn som dokumentet ikke kan vise: ${missing.map(codePointName).join(", ")}`;
    return [{ sti: path, melding }];
  }
  if (Array.isArray(data)) {
    return data.flatMap((item: unknown, i) => missingCharacters(item, fonts, `${path}[${i}]`));
  }
  if (!isBranch(data)) return [];
  return Object.entries(data).flatMap(([key, value]) =>
    missingCharacters(value, fonts, path === "" ? key : `${path}.${key}`),
  );
}
