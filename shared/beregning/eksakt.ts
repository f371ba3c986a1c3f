// Whole oere are not enough inside § 3: half of an odd krone (§ 5) times 75 or 85 per cent ends in half oere, and
// an average G is a twelfth of whole kroner. Both come out even in 1/120 000 of a krone, so the amount is exact
// until it is cut once, to whole kroner. The number stays a safe integer up to 75 billion kroner.
import { medTusenskille } from "../kernel/beloep.ts";
import type { Praksis } from "./inndata.ts";

declare const eksakt: unique symbol;

/** An amount in whole 1/120 000 of a krone (1/1200 oere); may be negative. */
export type Eksakt = number & { readonly [eksakt]: true };

const PER_KRONE = 120_000;
const PER_OERE = 1_200;
const PER_HUNDREDELS_OERE = 12;

function iEksakt(antall: number): Eksakt {
  if (!Number.isSafeInteger(antall)) {
    throw new RangeError("the amount is too large or does not come out even");
  }
  return (antall === 0 ? 0 : antall) as Eksakt;
}

export const NULL_KRONER: Eksakt = iEksakt(0);

export function eksaktKroner(antall: number): Eksakt {
  return iEksakt(antall * PER_KRONE);
}

/** A twelfth of whole kroner. */
export function tolvdelAv(antall: number): Eksakt {
  return iEksakt(antall * (PER_KRONE / 12));
}

export function sum(a: Eksakt, b: Eksakt): Eksakt {
  return iEksakt(a + b);
}

export function differanse(a: Eksakt, b: Eksakt): Eksakt {
  return iEksakt(a - b);
}

export function minsteAv(a: Eksakt, b: Eksakt): Eksakt {
  return a <= b ? a : b;
}

export function minstNull(a: Eksakt): Eksakt {
  return a > 0 ? a : NULL_KRONER;
}

/** teller/nevner of an amount that has to come out even; throws when it does not, for then the unit is too coarse. */
export function andelAv(a: Eksakt, teller: number, nevner: number): Eksakt {
  const produkt = a * teller;
  if (Number.isSafeInteger(produkt) && Number.isInteger(produkt / nevner)) return iEksakt(produkt / nevner);
  const stort = BigInt(a) * BigInt(teller);
  if (stort % BigInt(nevner) !== 0n) throw new RangeError("the share does not come out even");
  return iEksakt(Number(stort / BigInt(nevner)));
}

/**
 * Quotient towards minus infinity. Exact for safe integers: a quotient that is not whole is farther from the next whole
 * number than division can round. The remainder operator tells the same many times slower.
 */
function kvotient(a: number, b: number): number {
  return Math.floor(a / b);
}

/** Cut down to whole oere (2 decimals of a krone) or to hundredths of an oere (4). */
export function kuttTilDesimaler(a: Eksakt, desimaler: 2 | 4): Eksakt {
  const trinn = desimaler === 2 ? PER_OERE : PER_HUNDREDELS_OERE;
  return iEksakt(trinn * kvotient(a, trinn));
}

/** teller/nevner of an amount as whole kroner: the one rounding of § 3. Exact, in BigInt where a product is too large. */
export function iHeleKroner(a: Eksakt, avrunding: Praksis["avrunding"], teller = 1, nevner = 1): number {
  const n = nevner * PER_KRONE;
  // NAERMEST: half a krone and more goes up, which is a cut of the amount plus half a krone.
  const halv = avrunding === "NED" ? 0 : n / 2;
  const enkelt = a * teller + halv;
  if (Number.isSafeInteger(enkelt)) return kvotient(enkelt, n);
  const stor = BigInt(a) * BigInt(teller) + BigInt(halv);
  const rest = stor % BigInt(n);
  return Number((stor - (rest < 0n ? rest + BigInt(n) : rest)) / BigInt(n));
}

/** Whole kroner and the hundredths of an oere beside them, without sign, of an amount cut down to those. */
function delt(a: Eksakt): { readonly hele: number; readonly rest: number } {
  const hundredeler = Math.abs(kvotient(a, PER_HUNDREDELS_OERE));
  const hele = kvotient(hundredeler, 10_000);
  return { hele, rest: hundredeler - 10_000 * hele };
}

/** Decimals after the krone: two, or as many of four as are needed. */
function desimalerAv(rest: number): string {
  const oere = rest / 100;
  if (Number.isInteger(oere)) return oere < 10 ? `0${oere}` : `${oere}`;
  const fire = String(rest).padStart(4, "0");
  return fire.endsWith("0") ? fire.slice(0, 3) : fire;
}

/** Kroner as a decimal string for JSON, two decimals or up to four (cut down): `"271382.60"`, `"91182.6666"`. */
export function desimaltekst(a: Eksakt): string {
  const kroner = a / PER_KRONE;
  if (Number.isInteger(kroner)) return `${kroner}.00`;
  const { hele, rest } = delt(a);
  return `${a < 0 ? "-" : ""}${hele}.${desimalerAv(rest)}`;
}

/** Kroner as Norwegians write it: whole kroner without decimals, otherwise two to four. */
export function norskTall(a: Eksakt): string {
  const fortegn = a < 0 ? "\u2212" : "";
  const kroner = Math.abs(a) / PER_KRONE;
  if (Number.isInteger(kroner)) return fortegn + medTusenskille(kroner);
  const { hele, rest } = delt(a);
  const desimaler = rest === 0 ? "" : `,${desimalerAv(rest)}`;
  return fortegn + medTusenskille(hele) + desimaler;
}
