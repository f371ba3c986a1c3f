// An amount in whole oere, and how Norwegians write it. The calculation itself is finer than oere (beregning/eksakt.ts).

declare const oere: unique symbol;

/** An amount in whole oere; may be negative. */
export type Oere = number & { readonly [oere]: true };

/** A number of whole oere as Oere. Throws on anything but an integer: amounts are validated where they come in. */
export function oereAv(antall: number): Oere {
  if (!Number.isSafeInteger(antall)) throw new RangeError("an amount must be whole oere");
  return antall as Oere;
}

/** Whole kroner as Oere. */
export function kroner(antall: number): Oere {
  if (!Number.isSafeInteger(antall)) throw new RangeError("an amount must be whole kroner");
  return oereAv(antall * 100);
}

/** A whole number, not negative, with a no-break space between thousands. Arithmetic alone: every step of a calculation is written. */
export function medTusenskille(heltall: number): string {
  if (heltall < 1000) return `${heltall}`;
  const tusener = Math.floor(heltall / 1000);
  const rest = heltall - 1000 * tusener;
  const nuller = rest < 10 ? "00" : rest < 100 ? "0" : "";
  return `${medTusenskille(tusener)}\u00a0${nuller}${rest}`;
}

/** An amount as Norwegians write it: no-break space for thousands, comma, U+2212; oere only when there are some. */
export function norskBeloep(a: Oere): string {
  const tall = Math.abs(a);
  const rest = tall % 100;
  const desimaler = rest === 0 ? "" : `,${String(rest).padStart(2, "0")}`;
  return `${a < 0 ? "\u2212" : ""}${medTusenskille(Math.floor(tall / 100))}${desimaler}`;
}
