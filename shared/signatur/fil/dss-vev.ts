// The Document Security Store (ETSI EN 319 142-1, 5.4): its certificates, revocation lists and OCSP answers.

import { loes, loesOrdbok, type Dokument } from "./dokument.ts";
import type { Sammenlikning } from "./endringer.ts";
import { FLEST_SERTIFIKATER, FLEST_TILBAKEKALLINGER } from "../grenser.ts";
import { pakkUt } from "./pakk-ut.ts";
import { katalogAv } from "./signaturfelt.ts";
import { referanserI, type PdfVerdi } from "./verdi.ts";

const LISTER = ["Certs", "CRLs", "OCSPs"];
const VRI_LISTER = ["Cert", "CRL", "OCSP"];
const STROEMNOEKLER = ["Length", "Filter", "DecodeParms", "Type"];

export type Dss = {
  readonly sertifikater: readonly Uint8Array[];
  readonly tilbakekallinger: readonly Uint8Array[];
};

/** The DER values of the newest DSS; what cannot be read is left out, and no more than the limits. */
export function lesDss(dok: Dokument): Dss {
  const dss = loesOrdbok(dok, katalogAv(dok)?.poster.get("DSS"));
  const les = (navn: string, antall: number) => {
    const liste = loes(dok, dss?.poster.get(navn));
    const verdier = liste?.type === "liste" ? liste.verdier.slice(0, antall) : [];
    return verdier.flatMap((v) => {
      const stroem = loes(dok, v);
      const data = stroem?.type === "stroem" ? pakkUt(stroem, dok.budsjett) : undefined;
      return data === undefined ? [] : [data];
    });
  };
  return {
    sertifikater: les("Certs", FLEST_SERTIFIKATER),
    tilbakekallinger: [...les("CRLs", FLEST_TILBAKEKALLINGER), ...les("OCSPs", FLEST_TILBAKEKALLINGER)],
  };
}

function merk(s: Sammenlikning, v: PdfVerdi): void {
  if (v.type !== "ref") return;
  s.forklarte.add(v.nummer);
  s.dss.add(v.nummer);
}

/** Marks the objects of a DSS as explained; false when it holds anything a DSS does not. */
export function forklarDss(s: Sammenlikning, v: PdfVerdi | undefined): boolean {
  if (v === undefined) return true;
  return forklarOrdbok(s, v, (navn, verdi) => {
    if (LISTER.includes(navn)) return forklarStroemmer(s, verdi);
    if (navn === "VRI") return forklarOrdbok(s, verdi, (_, vri) => forklarVri(s, vri));
    return navn === "Type" && verdi.type === "navn";
  });
}

function forklarVri(s: Sammenlikning, v: PdfVerdi): boolean {
  if (v.type === "navn") return true;
  return forklarOrdbok(s, v, (navn, verdi) => {
    if (VRI_LISTER.includes(navn)) return forklarStroemmer(s, verdi);
    if (navn === "TS") return forklarStroem(s, verdi);
    return (navn === "Type" && verdi.type === "navn") || (navn === "TU" && verdi.type === "streng");
  });
}

function forklarOrdbok(
  s: Sammenlikning,
  v: PdfVerdi,
  forklarPost: (navn: string, verdi: PdfVerdi) => boolean,
): boolean {
  const ordbok = loesOrdbok(s.dok, v);
  if (ordbok === undefined || ordbok.duplikat) return false;
  merk(s, v);
  return [...ordbok.poster].every(([navn, verdi]) => forklarPost(navn, verdi));
}

function forklarStroemmer(s: Sammenlikning, v: PdfVerdi): boolean {
  const liste = loes(s.dok, v);
  if (liste?.type !== "liste") return false;
  merk(s, v);
  return liste.verdier.every((e) => forklarStroem(s, e));
}

/** A stream of DER: nothing a page could use, and new (or as it was). */
function forklarStroem(s: Sammenlikning, v: PdfVerdi): boolean {
  const stroem = loes(s.dok, v);
  if (v.type !== "ref" || stroem?.type !== "stroem") return false;
  if (!s.endrede.has(v.nummer)) {
    s.dss.add(v.nummer);
    return true;
  }
  const bareData = [...stroem.ordbok.poster.keys()].every((n) => STROEMNOEKLER.includes(n));
  const lengde = referanserI(stroem.ordbok);
  if (!bareData || lengde.length > 1 || s.foer.has(v.nummer)) return false;
  const tall = lengde[0];
  if (tall !== undefined && loes(s.dok, tall)?.type !== "tall") return false;
  if (tall !== undefined) merk(s, tall);
  merk(s, v);
  return true;
}
