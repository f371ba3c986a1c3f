// Whether a certificate was revoked, by lists and answers that can be proven to come from its issuer.

import type { Arbeidsbudsjett } from "./arbeid.ts";
import { lesAsn, deler, kontekst, oid, type Asn } from "./asn1.ts";
import { crlOm, somCrl, type Crl } from "./crl.ts";
import { uavklart, feilet, type Dom } from "./dom.ts";
import type { Kjede, Tidsbevis } from "./kjede.ts";
import { ocspOm, somOcsp, type OcspSvar } from "./ocsp.ts";
import type { Sertifikat } from "./sertifikat.ts";

/** What one source says; times in milliseconds since 1970. */
export type Opplysning = {
  readonly thisUpdate: number;
  readonly nextUpdate: number | undefined;
  /** Revoked from then on; undefined when it is not. */
  readonly tilbakekalt: number | undefined;
};

export type Kilde = Crl | OcspSvar;

/** Fetches a revocation list by address; undefined when it could not be had. Which hosts are allowed is decided before. */
export type HentListe = (adresse: URL) => Promise<Uint8Array | undefined>;

export type Oppslag = {
  readonly kilder: readonly Kilde[];
  readonly now: number;
  readonly hentListe: HentListe | undefined;
  readonly verter: readonly string[];
  readonly budsjett: Arbeidsbudsjett;
};

const CRL_DISTRIBUTION_POINTS = "2.5.29.31";
/** Clocks differ; what is dated further ahead is not believed. */
export const KLOKKESLINGRING_MS = 5 * 60 * 1000;

/** The lists and answers among some DER values; others are left out. */
export function lesKilder(verdier: readonly Uint8Array[], budsjett: Arbeidsbudsjett): readonly Kilde[] {
  return verdier.flatMap((der) => {
    const a = lesAsn(der, budsjett);
    return a === undefined ? [] : (somCrl(a, budsjett) ?? somOcsp(a, budsjett) ?? []);
  });
}

export type Status =
  | { readonly type: "GYLDIG" }
  | { readonly type: "UKJENT" }
  | { readonly type: "TILBAKEKALT"; readonly fra: number };

/** What the sources say about a certificate at a time. One that says revoked is believed however old it is. */
export function statusAv(
  s: Sertifikat,
  utsteder: Sertifikat,
  kilder: readonly Kilde[],
  tid: number,
  now: number,
  budsjett: Arbeidsbudsjett,
): Status {
  const alle = kilder.flatMap((k) => {
    const om = k.type === "crl" ? crlOm(k, s, utsteder, budsjett) : ocspOm(k, s, utsteder, budsjett);
    return om === undefined || om.thisUpdate > now + KLOKKESLINGRING_MS ? [] : [om];
  });
  const fra = alle.flatMap(({ tilbakekalt }) => tilbakekalt ?? []);
  if (fra.length > 0) return { type: "TILBAKEKALT", fra: Math.min(...fra) };
  return { type: alle.some((om) => erFersk(om, s, tid)) ? "GYLDIG" : "UKJENT" };
}

/** In force at the time or made after it, and while an expired certificate would still have been listed. */
function erFersk({ thisUpdate, nextUpdate }: Opplysning, s: Sertifikat, tid: number): boolean {
  const gjaldt = nextUpdate !== undefined && tid <= nextUpdate;
  return (gjaldt || thisUpdate >= tid) && thisUpdate <= s.ikkeEtter;
}

/** The first reason to doubt a chain; undefined when no certificate below the anchor was revoked. `innholdstid`: when a
 * time-stamp over the content proves that the content was not signed earlier. */
export async function tilbakekallingI(
  kjede: Kjede,
  bevis: Tidsbevis,
  innholdstid: number | undefined,
  oppslag: Oppslag,
): Promise<Dom | undefined> {
  let ukjent = false;
  for (const [i, s] of kjede.slice(0, -1).entries()) {
    const utsteder = kjede[i + 1];
    if (utsteder === undefined) continue;
    const status = await statusMedHenting(s, utsteder, bevis.tid, oppslag);
    if (status.type === "UKJENT") ukjent = true;
    if (status.type !== "TILBAKEKALT" || (bevis.bevist && bevis.tid < status.fra)) continue;
    if (i > 0) return uavklart("REVOKED_CA_NO_POE");
    const etterpaa = innholdstid !== undefined && innholdstid > status.fra;
    return etterpaa ? feilet("REVOKED") : uavklart("REVOKED_NO_POE");
  }
  return ukjent ? uavklart("TRY_LATER") : undefined;
}

async function statusMedHenting(
  s: Sertifikat,
  utsteder: Sertifikat,
  tid: number,
  { kilder, now, hentListe, verter, budsjett }: Oppslag,
): Promise<Status> {
  const status = statusAv(s, utsteder, kilder, tid, now, budsjett);
  if (status.type !== "UKJENT" || hentListe === undefined) return status;
  for (const adresse of listeadresser(s).filter((url) => verter.includes(url.hostname))) {
    const der = await hentListe(adresse);
    const hentede = der === undefined ? [] : lesKilder([der], budsjett);
    const hentet = statusAv(s, utsteder, hentede, tid, now, budsjett);
    if (hentet.type !== "UKJENT") return hentet;
  }
  return status;
}

/** The http addresses of a certificate's revocation lists, at most three. */
function listeadresser(s: Sertifikat): readonly URL[] {
  const punkter = deler(s.utvidelser.get(CRL_DISTRIBUTION_POINTS)?.lest);
  return punkter
    .flatMap((p) => deler(p).filter((del) => del.merke === kontekst(0)))
    .flatMap((navn) => navn.barn.filter((del) => del.merke === kontekst(0)))
    .flatMap((fullt) => fullt.barn.filter((del) => del.merke === 0x86))
    .map((uri) => URL.parse(Buffer.from(uri.innhold).toString("latin1")))
    .filter((url) => url !== null)
    .filter(({ protocol }) => protocol === "http:" || protocol === "https:")
    .slice(0, 3);
}

const ADBE_CRL = kontekst(0);
const ADBE_OCSP = kontekst(1);
const RI_OCSP = "1.3.6.1.5.5.7.16.2";

/** The lists and answers in a signature itself: its [1] crls, and Adobe's signed attribute. */
export function innebygde(
  crls: readonly Asn[],
  adbe: Asn | undefined,
  budsjett: Arbeidsbudsjett,
): readonly Kilde[] {
  const fraFelt = crls.flatMap((a) => {
    if (a.merke !== kontekst(1)) return somCrl(a, budsjett) ?? [];
    const [type, verdi] = a.barn;
    return oid(type) === RI_OCSP && verdi !== undefined ? (somOcsp(verdi, budsjett) ?? []) : [];
  });
  const fraAdobe = deler(adbe).flatMap((del): readonly Kilde[] => {
    const verdier = deler(del.barn[0]);
    if (del.merke === ADBE_CRL) return verdier.flatMap((v) => somCrl(v, budsjett) ?? []);
    return del.merke === ADBE_OCSP ? verdier.flatMap((v) => somOcsp(v, budsjett) ?? []) : [];
  });
  return [...fraFelt, ...fraAdobe];
}
