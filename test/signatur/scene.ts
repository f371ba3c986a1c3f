// The cast of the tests: one authority, the certificates it has issued, and the ways they sign.

import { lesOrganisasjonsnummer } from "../../shared/kernel/organisasjonsnummer.ts";
import { verifiserErklaering, type Verifiseringsvalg } from "../../shared/signatur/verifiser.ts";
import { lagCms, type Cmsvalg } from "./cms-bygger.ts";
import { GRUNNLAG, revisjon, signer, type Signering } from "./pdf-bygger.ts";
import { BRUK, CN, crlPunkt, lagCrl, ORGID, TIDSSTEMPLING, utsted, type Navnedel, type Part } from "./pki.ts";

const NAA = "2026-06-02T12:00:00Z";
const TILBAKEKALT = "2026-03-01T00:00:00Z";
export const OSLO = nummer("958935420");
const LISTEVERT = "crl.example.test";

function nummer(tekst: string) {
  const lest = lesOrganisasjonsnummer(tekst);
  if (lest === undefined) throw new Error("not an organisasjonsnummer");
  return lest;
}

export function virksomhet(navnet: string, orgid: string): readonly Navnedel[] {
  return [
    [CN, navnet],
    ["2.5.4.10", navnet],
    [ORGID, orgid],
  ];
}

const CA = { bruk: BRUK.utstede, ca: {} };
const PUNKT = [crlPunkt(`http://${LISTEVERT}/ca.crl`)];

export const rot = utsted({ navn: [[CN, "Testrot"]], ...CA });
export const utsteder = utsted({ navn: [[CN, "Testutsteder"]], bruk: BRUK.utstede, ca: { dybde: 0 } }, rot);
export const segl = utsted({ navn: virksomhet("OSLO KOMMUNE", "NTRNO-958935420"), andre: PUNKT }, utsteder);
export const tsa = utsted(
  { navn: [[CN, "Testtidsstempler"]], bruk: BRUK.signatur, eku: [TIDSSTEMPLING], ekuKritisk: true },
  utsteder,
);
export const person = utsted(
  {
    navn: [
      [CN, "Kari Prøve"],
      ["2.5.4.42", "Kari"],
      ["2.5.4.4", "Prøve"],
      ["2.5.4.5", "UN:NO-9578-4050-1"],
    ],
  },
  utsteder,
);
export const posten = utsted({ navn: virksomhet("POSTEN BRING AS", "NTRNO-984661185") }, utsteder);
export const tilbakekalt = utsted({ navn: virksomhet("OSLO KOMMUNE", "NTRNO-958935420") }, utsteder);

/** The list in force: one certificate revoked. */
export const crl = lagCrl(utsteder, { tilbakekalte: [{ part: tilbakekalt, fra: TILBAKEKALT }] });
export const rotcrl = lagCrl(rot);

/** A CMS signature that carries the issuer and the revocation list. */
export function cms(part: Part, valg: Cmsvalg = {}): Signering["lag"] {
  return (innhold) =>
    lagCms(part, innhold, { sertifikater: [part.der, utsteder.der], crls: [crl, rotcrl], ...valg });
}

export const usignert = revisjon(Buffer.alloc(0), GRUNNLAG);

/** The declaration signed by one. */
export function signert(part: Part, valg: Cmsvalg = {}, andre: Partial<Signering> = {}): Buffer {
  return signer(usignert, { lag: cms(part, valg), ...andre });
}

/** The verdict for Oslo with the root as anchor. */
export function vurder(pdf: Uint8Array, valg: Partial<Verifiseringsvalg> = {}) {
  return verifiserErklaering(pdf, OSLO, { ankere: [rot.der], now: new Date(NAA), ...valg });
}

/** The verdict in short: `TOTAL-FAILED / HASH_FAILURE`, `TOTAL-PASSED ORG_SEAL_MATCH`. */
export async function dom(pdf: Uint8Array, valg: Partial<Verifiseringsvalg> = {}): Promise<string> {
  const { indikasjon, subindikasjon, binding } = await vurder(pdf, valg);
  return subindikasjon === null ? `${indikasjon} ${binding}` : `${indikasjon} / ${subindikasjon}`;
}

export const BESTAATT = "TOTAL-PASSED ORG_SEAL_MATCH";
export const FORMATFEIL = "TOTAL-FAILED / FORMAT_FAILURE";
