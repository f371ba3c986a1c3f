// The rule of a post in a year. The data files are read once, when the module loads.

import arbeidNaering from "./arbeid-naering.json" with { type: "json" };
import formueGjeld from "./formue-gjeld.json" with { type: "json" };
import gevinstTap from "./gevinst-tap.json" with { type: "json" };
import inntektsfradrag from "./inntektsfradrag.json" with { type: "json" };
import kapitalRenter from "./kapital-renter.json" with { type: "json" };
import paaslagRabatt from "./paaslag-rabatt.json" with { type: "json" };
import pensjonTrygd from "./pensjon-trygd.json" with { type: "json" };
import skattAvregning from "./skatt-avregning.json" with { type: "json" };
import summer from "./summer.json" with { type: "json" };
import { byggPosttabell } from "./posttabell.ts";
import type { Postrad, Postregel } from "./postregel.ts";

const TABELL = byggPosttabell([
  ...pensjonTrygd,
  ...arbeidNaering,
  ...kapitalRenter,
  ...skattAvregning,
  ...gevinstTap,
  ...formueGjeld,
  ...summer,
  ...inntektsfradrag,
  ...paaslagRabatt,
]);

/** Every row of the data files with the years it holds for, in the order posts are shown. */
export const POSTRADER: readonly Postrad[] = TABELL.rader;

/**
 * The rule of a post, by Skatteetaten's name or JSON path, for an inntektsaar; undefined when the rule data does not
 * know the name in that year (every name, in a year after the last one with rules).
 */
export function finnPostregel(tekniskNavn: string, inntektsaar: number): Postregel | undefined {
  return TABELL.finn(tekniskNavn, inntektsaar);
}

/** Every rule of an inntektsaar, in the order posts are shown; empty for a year without rules. */
export function postregler(inntektsaar: number): readonly Postregel[] {
  return POSTRADER.filter((r) => r.fra <= inntektsaar && inntektsaar <= r.til).map((r) => r.regel);
}
