// Skatteetaten's own lists, as plain names: which names a year has, and what the change lists say.

import { readFileSync } from "node:fs";

export type Navn = {
  readonly tekniskNavn: string;
  readonly kategori: string;
  readonly inntektsaar: readonly number[];
};
export type Endring = {
  readonly inntektsaar: number;
  readonly endring: string;
  readonly tekniskNavn: string;
};

function linjer(fil: string): string[][] {
  const tekst = readFileSync(new URL(fil, import.meta.url), "ascii");
  return tekst
    .trimEnd()
    .split("\n")
    .map((linje) => linje.split(";"));
}

/** Every name of the lists for 2021–2025 with its kategori (the newest that has one) and the years that list it. */
export const NAVN: readonly Navn[] = linjer("skatteetatens-navn.txt").map(
  ([tekniskNavn = "", kategori = "", aar = ""]) => ({
    tekniskNavn,
    kategori,
    inntektsaar: aar.split(" ").map(Number),
  }),
);

/** The change lists for 2023–2025, as published. */
export const ENDRINGER: readonly Endring[] = linjer("endringer.txt").map(
  ([aar = "", endring = "", tekniskNavn = ""]) => ({ inntektsaar: Number(aar), endring, tekniskNavn }),
);
