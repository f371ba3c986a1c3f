// Money is whole oere. Only this file turns numbers into Oere, so the rest of the code has no casts.

declare const oere: unique symbol;

/** An amount in whole oere; may be negative. */
export type Oere = number & { readonly [oere]: true };

function iOere(antall: number): Oere {
  if (!Number.isSafeInteger(antall)) throw new RangeError("an amount must be whole oere");
  // -0 would print as "-0" and break equality of results.
  return (antall === 0 ? 0 : antall) as Oere;
}

export const INGENTING: Oere = iOere(0);

/** Whole kroner as Oere. Throws on anything but an integer: amounts are validated where they come in. */
export function kroner(antall: number): Oere {
  if (!Number.isSafeInteger(antall)) throw new RangeError("an amount must be whole kroner");
  return iOere(antall * 100);
}

/** A number of whole oere as Oere. */
export function oereAv(antall: number): Oere {
  return iOere(antall);
}

export function pluss(...ledd: readonly Oere[]): Oere {
  return iOere(ledd.reduce<number>((sum, l) => sum + l, 0));
}

export function minus(a: Oere, b: Oere): Oere {
  return iOere(a - b);
}

export function minste(a: Oere, b: Oere): Oere {
  return a <= b ? a : b;
}

export function stoerste(a: Oere, b: Oere): Oere {
  return a >= b ? a : b;
}

export function ikkeUnderNull(a: Oere): Oere {
  return stoerste(a, INGENTING);
}

/**
 * teller/nevner of an amount, cut down (towards minus infinity) to whole oere where it does not come out even.
 * Exact for any amount and fraction: the product is taken in BigInt when it would not be a safe integer.
 */
export function broekAv(a: Oere, teller: number, nevner: number): Oere {
  const produkt = a * teller;
  if (Number.isSafeInteger(produkt)) return iOere(Math.floor(produkt / nevner));
  const stort = BigInt(a) * BigInt(teller);
  const n = BigInt(nevner);
  const kvotient = stort / n;
  return iOere(Number(stort % n < 0n ? kvotient - 1n : kvotient));
}

/** A whole percentage of an amount, cut down to whole oere. */
export function prosentAv(a: Oere, prosent: number): Oere {
  return broekAv(a, prosent, 100);
}

/** Whole kroner, oere cut away (towards minus infinity). */
export function heleKronerNed(a: Oere): number {
  return Math.floor(a / 100);
}

/** Whole kroner, 50 oere and more up. */
export function heleKronerNaermest(a: Oere): number {
  return Math.floor((a + 50) / 100);
}

/** The exact amount in kroner as a decimal string with two decimals, for JSON: `"200146.50"`. */
export function desimalkroner(a: Oere): string {
  const tall = Math.abs(a);
  const heltall = Math.floor(tall / 100);
  const desimaler = String(tall % 100).padStart(2, "0");
  return `${a < 0 ? "-" : ""}${String(heltall)}.${desimaler}`;
}

/** An amount as Norwegians write it: no-break space for thousands, comma, U+2212; oere only when there are some. */
export function norskBeloep(a: Oere): string {
  const tall = Math.abs(a);
  const heltall = String(Math.floor(tall / 100)).replace(/\B(?=(\d{3})+$)/g, "\u00a0");
  const rest = tall % 100;
  const desimaler = rest === 0 ? "" : `,${String(rest).padStart(2, "0")}`;
  return `${a < 0 ? "\u2212" : ""}${heltall}${desimaler}`;
}
