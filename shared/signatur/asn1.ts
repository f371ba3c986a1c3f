// ASN.1 as plain values: asn1js reads the bytes, and every value keeps the bytes it was read from.

import { fromBER, type BaseBlock } from "asn1js";
import { bruk, VERDIER_PER_ENHET, type Arbeidsbudsjett } from "./arbeid.ts";
import { DYPEST_ASN1 } from "./grenser.ts";

export type Asn = {
  /** The first byte: class, constructed and tag number (above 30 is not used by any structure here). */
  readonly merke: number;
  /** Header and content. */
  readonly raa: Uint8Array;
  readonly innhold: Uint8Array;
  readonly barn: readonly Asn[];
};

export const SEQUENCE = 0x30;
export const SET = 0x31;
export const OCTET_STRING = 0x04;
const BIT_STRING = 0x03;
export const INTEGER = 0x02;
const BOOLEAN = 0x01;
export const ENUMERATED = 0x0a;
const OID = 0x06;

/** The context-specific, constructed tag. */
export function kontekst(nummer: number): number {
  return 0xa0 | nummer;
}

function harVerdier(v: object): v is { readonly value: readonly BaseBlock[] } {
  return "value" in v && Array.isArray(v.value);
}

function somAsn(blokk: BaseBlock): Asn {
  const raa = blokk.valueBeforeDecodeView;
  const hode = blokk.idBlock.blockLength + blokk.lenBlock.blockLength;
  const { valueBlock } = blokk;
  const barn = blokk.idBlock.isConstructed && harVerdier(valueBlock) ? valueBlock.value.map(somAsn) : [];
  return { merke: raa[0] ?? 0, raa, innhold: raa.subarray(hode), barn };
}

function antallI({ barn }: Asn): number {
  return barn.reduce((sum, b) => sum + antallI(b), 1);
}

/** The one value that fills the bytes; undefined when they are not ASN.1, there is more after it, or no more may be read. */
export function lesAsn(bytes: Uint8Array, budsjett: Arbeidsbudsjett): Asn | undefined {
  // A value is at least two bytes, so this is what the bytes can cost at most.
  const flest = Math.min(Math.ceil(bytes.length / 2), Math.floor(budsjett.igjen * VERDIER_PER_ENHET));
  const lest = flest > 0 ? lesVerdier(bytes, flest) : undefined;
  // What failed has cost as much as it could, and one more, so that running out shows.
  const antall = lest === undefined ? Math.max(flest, 0) + 1 : antallI(lest);
  return bruk(budsjett, antall / VERDIER_PER_ENHET) ? lest : undefined;
}

function lesVerdier(bytes: Uint8Array, maxNodes: number): Asn | undefined {
  try {
    const { offset, result } = fromBER(new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength), {
      maxDepth: DYPEST_ASN1,
      maxNodes,
      parseEmbedded: false,
      copyInput: false,
    });
    return offset === bytes.length && offset > 0 ? somAsn(result) : undefined;
  } catch {
    // asn1js throws on some of what it cannot read.
    return undefined;
  }
}

/** The value when it has that tag. */
export function med(a: Asn | undefined, merke: number): Asn | undefined {
  return a?.merke === merke ? a : undefined;
}

/** The parts of a SEQUENCE in order, to be taken one by one. */
export function deler(a: Asn | undefined): Asn[] {
  return [...(med(a, SEQUENCE)?.barn ?? [])];
}

/** Takes the next part when it has that tag, and leaves it there otherwise. */
export function ta(rest: Asn[], merke: number): Asn | undefined {
  return rest[0]?.merke === merke ? rest.shift() : undefined;
}

/** An object identifier in dots; empty for anything else. */
export function oid(a: Asn | undefined): string {
  if (a?.merke !== OID || a.innhold.length === 0 || a.innhold.length > 40) return "";
  const tall: number[] = [];
  let verdi = 0;
  for (const byte of a.innhold) {
    verdi = verdi * 128 + (byte & 0x7f);
    if (byte >= 0x80) continue;
    tall.push(verdi);
    verdi = 0;
  }
  const [foerste = 0, ...resten] = tall;
  const gren = Math.min(2, Math.floor(foerste / 40));
  return [gren, foerste - gren * 40, ...resten].join(".");
}

/** The bits of a BIT STRING of whole bytes. */
export function bitbytes(a: Asn | undefined): Uint8Array | undefined {
  return a?.merke === BIT_STRING && a.innhold[0] === 0 ? a.innhold.subarray(1) : undefined;
}

/** A small non-negative INTEGER or ENUMERATED. */
export function lite(a: Asn | undefined): number | undefined {
  if ((a?.merke !== INTEGER && a?.merke !== ENUMERATED) || a.innhold.length > 4) return undefined;
  const tall = a.innhold.reduce((sum, b) => sum * 256 + b, 0);
  return a.innhold.length === 0 || (a.innhold[0] ?? 0) >= 0x80 ? undefined : tall;
}

/** BOOLEAN; undefined for anything else. */
export function sannhet(a: Asn | undefined): boolean | undefined {
  return a?.merke === BOOLEAN && a.innhold.length === 1 ? a.innhold[0] !== 0 : undefined;
}

/** UTCTime or GeneralizedTime in UTC as milliseconds since 1970; undefined for anything else. */
export function tidspunkt(a: Asn | undefined): number | undefined {
  if (a?.merke !== 0x17 && a?.merke !== 0x18) return undefined;
  const tekst = Buffer.from(a.innhold).toString("latin1");
  // Two-digit years are 1950–2049 (RFC 5280, 4.1.2.5.1).
  const full = a.merke === 0x18 ? tekst : `${Number(tekst.slice(0, 2)) >= 50 ? "19" : "20"}${tekst}`;
  const m = /^([0-9]{4})([0-9]{2})([0-9]{2})([0-9]{2})([0-9]{2})([0-9]{2})(\.[0-9]{1,9})?Z$/.exec(full);
  if (m === null) return undefined;
  const [, aar = "", maaned = "", dag = "", time = "", minutt = "", sekund = ""] = m;
  const ms = Date.parse(`${aar}-${maaned}-${dag}T${time}:${minutt}:${sekund}Z`);
  return Number.isNaN(ms) ? undefined : ms;
}

/** The same bytes. */
export function sammeBytes(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.compare(a, b) === 0;
}
