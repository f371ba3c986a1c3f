// A CMS SignedData (RFC 5652, 5) with one signer, taken apart.

import type { Arbeidsbudsjett } from "./arbeid.ts";
import {
  deler,
  INTEGER,
  kontekst,
  lesAsn,
  med,
  OCTET_STRING,
  oid,
  SEQUENCE,
  SET,
  ta,
  type Asn,
} from "./asn1.ts";
import { FLEST_SERTIFIKATER, FLEST_TILBAKEKALLINGER } from "./grenser.ts";
import { somSertifikat, type Sertifikat } from "./sertifikat.ts";

/** Attribute values by type. */
export type Attributter = ReadonlyMap<string, readonly Asn[]>;

export type SignertData = {
  readonly innholdstype: string;
  /** The content when it is inside; undefined when it is somewhere else (detached). */
  readonly innhold: Uint8Array | undefined;
  readonly sertifikater: readonly Sertifikat[];
  readonly crls: readonly Asn[];
  readonly sid: Asn;
  readonly hashalgoritme: Asn;
  /** What is signed: the signed attributes as a SET. */
  readonly signert: Uint8Array;
  readonly signerte: Attributter;
  readonly usignerte: Attributter;
  readonly signaturalgoritme: Asn;
  readonly signatur: Uint8Array;
};

const SIGNED_DATA = "1.2.840.113549.1.7.2";

/** The signed data; undefined when it is none, has no or several signers, no signed attributes or the same one twice. */
export function lesSignertData(der: Uint8Array, budsjett: Arbeidsbudsjett): SignertData | undefined {
  const [type, eksplisitt] = deler(lesAsn(der, budsjett));
  if (oid(type) !== SIGNED_DATA || eksplisitt?.merke !== kontekst(0)) return undefined;
  const rest = deler(eksplisitt.barn[0]);
  ta(rest, INTEGER);
  ta(rest, SET);
  const innhold = deler(ta(rest, SEQUENCE));
  const sertifikater = ta(rest, kontekst(0))?.barn ?? [];
  const crls = ta(rest, kontekst(1))?.barn ?? [];
  const [signer, ...flere] = ta(rest, SET)?.barn ?? [];
  if (flere.length > 0 || rest.length > 0 || sertifikater.length > FLEST_SERTIFIKATER) return undefined;
  const lest = crls.length > FLEST_TILBAKEKALLINGER ? undefined : lesSigner(deler(signer));
  if (lest === undefined) return undefined;
  return {
    innholdstype: oid(innhold[0]),
    innhold: innkapslet(innhold[1]),
    sertifikater: sertifikater.flatMap((s) => somSertifikat(s, budsjett) ?? []),
    crls,
    ...lest,
  };
}

/** The content inside; empty when it is broken, so that it is never taken for detached. */
function innkapslet(a: Asn | undefined): Uint8Array | undefined {
  return a === undefined ? undefined : (med(a.barn[0], OCTET_STRING)?.innhold ?? new Uint8Array());
}

function lesSigner(rest: Asn[]) {
  ta(rest, INTEGER);
  const sid = rest.shift();
  const hashalgoritme = ta(rest, SEQUENCE);
  const signerteAttributter = ta(rest, kontekst(0));
  const signaturalgoritme = ta(rest, SEQUENCE);
  const signatur = ta(rest, OCTET_STRING);
  const usignerte = lesAttributter(ta(rest, kontekst(1))) ?? new Map<string, readonly Asn[]>();
  const signerte = lesAttributter(signerteAttributter);
  if (signerteAttributter === undefined || signerte === undefined || rest.length > 0) return undefined;
  if (sid === undefined || hashalgoritme === undefined || signaturalgoritme === undefined) return undefined;
  if (signatur === undefined) return undefined;
  const signert = Uint8Array.from(signerteAttributter.raa);
  // The attributes are signed as the SET they are, not with the tag they carry here (RFC 5652, 5.4).
  signert[0] = SET;
  return { sid, hashalgoritme, signert, signerte, usignerte, signaturalgoritme, signatur: signatur.innhold };
}

/** The attributes of a set; undefined when there are none, one is broken or comes twice. */
function lesAttributter(a: Asn | undefined): Attributter | undefined {
  const funn = new Map<string, readonly Asn[]>();
  for (const attributt of a?.barn ?? []) {
    const [type, verdier] = deler(attributt);
    const navn = oid(type);
    if (navn === "" || med(verdier, SET) === undefined || funn.has(navn)) return undefined;
    funn.set(navn, verdier?.barn ?? []);
  }
  return funn.size === 0 ? undefined : funn;
}

/** The one value of an attribute; undefined when it is absent or has several. */
export function enesteVerdi(attributter: Attributter, navn: string): Asn | undefined {
  const verdier = attributter.get(navn);
  return verdier?.length === 1 ? verdier[0] : undefined;
}
