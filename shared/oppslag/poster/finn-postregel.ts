// The rule of a post in a year. The data files are read once, when the module loads.

import inntekt from "./inntekt.json" with { type: "json" };
import { byggPosttabell } from "./posttabell.ts";
import type { Postregel } from "./postregel.ts";

const TABELL = byggPosttabell([...inntekt]);

/**
 * The rule of a post, by Skatteetaten's name or JSON path, for an inntektsaar; undefined when the rule data does not
 * know the name in that year (every name, in a year after the last one with rules).
 */
export function finnPostregel(tekniskNavn: string, inntektsaar: number): Postregel | undefined {
  return TABELL.finn(tekniskNavn, inntektsaar);
}

/** Every rule of an inntektsaar, in the order of the data files; empty for a year without rules. */
export function postregler(inntektsaar: number): readonly Postregel[] {
  return TABELL.rader.filter((r) => r.fra <= inntektsaar && inntektsaar <= r.til).map((r) => r.regel);
}
