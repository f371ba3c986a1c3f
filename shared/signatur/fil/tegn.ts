// The characters of PDF syntax (ISO 32000-1, 7.2) and a place in the bytes to read them from.

/** A place in some bytes; nothing at or after `slutt` is looked at. */
export type Leser = { readonly bytes: Uint8Array; pos: number; readonly slutt: number };

/** A reader of some bytes from one offset up to another; offsets outside are moved to the edge. */
export function leserAv(bytes: Uint8Array, pos: number, slutt: number): Leser {
  return { bytes, pos, slutt: Math.min(slutt, bytes.length) };
}

/** The byte at the place some steps ahead, -1 after the end. */
export function tegnVed(l: Leser, fram = 0): number {
  return l.pos + fram < l.slutt ? (l.bytes[l.pos + fram] ?? -1) : -1;
}

function erBlank(c: number): boolean {
  return c === 0x20 || c === 0x0a || c === 0x0d || c === 0x09 || c === 0x0c || c === 0x00;
}

/** Delimiters: ( ) < > [ ] { } / % */
function erSkille(c: number): boolean {
  return (
    (c >= 0x28 && c <= 0x29) ||
    c === 0x3c ||
    c === 0x3e ||
    c === 0x5b ||
    c === 0x5d ||
    c === 0x7b ||
    c === 0x7d ||
    c === 0x2f ||
    c === 0x25
  );
}

/** A character that may stand inside a name, a number or a keyword. */
export function erVanlig(c: number): boolean {
  return c >= 0 && !erBlank(c) && !erSkille(c);
}

/** The value of a hex digit, -1 for other characters. */
export function heksVerdi(c: number): number {
  if (c >= 0x30 && c <= 0x39) return c - 0x30;
  const liten = c | 0x20;
  return liten >= 0x61 && liten <= 0x66 ? liten - 0x61 + 10 : -1;
}

/** Moves past white space and comments. */
export function hoppOverBlankt(l: Leser): void {
  for (;;) {
    const c = tegnVed(l);
    if (c === 0x25) while (tegnVed(l) !== -1 && tegnVed(l) !== 0x0a && tegnVed(l) !== 0x0d) l.pos += 1;
    else if (c !== -1 && erBlank(c)) l.pos += 1;
    else return;
  }
}

/** The regular characters from here, and moves past them; empty at a delimiter. Words longer than 64 are cut. */
export function lesOrd(l: Leser): string {
  const fra = l.pos;
  while (erVanlig(tegnVed(l))) l.pos += 1;
  return Buffer.from(l.bytes.subarray(fra, Math.min(l.pos, fra + 64))).toString("latin1");
}

/** Moves past white space and a given keyword; false, at an unspecified place, when something else stands there. */
export function lesNoekkelord(l: Leser, ord: string): boolean {
  hoppOverBlankt(l);
  return lesOrd(l) === ord;
}

/** Moves past white space and a whole non-negative number of at most 12 digits. */
export function lesHeltall(l: Leser): number | undefined {
  hoppOverBlankt(l);
  const ord = lesOrd(l);
  return /^[0-9]{1,12}$/.test(ord) ? Number(ord) : undefined;
}
