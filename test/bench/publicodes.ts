// The headline formula alone in a general rule engine, to compare with: no steps, no months, no deductions.

import Engine from "publicodes";

const REGLER = {
  grunnlag: { valeur: 260_000 },
  G: { valeur: 130_160 },
  fribeloep: { valeur: 10_450 },
  "under G": { "le maximum de": [{ valeur: "innenfor G - fribeloep" }, 0] },
  "innenfor G": { "le minimum de": ["grunnlag", "G"] },
  "over G": { "le maximum de": [{ valeur: "grunnlag - G" }, 0] },
  egenandel: { valeur: "under G * 75% + over G * 85%" },
};

/** A function from the basis to the egenandel of a year, both in kroner. */
export function medPublicodes(): (grunnlag: number) => number {
  const engine = new Engine(REGLER);
  return (grunnlag) => {
    engine.setSituation({ grunnlag });
    const { nodeValue } = engine.evaluate("egenandel");
    if (typeof nodeValue !== "number") throw new Error("no number");
    return nodeValue;
  };
}
