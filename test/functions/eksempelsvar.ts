// Answers as documents show them: real, but for what no two answers share.

import { format } from "prettier";

const FASTE: Readonly<Record<string, string>> = {
  oppslagId: "3b8f6f6e-52d1-4c0e-9d0b-6a1f3a9f5c20",
  tidspunkt: "2026-11-23T10:00:00.000Z",
  segl: "eyJhbGciOiJFUzI1NiJ9.eyJrb21tdW5lIjoiMzEzODc2MTQ0In0.c3ludGV0aXNr",
  resultatId: "sha256:5f1d7a84db9f7c1b7f6f3c2a0e9d8b7a6c5d4e3f2a1b0c9d8e7f6a5b4c3d2e1f",
  korrelasjonsid: "6f0f7c3e-8f2b-4d4c-9b55-0c8d2a1f7e11",
};

/** The JSON of an answer with made-up ids, time and seal, formatted as the files of the project are. */
export function somEksempel(json: Readonly<Record<string, unknown>> = {}): Promise<string> {
  const faste = Object.entries(FASTE).filter(([felt]) => felt in json);
  const tekst = JSON.stringify({ ...json, ...Object.fromEntries(faste) });
  return format(tekst, { parser: "json", printWidth: 110 });
}
