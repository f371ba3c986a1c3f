// The documents that are measured, as files: what ours is made from, and the same content as headings, paragraphs and tables
// for those who draw it otherwise.

import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { buildDoc } from "../../../shared/pdf/doc/build-doc.ts";
import type { Doc } from "../../../shared/pdf/doc/doc.ts";
import type { Dokumentgrunnlag } from "../../../shared/pdf/dokumentgrunnlag.ts";
import { lagVisning } from "../../../shared/pdf/view/lag-visning.ts";
import { dokumentgrunnlag } from "../underlag.ts";

const MAPPE = join(".local", "bench-pdf");

export type Innhold = { readonly grunnlag: Dokumentgrunnlag; readonly doc: Doc };

export const DOKUMENTER = ["manuelt", "enslig", "par"] as const;
export type Dokumentnavn = (typeof DOKUMENTER)[number];

function fil(navn: Dokumentnavn): string {
  return join(MAPPE, `${navn}.json`);
}

/** Written once, so that no process that measures has to calculate first. */
export function skrivInnhold(): void {
  mkdirSync(MAPPE, { recursive: true });
  for (const navn of DOKUMENTER) {
    const { grunnlag } = dokumentgrunnlag(navn);
    writeFileSync(fil(navn), JSON.stringify({ grunnlag, doc: buildDoc(lagVisning(grunnlag)) }));
  }
}

export function lesInnhold(navn: Dokumentnavn): Innhold {
  return JSON.parse(readFileSync(fil(navn), "utf8")) as Innhold;
}

/** Where the drawn document is left, to be looked at: by way, ours first. */
export function tegnetFil(navn: Dokumentnavn, maate: number): string {
  return join(MAPPE, `${navn}-${maate}.pdf`);
}

/** Where the renderer stands as the deployed bundle holds it: minified, with its fonts. */
export const BUNDLE = join(MAPPE, "lag-pdf.cjs");
