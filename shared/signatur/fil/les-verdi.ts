// Reads one value of a PDF file. Time is bounded by the bytes given and depth by DYPEST; what cannot be read is undefined.

import { DYPEST } from "../grenser.ts";
import type { PdfVerdi } from "./verdi.ts";
import {
  erVanlig,
  heksVerdi,
  hoppOverBlankt,
  lesHeltall,
  lesNoekkelord,
  lesOrd,
  tegnVed,
  type Leser,
} from "./tegn.ts";

/** The value at the place, and moves past it; undefined when there is none. */
export function lesVerdi(l: Leser, dybde = 0): PdfVerdi | undefined {
  hoppOverBlankt(l);
  const c = tegnVed(l);
  if (dybde > DYPEST || c === -1) return undefined;
  if (c === 0x2f) return lesNavn(l);
  if (c === 0x28) return lesTekststreng(l);
  if (c === 0x5b) return lesListe(l, dybde);
  if (c === 0x3c) return tegnVed(l, 1) === 0x3c ? lesOrdbok(l, dybde) : lesHeksstreng(l);
  return lesTallEllerOrd(l);
}

function lesNavn(l: Leser): PdfVerdi {
  l.pos += 1;
  let verdi = "";
  for (let c = tegnVed(l); erVanlig(c); c = tegnVed(l)) {
    const [hoey, lav] = [heksVerdi(tegnVed(l, 1)), heksVerdi(tegnVed(l, 2))];
    const kodet = c === 0x23 && hoey >= 0 && lav >= 0;
    verdi += String.fromCharCode(kodet ? hoey * 16 + lav : c);
    l.pos += kodet ? 3 : 1;
  }
  return { type: "navn", verdi };
}

const ESCAPE: ReadonlyMap<number, number> = new Map([
  [0x6e, 0x0a],
  [0x72, 0x0d],
  [0x74, 0x09],
  [0x62, 0x08],
  [0x66, 0x0c],
]);

/** The byte an escape stands for, -1 for none (a line end), moving past it. */
function lesEscape(l: Leser): number {
  const c = tegnVed(l, 1);
  l.pos += 2;
  if (c === 0x0d || c === 0x0a) {
    if (c === 0x0d && tegnVed(l) === 0x0a) l.pos += 1;
    return -1;
  }
  if (c < 0x30 || c > 0x37) return ESCAPE.get(c) ?? c;
  let verdi = c - 0x30;
  for (let n = 1; n < 3; n += 1) {
    const neste = tegnVed(l);
    if (neste < 0x30 || neste > 0x37) break;
    verdi = verdi * 8 + neste - 0x30;
    l.pos += 1;
  }
  return verdi & 0xff;
}

function lesTekststreng(l: Leser): PdfVerdi | undefined {
  const fra = l.pos;
  const ut = new Uint8Array(slutten(l) - fra);
  let lengde = 0;
  let aapne = 1;
  l.pos += 1;
  while (tegnVed(l) !== -1) {
    const c = tegnVed(l);
    if (c === 0x5c) {
      const byte = lesEscape(l);
      if (byte >= 0) ut[lengde++] = byte;
      continue;
    }
    l.pos += 1;
    if (c === 0x28) aapne += 1;
    if (c === 0x29) aapne -= 1;
    if (aapne === 0) {
      return { type: "streng", bytes: ut.slice(0, lengde), renHeks: false, fra, til: l.pos };
    }
    ut[lengde++] = c;
  }
  return undefined;
}

/** Where a string that starts here ends, so that no more room is taken than it needs. */
function slutten(l: Leser): number {
  let aapne = 0;
  for (let i = l.pos; i < l.slutt; i += 1) {
    const c = l.bytes[i];
    if (c === 0x5c) i += 1;
    else if (c === 0x28) aapne += 1;
    else if (c === 0x29) {
      aapne -= 1;
      if (aapne === 0) return i + 1;
    }
  }
  return l.slutt;
}

function lesHeksstreng(l: Leser): PdfVerdi | undefined {
  const fra = l.pos;
  const til = l.bytes.subarray(0, l.slutt).indexOf(0x3e, fra);
  if (til === -1) return undefined;
  const ut = new Uint8Array((til - fra) >> 1);
  let siffer = 0;
  let renHeks = true;
  for (let i = fra + 1; i < til; i += 1) {
    const v = heksVerdi(l.bytes[i] ?? -1);
    if (v < 0) {
      renHeks = false;
      continue;
    }
    const plass = siffer >> 1;
    ut[plass] = siffer % 2 === 0 ? v << 4 : (ut[plass] ?? 0) | v;
    siffer += 1;
  }
  l.pos = til + 1;
  const bytes = ut.subarray(0, (siffer + 1) >> 1);
  return { type: "streng", bytes, renHeks: renHeks && siffer % 2 === 0, fra, til: l.pos };
}

function lesListe(l: Leser, dybde: number): PdfVerdi | undefined {
  l.pos += 1;
  const verdier: PdfVerdi[] = [];
  for (;;) {
    hoppOverBlankt(l);
    if (tegnVed(l) === 0x5d) {
      l.pos += 1;
      return { type: "liste", verdier };
    }
    const v = lesVerdi(l, dybde + 1);
    if (v === undefined) return undefined;
    verdier.push(v);
  }
}

function lesOrdbok(l: Leser, dybde: number): PdfVerdi | undefined {
  const fra = l.pos;
  l.pos += 2;
  const poster = new Map<string, PdfVerdi>();
  let duplikat = false;
  for (;;) {
    hoppOverBlankt(l);
    if (tegnVed(l) === 0x3e && tegnVed(l, 1) === 0x3e) {
      l.pos += 2;
      return { type: "ordbok", poster, duplikat, fra, til: l.pos };
    }
    if (tegnVed(l) !== 0x2f) return undefined;
    const noekkel = lesNavn(l);
    const verdi = lesVerdi(l, dybde + 1);
    if (noekkel.type !== "navn" || verdi === undefined) return undefined;
    duplikat ||= poster.has(noekkel.verdi);
    poster.set(noekkel.verdi, verdi);
  }
}

const NOEKKELORD: ReadonlyMap<string, PdfVerdi> = new Map([
  ["null", { type: "null" }],
  ["true", { type: "sannhet", verdi: true }],
  ["false", { type: "sannhet", verdi: false }],
]);

function lesTallEllerOrd(l: Leser): PdfVerdi | undefined {
  const ord = lesOrd(l);
  if (!/^[+-]?(?:[0-9]{1,20}\.?[0-9]{0,20}|\.[0-9]{1,20})$/.test(ord)) return NOEKKELORD.get(ord);
  const etter = l.pos;
  const generasjon = /^[0-9]{1,10}$/.test(ord) ? lesHeltall(l) : undefined;
  if (generasjon !== undefined && lesNoekkelord(l, "R")) {
    return { type: "ref", nummer: Number(ord), generasjon };
  }
  l.pos = etter;
  return { type: "tall", verdi: Number(ord) };
}
