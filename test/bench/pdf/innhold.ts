// The documents that are measured, as files: what ours is made from, and the same content as headings, paragraphs and tables
// for those who draw it otherwise. Nothing is loaded here that a measured process does not need.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Doc } from "../../../shared/pdf/doc/doc.ts";
import type { Dokumentgrunnlag } from "../../../shared/pdf/dokumentgrunnlag.ts";

export const MAPPE = join(".local", "bench-pdf");

export type Innhold = { readonly grunnlag: Dokumentgrunnlag; readonly doc: Doc };

export const DOKUMENTER = ["manuelt", "enslig", "par"] as const;
export type Dokumentnavn = (typeof DOKUMENTER)[number];

export function innholdsfil(navn: Dokumentnavn): string {
  return join(MAPPE, `${navn}.json`);
}

export function lesInnhold(navn: Dokumentnavn): Innhold {
  return JSON.parse(readFileSync(innholdsfil(navn), "utf8")) as Innhold;
}

/** Where the drawn document is left, to be looked at: by way, ours first. */
export function tegnetFil(navn: Dokumentnavn, maate: number): string {
  return join(MAPPE, `${navn}-${maate}.pdf`);
}

/** Where the renderer stands as the deployed bundle holds it: minified, with its fonts. */
export const BUNDLE = join(MAPPE, "lag-pdf.cjs");
/** The same with the loop that measures memory, so that nothing else is in that process. */
export const MINNE_BUNDLE = join(MAPPE, "minne.cjs");
