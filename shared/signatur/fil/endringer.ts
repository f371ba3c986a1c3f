// What has been added to a file after a signature. Only what cannot change what a reader sees is let through: validation data
// (DSS), time-stamps and invisible signatures. Everything else counts as a change of the document.

import { hentOppfoering, kartAv, loes, pekereI, type Dokument, type Kart } from "./dokument.ts";
import { forklarDss } from "./dss-vev.ts";
import { forklarNyttFelt } from "./nytt-felt.ts";
import { sammeSted } from "./seksjon.ts";
import type { Signatur } from "./signaturordbok.ts";
import { erLike, likeOrdboeker, referanserI, type Ordbok, type PdfVerdi } from "./verdi.ts";

const FRIE_INFO = ["ModDate", "Producer"];

/** Nothing that counts, a visible signature by someone else, or anything else. */
export type Endring = "INGEN" | "SYNLIG_SIGNATUR" | "ENDRET";

export type Sammenlikning = {
  readonly dok: Dokument;
  /** The same, where no object reaches across the end of a revision. */
  readonly avgrenset: Dokument;
  readonly foer: Kart;
  /** Numbers of objects that are new or other than when it was signed. */
  readonly endrede: ReadonlySet<number>;
  /** Those of them whose change is explained. */
  readonly forklarte: Set<number>;
  /** Objects of the DSS, changed or not. */
  readonly dss: Set<number>;
  readonly signaturer: readonly Signatur[];
  synlig: boolean;
};

/** What the revisions after a signature have done. `avgrenset`: the document with the end of each signature as a border. */
export function endringerEtter(
  dok: Dokument,
  avgrenset: Dokument,
  signatur: Signatur,
  alle: readonly Signatur[],
): Endring {
  if (signatur.seksjon === 0) return "INGEN";
  const foer = kartAv(dok.seksjoner.slice(signatur.seksjon));
  const nyere = dok.seksjoner.slice(0, signatur.seksjon);
  const endrede = new Set(
    nyere
      .flatMap((s) => [...s.oppfoeringer.keys()])
      .filter((n) => !sammeSted(foer.get(n), dok.kart.get(n)) || erSamletOgByttet(dok, foer, n)),
  );
  const s: Sammenlikning = {
    dok,
    avgrenset,
    foer,
    endrede,
    forklarte: new Set(),
    dss: new Set(),
    signaturer: alle,
    synlig: false,
  };
  if (!staarEtter(s, signatur.slutt) || !sammeRot(dok, signatur)) return "ENDRET";
  if (!forklarKatalog(s) || !forklarSider(s)) return "ENDRET";
  forklarInfo(s);
  forklarBeholdere(
    s,
    nyere.flatMap((n) => n.stroemmer),
  );
  const alleForklart = [...endrede].every((n) => s.forklarte.has(n));
  if (!alleForklart || !signerteStaar(s, signatur.slutt)) return "ENDRET";
  return s.synlig ? "SYNLIG_SIGNATUR" : "INGEN";
}

/** An object in an object stream stays only when the stream itself stays. */
function erSamletOgByttet({ kart }: Dokument, foer: Kart, nummer: number): boolean {
  const o = kart.get(nummer);
  return o?.type === "samlet" && !sammeSted(foer.get(o.beholder), kart.get(o.beholder));
}

/** Changed objects are written after the signature: none was laid out beforehand, and none is taken away. */
function staarEtter({ dok, endrede }: Sammenlikning, slutt: number): boolean {
  return [...endrede].every((n) => {
    const o = dok.kart.get(n);
    const sted = o?.type === "samlet" ? dok.kart.get(o.beholder) : o;
    return sted?.type === "fil" && sted.posisjon >= slutt;
  });
}

function sammeRot({ seksjoner }: Dokument, { seksjon }: Signatur): boolean {
  const rot = seksjoner[seksjon]?.trailer.poster.get("Root");
  return seksjoner.slice(0, seksjon).every((s) => erLike(s.trailer.poster.get("Root"), rot));
}

/** The object before and after; undefined unless it was there both times. */
function parAv({ dok, foer }: Sammenlikning, nummer: number): [PdfVerdi, PdfVerdi] | undefined {
  const gammel = hentOppfoering(dok, nummer, foer.get(nummer), foer);
  const ny = hentOppfoering(dok, nummer, dok.kart.get(nummer), dok.kart);
  return gammel === undefined || ny === undefined ? undefined : [gammel, ny];
}

/** The catalog may get a DSS, an extension mark and a form with new signature fields; nothing else. */
function forklarKatalog(s: Sammenlikning): boolean {
  const rot = s.dok.seksjoner[0]?.trailer.poster.get("Root");
  const par = rot?.type === "ref" ? parAv(s, rot.nummer) : undefined;
  if (rot?.type !== "ref" || par === undefined) return false;
  const [gammel, ny] = par;
  if (gammel.type !== "ordbok" || ny.type !== "ordbok") return false;
  if (!likeOrdboeker(gammel, ny, ["DSS", "AcroForm", "Extensions"])) return false;
  const utvidelser = ny.poster.get("Extensions");
  if (utvidelser !== undefined && referanserI(utvidelser).some((r) => s.endrede.has(r.nummer))) return false;
  s.forklarte.add(rot.nummer);
  return forklarDss(s, ny.poster.get("DSS")) && forklarSkjema(s, gammel, ny);
}

function forklarSkjema(s: Sammenlikning, gammelKatalog: Ordbok, nyKatalog: Ordbok): boolean {
  const [foer, naa] = [gammelKatalog.poster.get("AcroForm"), nyKatalog.poster.get("AcroForm")];
  if (naa === undefined) return foer === undefined;
  const gammel = loes(s.dok, foer, s.foer);
  const ny = loes(s.dok, naa);
  // A document that is signed has a form, so there is always one to compare with.
  if (gammel?.type !== "ordbok" || ny?.type !== "ordbok") return false;
  if (!likeOrdboeker(gammel, ny, ["Fields", "SigFlags"])) return false;
  if (naa.type === "ref") s.forklarte.add(naa.nummer);
  return forklarTillegg(s, gammel.poster.get("Fields"), ny.poster.get("Fields"));
}

/** A list that is the old one with new signature fields after it. */
function forklarTillegg(s: Sammenlikning, foer: PdfVerdi | undefined, naa: PdfVerdi | undefined): boolean {
  if (naa === undefined) return foer === undefined;
  const gammel = foer === undefined ? undefined : loes(s.dok, foer, s.foer);
  const ny = loes(s.dok, naa);
  const gamle = gammel?.type === "liste" ? gammel.verdier : [];
  if (ny?.type !== "liste" || (foer !== undefined && gammel?.type !== "liste")) return false;
  if (!gamle.every((v, i) => erLike(v, ny.verdier[i]))) return false;
  if (naa.type === "ref") s.forklarte.add(naa.nummer);
  return ny.verdier.slice(gamle.length).every((v) => forklarNyttFelt(s, v));
}

/** A changed page may only have got the widgets of new signature fields. */
function forklarSider(s: Sammenlikning): boolean {
  for (const nummer of s.endrede) {
    const par = s.forklarte.has(nummer) ? undefined : parAv(s, nummer);
    if (par === undefined) continue;
    const [gammel, ny] = par;
    if (gammel.type !== "ordbok" || ny.type !== "ordbok") continue;
    if (!erSide(gammel) || !likeOrdboeker(gammel, ny, ["Annots"])) continue;
    if (!forklarTillegg(s, gammel.poster.get("Annots"), ny.poster.get("Annots"))) return false;
    s.forklarte.add(nummer);
  }
  return forklarMerknadslister(s);
}

function erSide({ poster }: Ordbok): boolean {
  const type = poster.get("Type");
  return type?.type === "navn" && type.verdi === "Page";
}

/** A list of annotations in an object of its own, on a page that is itself unchanged. */
function forklarMerknadslister(s: Sammenlikning): boolean {
  for (const nummer of s.endrede) {
    const par = s.forklarte.has(nummer) ? undefined : parAv(s, nummer);
    if (par?.[0].type !== "liste") continue;
    const ref: PdfVerdi = { type: "ref", nummer, generasjon: 0 };
    if (!forklarTillegg(s, ref, ref)) return false;
  }
  return true;
}

/** The document information may say when and by what the file was written last; nobody reads the document from it. */
function forklarInfo(s: Sammenlikning): void {
  const info = s.dok.seksjoner[0]?.trailer.poster.get("Info");
  const par = info?.type === "ref" && s.endrede.has(info.nummer) ? parAv(s, info.nummer) : undefined;
  if (info?.type !== "ref" || par?.[0].type !== "ordbok" || par[1].type !== "ordbok") return;
  const { poster } = par[1];
  const erTekst = FRIE_INFO.every((n) => ["streng", undefined].includes(poster.get(n)?.type));
  if (erTekst && likeOrdboeker(par[0], par[1], FRIE_INFO)) s.forklarte.add(info.nummer);
}

/** New object streams and cross-reference streams carry the others; what is in them is judged by itself. */
function forklarBeholdere(s: Sammenlikning, stroemmer: readonly number[]): void {
  const beholdere = new Set(
    [...s.endrede].map((n) => s.dok.kart.get(n)).map((o) => (o?.type === "samlet" ? o.beholder : -1)),
  );
  for (const nummer of s.endrede) {
    const o = s.dok.kart.get(nummer);
    if (s.foer.has(nummer) && s.foer.get(nummer)?.type !== "fri") continue;
    if (o?.type === "fil" && (stroemmer.includes(o.posisjon) || beholdere.has(nummer)))
      s.forklarte.add(nummer);
  }
}

/**
 * Whether the signed objects are as they were: each lies whole within the signed bytes, and none outside the DSS refers to an
 * object that is new or belongs to the DSS, and so would show something else now.
 */
function signerteStaar(s: Sammenlikning, slutt: number): boolean {
  const { dok, avgrenset, foer, endrede, dss } = s;
  const nye = new Set([...endrede].filter((n) => dss.has(n) || (foer.get(n)?.type ?? "fri") === "fri"));
  const rot = dok.seksjoner[0]?.trailer.poster.get("Root");
  for (const [nummer, o] of foer) {
    if (o.type === "fil" && o.posisjon >= slutt) return false;
    const v = hentOppfoering(avgrenset, nummer, o, foer);
    if (v === undefined && hentOppfoering(dok, nummer, o, foer) !== undefined) return false;
    if (v === undefined || dss.has(nummer)) continue;
    const erRot = rot?.type === "ref" && rot.nummer === nummer;
    const pekere = erRot ? referanserI(utenDss(v)).map((r) => r.nummer) : pekereI(avgrenset, v);
    if (pekere.some((n) => nye.has(n))) return false;
  }
  return true;
}

function utenDss(v: PdfVerdi): PdfVerdi {
  if (v.type !== "ordbok") return v;
  return { ...v, poster: new Map([...v.poster].filter(([navn]) => navn !== "DSS")) };
}
