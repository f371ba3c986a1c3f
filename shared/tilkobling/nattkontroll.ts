// Which municipalities to check again in one run of the nightly check: spread over the night, and resumable, since nothing
// but what is kept of each municipality says how far it has come.

import { SKATTE_APIER, type ApiSvar, type Tilkobling } from "./tilkobling.ts";

const TIME_MS = 60 * 60 * 1000;
/** An answer younger than this is from the same night. */
const FRISK_MS = 20 * TIME_MS;

/** When an API was last answered; access hides delegation and the other way round, so one of the two is an answer. */
function besvartMs({ tilgang, delegering }: ApiSvar): number {
  return Math.max(...[tilgang, delegering].map((s) => (s === null ? -Infinity : Date.parse(s.tidspunkt))));
}

/** When the API that has waited longest was answered. */
function eldsteSvarMs({ apier }: Tilkobling): number {
  return Math.min(...SKATTE_APIER.map((api) => besvartMs(apier[api])));
}

function forsoektMs({ sjekket }: Tilkobling): number {
  return sjekket === null ? -Infinity : Date.parse(sjekket);
}

/**
 * Those whose turn it is in one of the runs that are left of the night, this one included: the least recently tried first, an even
 * share of all that have no answer from tonight.
 */
export function velgTilKontroll(
  alle: readonly Tilkobling[],
  now: Date,
  kjoeringerIgjen: number,
): readonly Tilkobling[] {
  const utestaaende = alle
    .filter((t) => now.getTime() - eldsteSvarMs(t) >= FRISK_MS)
    .sort((a, b) => forsoektMs(a) - forsoektMs(b));
  return utestaaende.slice(0, Math.ceil(utestaaende.length / Math.max(1, kjoeringerIgjen)));
}
