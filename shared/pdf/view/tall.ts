// Amounts, dates and references as Norwegians write them. Nothing is rounded here.

import { kroner, norskBeloep } from "../../kernel/beloep.ts";
import { datoAv, norskDatotekst } from "../../kernel/dato.ts";

/** Whole kroner without unit: `12 345`, with a no-break space, and U+2212 for minus. */
export function beloepstekst(antall: number): string {
  return norskBeloep(kroner(antall));
}

/** Whole kroner with unit: `12 345 kr`. */
export function kronetekst(antall: number): string {
  return `${beloepstekst(antall)}\u00a0kr`;
}

/** An exact amount in kroner from its decimal string: `238 324`, `238 324,50`, `238 324,1667`. */
export function desimalbeloep(desimaler: string): string {
  const [, minus, heltall, rest] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(desimaler) ?? [];
  if (heltall === undefined) throw new Error("not a decimal amount");
  const broek = (rest ?? "").replace(/0+$/, "");
  const vist = broek === "" ? "" : `,${broek.padEnd(2, "0")}`;
  const negativ = minus === "-" && /[1-9]/.test(desimaler);
  return `${negativ ? "\u2212" : ""}${beloepstekst(Number(heltall))}${vist}`;
}

/**
 * Exact amounts that stand in one table: with the same two decimals in every row when one of them has any, so that they
 * align. An amount with more decimals keeps them.
 */
export function desimalbeloepSammen(alle: readonly string[]): (desimaler: string) => string {
  const vist = alle.map(desimalbeloep);
  const noenHarDesimaler = vist.some((t) => t.includes(","));
  return (desimaler) => {
    const tekst = desimalbeloep(desimaler);
    return noenHarDesimaler && !tekst.includes(",") ? `${tekst},00` : tekst;
  };
}

/** `14.03.2026` of `2026-03-14`. */
export function datotekst(dato: string): string {
  return norskDatotekst(datoAv(dato));
}

/** `01.03.2026–31.03.2026`. */
export function periodetekst({ fra, til }: { readonly fra: string; readonly til: string }): string {
  return `${datotekst(fra)}–${datotekst(til)}`;
}

/** `23.11.2026 kl. 10:00 UTC` of an ISO moment in UTC. */
export function tidspunkttekst(tidspunkt: string): string {
  return `${datotekst(tidspunkt.slice(0, 10))} kl. ${tidspunkt.slice(11, 16)} UTC`;
}

/** A reference to law: without the number of the regulation the paper is about, the sign held to its number. */
export function hjemmeltekst(hjemmel: string): string {
  return hjemmel.replaceAll("FOR-2011-12-16-1349 ", "").replace(/(§+) /g, "$1\u00a0");
}
