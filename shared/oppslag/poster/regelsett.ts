// Which rule set a lookup was made with, and which years it has rules for.

import type { Regelsett } from "../oppslagssvar.ts";

/** The years there are rules for. A later year needs its own list first: last year's rules are not assumed to hold. */
export const FOERSTE_INNTEKTSAAR = 2021;
export const SISTE_INNTEKTSAAR = 2025;

/**
 * Semantic version of the rule data: major when a post changes its group, minor when posts or years are added,
 * patch for texts.
 */
const VERSJON = "1.0.0";

/** The rule set that classifies the posts of a year; for a year without rules it classifies none. */
export function regelsettFor(inntektsaar: number): Regelsett {
  return { id: `langtidsopphold-${inntektsaar}`, versjon: VERSJON };
}

/** Whether there are rules for the posts of a year. */
export function harRegler(inntektsaar: number): boolean {
  return FOERSTE_INNTEKTSAAR <= inntektsaar && inntektsaar <= SISTE_INNTEKTSAAR;
}
