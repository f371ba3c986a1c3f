// The checker with the fonts of the project, and a document that must succeed.

import { lagPdf } from "../../shared/pdf/lag-pdf.ts";
import type { Dokumentgrunnlag } from "../../shared/pdf/dokumentgrunnlag.ts";
import { checkPdf, type Checked } from "./checker/check-pdf.ts";
import { readProgram, type Program } from "./checker/program.ts";
import { FONTER } from "./fonter.ts";

function program(bytes: Uint8Array): Program {
  const read = readProgram(bytes);
  if (read === undefined) throw new Error("the source font cannot be read");
  return read;
}

const SOURCES: ReadonlyMap<string, Program> = new Map([
  ["SourceSans3-Regular", program(FONTER.regular)],
  ["SourceSans3-SemiBold", program(FONTER.semiBold)],
]);

export function kontroller(bytes: Uint8Array): Promise<Checked> {
  return checkPdf(bytes, SOURCES);
}

export function pdfAv(grunnlag: Dokumentgrunnlag): Uint8Array {
  const pdf = lagPdf(grunnlag, FONTER);
  if (!pdf.ok) throw new Error(pdf.feil.felt.map((f) => `${f.sti} ${f.melding}`).join("; "));
  return pdf.value;
}
