// An OCSP answer (RFC 6960) about one certificate.

import {
  erRiktigSignert,
  erSterkHash,
  erSterkNoekkel,
  harHash,
  hashAv,
  signaturmaate,
} from "./algoritmer.ts";
import { brukPaaRader, type Arbeidsbudsjett } from "./arbeid.ts";
import {
  bitbytes,
  deler,
  ENUMERATED,
  INTEGER,
  kontekst,
  lesAsn,
  lite,
  OCTET_STRING,
  oid,
  sammeBytes,
  SEQUENCE,
  ta,
  tidspunkt,
  type Asn,
} from "./asn1.ts";
import { erUtstedtAv, somSertifikat, utvidetBruk, type Sertifikat } from "./sertifikat.ts";
import type { Opplysning } from "./tilbakekalling.ts";

export type OcspSvar = {
  readonly type: "ocsp";
  readonly tbs: Uint8Array;
  readonly enkeltsvar: readonly Asn[];
  readonly algoritme: Asn;
  readonly signatur: Uint8Array;
  readonly sertifikater: readonly Sertifikat[];
};

const BASIC = "1.3.6.1.5.5.7.48.1.1";
const OCSP_SIGNING = "1.3.6.1.5.5.7.3.9";
const NO_CHECK = "1.3.6.1.5.5.7.48.1.5";
const GYLDIG = 0x80;

/** An OCSPResponse, or the BasicOCSPResponse inside one; undefined when it is neither. */
export function somOcsp(a: Asn, budsjett: Arbeidsbudsjett): OcspSvar | undefined {
  if (deler(a)[0]?.merke === ENUMERATED) return pakkUtOcsp(a, budsjett);
  const [tbs, algoritme, verdi, sertifikater] = deler(a);
  const signatur = bitbytes(verdi);
  const rest = deler(tbs);
  ta(rest, kontekst(0));
  const [, , enkeltsvar] = rest;
  if (tbs === undefined || algoritme === undefined || signatur === undefined) return undefined;
  if (enkeltsvar?.merke !== SEQUENCE) return undefined;
  return {
    type: "ocsp",
    tbs: tbs.raa,
    enkeltsvar: enkeltsvar.barn,
    algoritme,
    signatur,
    sertifikater: deler(sertifikater?.barn[0]).flatMap((s) => somSertifikat(s, budsjett) ?? []),
  };
}

function pakkUtOcsp(a: Asn, budsjett: Arbeidsbudsjett): OcspSvar | undefined {
  const [status, innhold] = deler(a);
  const [type, bytes] = deler(innhold?.barn[0]);
  if (lite(status) !== 0 || oid(type) !== BASIC || bytes?.merke !== OCTET_STRING) return undefined;
  const indre = lesAsn(bytes.innhold, budsjett);
  return indre === undefined || deler(indre)[0]?.merke === ENUMERATED ? undefined : somOcsp(indre, budsjett);
}

/** What the answer says about a certificate; undefined when it is about others or not signed by one who may answer. */
export function ocspOm(
  svar: OcspSvar,
  s: Sertifikat,
  utsteder: Sertifikat,
  budsjett: Arbeidsbudsjett,
): Opplysning | undefined {
  if (!brukPaaRader(budsjett, svar.enkeltsvar.length)) return undefined;
  const treff = svar.enkeltsvar.map(deler).find(([id]) => gjelder(id, s, utsteder, budsjett));
  if (treff === undefined || !erSignertAvRett(svar, utsteder, budsjett)) return undefined;
  const [, status, fra, ...resten] = treff;
  const thisUpdate = tidspunkt(fra);
  if (status === undefined || thisUpdate === undefined) return undefined;
  const nextUpdate = tidspunkt(ta(resten, kontekst(0))?.barn[0]);
  const tid = { thisUpdate, nextUpdate };
  if (status.merke === GYLDIG) return { ...tid, tilbakekalt: undefined };
  const naar = status.merke === kontekst(1) ? tidspunkt(status.barn[0]) : undefined;
  return naar === undefined ? undefined : { ...tid, tilbakekalt: naar };
}

/** Whether a CertID names the certificate: hashes of its issuer's name and key, and its serial number. */
function gjelder(
  id: Asn | undefined,
  s: Sertifikat,
  utsteder: Sertifikat,
  budsjett: Arbeidsbudsjett,
): boolean {
  const [algoritme, navn, noekkel, serie] = deler(id);
  const hash = hashAv(algoritme);
  const bits = bitbytes(deler(utsteder.spki)[1]);
  if (hash === undefined || navn === undefined || noekkel === undefined || bits === undefined) return false;
  if (serie?.merke !== INTEGER || !sammeBytes(serie.innhold, s.serienummer)) return false;
  return (
    harHash(budsjett, hash, navn.innhold, s.utsteder.raa) && harHash(budsjett, hash, noekkel.innhold, bits)
  );
}

function erSignertAvRett(svar: OcspSvar, utsteder: Sertifikat, budsjett: Arbeidsbudsjett): boolean {
  const maate = signaturmaate(svar.algoritme, undefined);
  if (maate === undefined || !erSterkHash(maate.hash)) return false;
  const svarere = [utsteder, ...svar.sertifikater.filter((s) => maaSvareFor(s, utsteder, budsjett))];
  return svarere.some((s) => erRiktigSignert(budsjett, maate, svar.tbs, s.noekkel, svar.signatur));
}

/** Delegated by the issuer itself, for nothing but this, and not to be checked in its turn. */
function maaSvareFor(s: Sertifikat, utsteder: Sertifikat, budsjett: Arbeidsbudsjett): boolean {
  return (
    utvidetBruk(s)?.includes(OCSP_SIGNING) === true &&
    s.utvidelser.has(NO_CHECK) &&
    erSterkNoekkel(s.noekkel) &&
    erSterkHash(s.maate?.hash) &&
    erUtstedtAv(s, utsteder, budsjett)
  );
}
