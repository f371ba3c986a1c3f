// A revocation list (RFC 5280, 5).

import { erRiktigSignert, erSterkHash, signaturmaate } from "./algoritmer.ts";
import { brukPaaRader, type Arbeidsbudsjett } from "./arbeid.ts";
import { bitbytes, deler, INTEGER, kontekst, sammeBytes, SEQUENCE, ta, tidspunkt, type Asn } from "./asn1.ts";
import { harBruk, lesUtvidelser, utstederrett, type Sertifikat, type Utvidelse } from "./sertifikat.ts";
import type { Opplysning } from "./tilbakekalling.ts";

export type Crl = {
  readonly type: "crl";
  readonly tbs: Uint8Array;
  readonly utsteder: Asn;
  readonly thisUpdate: number;
  readonly nextUpdate: number | undefined;
  readonly oppfoeringer: readonly Asn[];
  readonly utvidelser: ReadonlyMap<string, Utvidelse>;
  readonly algoritme: Asn;
  readonly signatur: Uint8Array;
};

const ISSUING_DISTRIBUTION_POINT = "2.5.29.28";
const CRL_DISTRIBUTION_POINTS = "2.5.29.31";

/** A CertificateList; undefined when it is none. */
export function somCrl(a: Asn, budsjett: Arbeidsbudsjett): Crl | undefined {
  const [tbs, algoritme, verdi] = deler(a);
  const signatur = bitbytes(verdi);
  const rest = deler(tbs);
  ta(rest, INTEGER);
  const indre = ta(rest, SEQUENCE);
  const utsteder = ta(rest, SEQUENCE);
  const thisUpdate = tidspunkt(rest.shift());
  const nextUpdate = tidspunkt(rest[0]);
  if (nextUpdate !== undefined) rest.shift();
  const oppfoeringer = ta(rest, SEQUENCE)?.barn ?? [];
  const utvidelser = lesUtvidelser(ta(rest, kontekst(0)), budsjett);
  if (tbs === undefined || algoritme === undefined || signatur === undefined) return undefined;
  if (utsteder === undefined || thisUpdate === undefined || utvidelser === undefined) return undefined;
  if (indre === undefined || !sammeBytes(indre.raa, algoritme.raa)) return undefined;
  return {
    type: "crl",
    tbs: tbs.raa,
    utsteder,
    thisUpdate,
    nextUpdate,
    oppfoeringer,
    utvidelser,
    algoritme,
    signatur,
  };
}

/** What the list says about a certificate; undefined when it is not its issuer's list, or does not cover the certificate. */
export function crlOm(
  crl: Crl,
  s: Sertifikat,
  utsteder: Sertifikat,
  budsjett: Arbeidsbudsjett,
): Opplysning | undefined {
  if (!sammeBytes(crl.utsteder.raa, s.utsteder.raa) || !harBruk(utsteder, "cRLSign")) return undefined;
  const maate = signaturmaate(crl.algoritme, undefined);
  if (maate === undefined || !erSterkHash(maate.hash) || !dekker(crl, s)) return undefined;
  if (!erRiktigSignert(budsjett, maate, crl.tbs, utsteder.noekkel, crl.signatur)) return undefined;
  if (!brukPaaRader(budsjett, crl.oppfoeringer.length)) return undefined;
  const { thisUpdate, nextUpdate } = crl;
  const treff = crl.oppfoeringer.map((o) => o.barn).find(([nr]) => gjelder(nr, s));
  if (treff === undefined) return { thisUpdate, nextUpdate, tilbakekalt: undefined };
  // An entry without a readable date counts from the beginning.
  return { thisUpdate, nextUpdate, tilbakekalt: tidspunkt(treff[1]) ?? 0 };
}

function gjelder(nummer: Asn | undefined, s: Sertifikat): boolean {
  return nummer?.merke === INTEGER && sammeBytes(nummer.innhold, s.serienummer);
}

/** Whether the list is a full one for this kind of certificate and this distribution point. */
function dekker({ utvidelser }: Crl, s: Sertifikat): boolean {
  const ukjent = [...utvidelser].some(([n, u]) => u.kritisk && n !== ISSUING_DISTRIBUTION_POINT);
  const idp = utvidelser.get(ISSUING_DISTRIBUTION_POINT);
  if (ukjent || idp === undefined) return !ukjent;
  const punkt = idp.lest;
  const { ca } = utstederrett(s);
  // [1] only user certificates, [2] only authorities; [3] some reasons, [4] indirect and [5] attributes are not handled.
  return (punkt?.barn ?? []).length > 0 && punkt?.barn.every((del) => dekkes(del, s, ca)) === true;
}

function dekkes(del: Asn, s: Sertifikat, ca: boolean): boolean {
  if (del.merke === 0x81) return !ca;
  if (del.merke === 0x82) return ca;
  const egne = s.utvidelser.get(CRL_DISTRIBUTION_POINTS)?.verdi;
  return (
    del.merke === kontekst(0) && egne !== undefined && Buffer.from(egne).includes(Buffer.from(del.innhold))
  );
}
