// Answers as documents show them: real, but for what no two answers share.

import { format } from "prettier";

const FASTE: Readonly<Record<string, string>> = {
  oppslagId: "3b8f6f6e-52d1-4c0e-9d0b-6a1f3a9f5c20",
  tidspunkt: "2026-11-23T10:00:00.000Z",
  segl: "eyJhbGciOiJFUzI1NiJ9.eyJrb21tdW5lIjoiMzEzODc2MTQ0In0.c3ludGV0aXNr",
  resultatId: "sha256:5f1d7a84db9f7c1b7f6f3c2a0e9d8b7a6c5d4e3f2a1b0c9d8e7f6a5b4c3d2e1f",
  korrelasjonsid: "6f0f7c3e-8f2b-4d4c-9b55-0c8d2a1f7e11",
  mottatt: "2026-11-23T10:00:00.000Z",
  slettes: "2026-12-23",
  opprettet: "2026-11-23",
  utloeper: "2028-02-23",
  noekkel: "whsec_ZWtzZW1wZWwtcGFhLWVuLW5vZWtrZWwtMzItYnl0ZXM=",
};
const JOBBID = "0b6a1c52-8f0e-8d3a-9c41-2f7e5b90d1aa";

function fast(felt: string, verdi: unknown): unknown {
  if (felt === "id" && typeof verdi === "string" && /^[0-9a-f]{8}-[0-9a-f-]{27}$/.test(verdi)) return JOBBID;
  return typeof verdi === "string" ? (FASTE[felt] ?? verdi) : verdi;
}

/** The JSON of an answer with made-up ids, times and seals, formatted as the files of the project are. */
export function somEksempel(json: Readonly<Record<string, unknown>> = {}): Promise<string> {
  return format(JSON.stringify(json, fast), { parser: "json", printWidth: 110 });
}
