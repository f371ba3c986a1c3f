import { describe, expect, test } from "vitest";
import { beregn } from "../../shared/beregning/beregn.ts";
import type { Beregningsresultat } from "../../shared/beregning/resultat.ts";
import { expectOk } from "./forespoersel.ts";
import { lesGoldenfiler } from "./golden-fil.ts";

function verdiPaa(resultat: Beregningsresultat, sti: string): unknown {
  if (sti.startsWith("steg.")) {
    return resultat.steg.find((s) => s.kode === sti.slice("steg.".length))?.beloep;
  }
  return sti
    .split(".")
    .reduce<unknown>(
      (verdi, ledd) =>
        typeof verdi === "object" && verdi !== null
          ? Object.entries(verdi).find(([navn]) => navn === ledd)?.[1]
          : undefined,
      resultat,
    );
}

const saker = lesGoldenfiler();

describe("Golden cases of the egenandel", () => {
  test.each(saker)("$title ($hjemmel)", ({ inn, ut, forbehold }) => {
    const resultat = expectOk(beregn(inn));
    const funnet = Object.fromEntries(Object.keys(ut).map((sti) => [sti, verdiPaa(resultat, sti)]));
    expect(funnet).toEqual(ut);
    expect(resultat.forbehold.map((f) => f.kode)).toEqual(expect.arrayContaining(forbehold));
  });

  test("every golden case expects at least one value", () => {
    expect(saker.length).toBeGreaterThan(40);
    expect(saker.filter((s) => Object.keys(s.ut).length === 0)).toEqual([]);
  });
});
