// Amounts per person → the columns beboer, ektefelle, barn and husholdning.

import type { Kolonner, Rolle } from "./oppslagssvar.ts";

/**
 * What is known of one amount for one person: a number, that the person has no such amount, or that it is not known
 * (no settlement, skjermet ...). No such amount adds nothing to a sum; not known makes the sum unknown.
 */
export type Personbeloep = number | "INGEN" | "UKJENT";

export type Kolonnevalg = {
  /** How an unknown amount of a person shows in the person's own column: left out (a post) or null (a sum). */
  readonly ukjentSom: "UTELATT" | "NULL";
};

function summer(beloep: readonly Personbeloep[]): number | null {
  if (beloep.includes("UKJENT")) return null;
  return beloep.reduce<number>((sum, b) => (typeof b === "number" ? sum + b : sum), 0);
}

function vis(beloep: Personbeloep, { ukjentSom }: Kolonnevalg): number | null | undefined {
  if (beloep === "UKJENT") return ukjentSom === "NULL" ? null : undefined;
  return beloep === "INGEN" ? undefined : beloep;
}

/**
 * The columns of one row. `beloep` stands in the order of `roller`; a column is there only for roller that were asked for.
 */
export function lagKolonner(
  roller: readonly Rolle[],
  beloep: readonly Personbeloep[],
  valg: Kolonnevalg,
): Kolonner {
  const kolonner: { -readonly [K in keyof Kolonner]: Kolonner[K] } = { husholdning: summer(beloep) };
  const barn: Personbeloep[] = [];
  roller.forEach((rolle, i) => {
    const eget = beloep[i] ?? "UKJENT";
    if (rolle === "BARN") {
      barn.push(eget);
      return;
    }
    const vist = vis(eget, valg);
    if (vist !== undefined) kolonner[rolle === "BEBOER" ? "beboer" : "ektefelle"] = vist;
  });
  if (barn.some((b) => vis(b, valg) !== undefined)) {
    kolonner.barn = summer(barn);
    kolonner.barnHverForSeg = barn.map((b) => vis(b, valg) ?? null);
  }
  return kolonner;
}
