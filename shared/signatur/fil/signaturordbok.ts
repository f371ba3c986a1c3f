// A signature dictionary (ISO 32000-1, 12.8.1): which bytes it signs, and the signature value they leave out.

import { STOERSTE_CMS } from "../grenser.ts";
import { lesStartxref } from "./kryssreferanser.ts";
import type { Dokument } from "./dokument.ts";
import type { Signaturfelt } from "./signaturfelt.ts";
import { somAntall, somNavn, type Ordbok, type Streng } from "./verdi.ts";

export type Underfilter =
  "ETSI.CAdES.detached" | "adbe.pkcs7.detached" | "ETSI.RFC3161" | "adbe.pkcs7.sha1" | "adbe.x509.rsa_sha1";

export type Signatur = {
  readonly felt: Signaturfelt;
  readonly underfilter: Underfilter;
  /** The signed bytes: before and after the signature value. */
  readonly foer: Uint8Array;
  readonly etter: Uint8Array;
  /** Where the signed bytes end in the file. */
  readonly slutt: number;
  /** Index in the document's sections of the newest one the signature covers. */
  readonly seksjon: number;
  /** The signature value without its padding. */
  readonly cms: Uint8Array;
  /** The signer's own word for when, as written in the file. */
  readonly oppgittTid: string | undefined;
};

const UNDERFILTRE: readonly Underfilter[] = [
  "ETSI.CAdES.detached",
  "adbe.pkcs7.detached",
  "ETSI.RFC3161",
  "adbe.pkcs7.sha1",
  "adbe.x509.rsa_sha1",
];

/** The signature of a field; undefined when its format is wrong in any way. */
export function lesSignatur(dok: Dokument, felt: Signaturfelt): Signatur | undefined {
  const lest = lesFelt(dok, felt);
  return lest?.seksjon === INGEN ? undefined : lest;
}

/** The signature of a field whose only fault of format is that its bytes end where no revision does; else undefined. */
export function lesSignaturUtenRevisjon(dok: Dokument, felt: Signaturfelt): Signatur | undefined {
  const lest = lesFelt(dok, felt);
  return lest?.seksjon === INGEN ? lest : undefined;
}

/** The section of a signature that ends where no revision does. */
const INGEN = -1;

function lesFelt(dok: Dokument, felt: Signaturfelt): Signatur | undefined {
  const { poster, duplikat } = felt.ordbok;
  const underfilter = UNDERFILTRE.find((u) => u === somNavn(poster.get("SubFilter")));
  const innhold = poster.get("Contents");
  if (duplikat || underfilter === undefined || somNavn(poster.get("Filter")) === undefined) return undefined;
  if (innhold?.type !== "streng" || !innhold.renHeks) return undefined;
  const omraade = lesOmraade(dok, felt.ordbok, innhold);
  const cms = utenFyll(innhold.bytes);
  if (omraade === undefined || cms === undefined) return undefined;
  const tid = poster.get("M");
  const oppgittTid = tid?.type === "streng" ? Buffer.from(tid.bytes).toString("latin1") : undefined;
  return { felt, underfilter, ...omraade, cms, oppgittTid };
}

/** The two ranges: from 0, with exactly the signature value between them, inside the file. */
function lesOmraade(dok: Dokument, { poster }: Ordbok, innhold: Streng) {
  const { bytes } = dok;
  const tall = poster.get("ByteRange");
  if (tall?.type !== "liste" || tall.verdier.length !== 4) return undefined;
  const [start, foerste, andreStart, andre] = tall.verdier.map(somAntall);
  if (start !== 0 || foerste !== innhold.fra || andreStart !== innhold.til || andre === undefined) {
    return undefined;
  }
  const slutt = andreStart + andre;
  if (slutt > bytes.length) return undefined;
  const seksjon = seksjonSomSlutter(dok, slutt);
  return { foer: bytes.subarray(0, foerste), etter: bytes.subarray(andreStart, slutt), slutt, seksjon };
}

/** Index of the newest section of the revision that ends at an offset: older ones lie before it, newer ones after; else INGEN. */
function seksjonSomSlutter({ bytes, seksjoner }: Dokument, slutt: number): number {
  const start = lesStartxref(bytes.subarray(0, slutt));
  const indeks = seksjoner.findIndex((s) => s.posisjon === start);
  const iRekkefoelge = seksjoner.every((s, i) =>
    [s.posisjon, ...s.stroemmer].every((p) => (i < indeks ? p >= slutt : p < slutt)),
  );
  // What follows the last revision belongs to none, even a line break.
  return iRekkefoelge && (indeks > 0 || slutt === bytes.length) ? indeks : INGEN;
}

/** The DER value at the start when only zeroes follow it. */
function utenFyll(bytes: Uint8Array): Uint8Array | undefined {
  const lengdebyte = bytes[1] ?? 0;
  const antall = lengdebyte & 0x7f;
  if ((bytes[0] !== 0x30 && bytes[0] !== 0x04) || lengdebyte === 0x80 || antall > 4) return undefined;
  const kort = lengdebyte < 0x80;
  const lengde = kort ? antall : bytes.subarray(2, 2 + antall).reduce((sum, b) => sum * 256 + b, 0);
  const slutt = 2 + (kort ? 0 : antall) + lengde;
  if (slutt > bytes.length || slutt > STOERSTE_CMS) return undefined;
  return bytes.subarray(slutt).every((b) => b === 0) ? bytes.subarray(0, slutt) : undefined;
}
