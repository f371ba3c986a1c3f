// An X.509 certificate (RFC 5280), read once.

import type { KeyObject } from "node:crypto";
import { erRiktigSignert, lesNoekkel, signaturmaate, type Signaturmaate } from "./algoritmer.ts";
import type { Arbeidsbudsjett } from "./arbeid.ts";
import {
  bitbytes,
  deler,
  INTEGER,
  kontekst,
  lesAsn,
  lite,
  oid,
  OCTET_STRING,
  sammeBytes,
  sannhet,
  SEQUENCE,
  SET,
  ta,
  tidspunkt,
  med,
  type Asn,
} from "./asn1.ts";

export type Utvidelse = {
  readonly kritisk: boolean;
  readonly verdi: Uint8Array;
  /** The value read; undefined when it is not ASN.1. */
  readonly lest: Asn | undefined;
};

export type Sertifikat = {
  readonly der: Uint8Array;
  readonly tbs: Uint8Array;
  /** Names and serial number as bytes: that is how they are compared. */
  readonly serienummer: Uint8Array;
  readonly utsteder: Asn;
  readonly eier: Asn;
  /** Milliseconds since 1970. */
  readonly ikkeFoer: number;
  readonly ikkeEtter: number;
  readonly spki: Asn;
  readonly noekkel: KeyObject;
  readonly maate: Signaturmaate | undefined;
  readonly signatur: Uint8Array;
  readonly utvidelser: ReadonlyMap<string, Utvidelse>;
};

const BASIC_CONSTRAINTS = "2.5.29.19";
const KEY_USAGE = "2.5.29.15";
const EXTENDED_KEY_USAGE = "2.5.29.37";
const SUBJECT_KEY_IDENTIFIER = "2.5.29.14";

/** The certificate; undefined when it is none, says its algorithm in two ways or has an extension twice. */
export function lesSertifikat(der: Uint8Array, budsjett: Arbeidsbudsjett): Sertifikat | undefined {
  return somSertifikat(lesAsn(der, budsjett), budsjett);
}

/** The same from what has already been read. */
export function somSertifikat(a: Asn | undefined, budsjett: Arbeidsbudsjett): Sertifikat | undefined {
  const [tbs, algoritme, verdi] = deler(a);
  const signatur = bitbytes(verdi);
  const rest = deler(tbs);
  ta(rest, kontekst(0));
  const serie = ta(rest, INTEGER);
  const indre = ta(rest, SEQUENCE);
  const utsteder = ta(rest, SEQUENCE);
  const [fra, til] = deler(ta(rest, SEQUENCE)).map(tidspunkt);
  const eier = ta(rest, SEQUENCE);
  const spki = ta(rest, SEQUENCE);
  const noekkel = spki === undefined ? undefined : lesNoekkel(spki.raa, budsjett);
  const utvidelser = lesUtvidelser(
    rest.find((r) => r.merke === kontekst(3)),
    budsjett,
  );
  if (a === undefined || tbs === undefined || signatur === undefined || utvidelser === undefined)
    return undefined;
  if (fra === undefined || til === undefined || noekkel === undefined || spki === undefined) return undefined;
  if (serie === undefined || utsteder === undefined || eier === undefined) return undefined;
  if (algoritme === undefined || indre === undefined || !sammeBytes(algoritme.raa, indre.raa))
    return undefined;
  return {
    der: a.raa,
    tbs: tbs.raa,
    serienummer: serie.innhold,
    utsteder,
    eier,
    ikkeFoer: fra,
    ikkeEtter: til,
    spki,
    noekkel,
    maate: signaturmaate(algoritme, undefined),
    signatur,
    utvidelser,
  };
}

/** The extensions of an `[0…3] EXPLICIT Extensions`; undefined when broken or one comes twice. */
export function lesUtvidelser(
  a: Asn | undefined,
  budsjett: Arbeidsbudsjett,
): Map<string, Utvidelse> | undefined {
  const funn = new Map<string, Utvidelse>();
  for (const utvidelse of deler(a?.barn[0])) {
    const rest = deler(utvidelse);
    const navn = oid(rest.shift());
    const kritisk = sannhet(rest[0]);
    if (kritisk !== undefined) rest.shift();
    const verdi = ta(rest, OCTET_STRING);
    if (navn === "" || verdi === undefined || funn.has(navn)) return undefined;
    funn.set(navn, {
      kritisk: kritisk ?? false,
      verdi: verdi.innhold,
      lest: lesAsn(verdi.innhold, budsjett),
    });
  }
  return funn;
}

/** Whether one certificate's key has signed another, and the names agree byte for byte. */
export function erUtstedtAv(s: Sertifikat, utsteder: Sertifikat, budsjett: Arbeidsbudsjett): boolean {
  if (s.maate === undefined || !sammeBytes(s.utsteder.raa, utsteder.eier.raa)) return false;
  return erRiktigSignert(budsjett, s.maate, s.tbs, utsteder.noekkel, s.signatur);
}

function utvidelse(s: Sertifikat, navn: string): Asn | undefined {
  return s.utvidelser.get(navn)?.lest;
}

/** Basic constraints: whether it may issue, and how many more may follow it. */
export function utstederrett(s: Sertifikat): { readonly ca: boolean; readonly dybde: number } {
  const rest = deler(utvidelse(s, BASIC_CONSTRAINTS));
  const ca = sannhet(rest[0]) ?? false;
  const oppgitt = rest[1] ?? (ca ? undefined : rest[0]);
  return { ca, dybde: oppgitt === undefined ? Number.POSITIVE_INFINITY : (lite(oppgitt) ?? -1) };
}

export type Noekkelbruk = "digitalSignature" | "contentCommitment" | "keyCertSign" | "cRLSign";
const BITER: Readonly<Record<Noekkelbruk, number>> = {
  digitalSignature: 0x80,
  contentCommitment: 0x40,
  keyCertSign: 0x04,
  cRLSign: 0x02,
};

/** Whether the key usage names a use; false when it says nothing. */
export function harBruk(s: Sertifikat, bruk: Noekkelbruk): boolean {
  const bits = med(utvidelse(s, KEY_USAGE), 0x03);
  return ((bits?.innhold[1] ?? 0) & BITER[bruk]) !== 0;
}

/** The extended key usages; undefined when there is no such extension. */
export function utvidetBruk(s: Sertifikat): readonly string[] | undefined {
  if (!s.utvidelser.has(EXTENDED_KEY_USAGE)) return undefined;
  return deler(utvidelse(s, EXTENDED_KEY_USAGE)).map(oid);
}

/** The one extended key usage of a critical extension; undefined when there are others, none, or it is not critical. */
export function eneste(s: Sertifikat): string | undefined {
  const bruk = utvidetBruk(s);
  return s.utvidelser.get(EXTENDED_KEY_USAGE)?.kritisk === true && bruk?.length === 1 ? bruk[0] : undefined;
}

export function eiernoekkelId(s: Sertifikat): Uint8Array | undefined {
  return med(utvidelse(s, SUBJECT_KEY_IDENTIFIER), OCTET_STRING)?.innhold;
}

/** Values of one attribute of a name, in order. */
export function navnedeler(navn: Asn, attributt: string): readonly string[] {
  return deler(navn)
    .flatMap((rdn) => med(rdn, SET)?.barn ?? [])
    .flatMap((ava) => {
      const [type, verdi] = deler(ava);
      return verdi !== undefined && oid(type) === attributt ? [somTekst(verdi)] : [];
    });
}

function somTekst(a: Asn): string {
  const bytes = Buffer.from(a.innhold);
  // BMPString is UTF-16 with the high byte first.
  if (a.merke === 0x1e && bytes.length % 2 === 0) return bytes.swap16().toString("utf16le");
  return bytes.toString(a.merke === 0x0c ? "utf8" : "latin1");
}
