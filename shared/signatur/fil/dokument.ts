// A PDF file as a viewer sees it: objects looked up through the cross-references, each with where it was read.

import { STOERSTE_UTPAKKET } from "../grenser.ts";
import { lesKryssreferanser } from "./kryssreferanser.ts";
import { lesVerdi } from "./les-verdi.ts";
import { lesObjekt, lesObjekthode } from "./objekt.ts";
import { pakkUt, type Utpakkingsbudsjett } from "./pakk-ut.ts";
import type { Oppfoering, Seksjon } from "./seksjon.ts";
import { leserAv, lesHeltall } from "./tegn.ts";
import { referanserI, somAntall, somNavn, type Ordbok, type PdfVerdi } from "./verdi.ts";

/** Which object is where, at one revision. */
export type Kart = ReadonlyMap<number, Oppfoering>;

export type Dokument = {
  readonly bytes: Uint8Array;
  /** Newest first. */
  readonly seksjoner: readonly Seksjon[];
  readonly kart: Kart;
  /** Offsets where an object or a section starts, rising: no object may reach into the next. */
  readonly starter: readonly number[];
  readonly budsjett: Utpakkingsbudsjett;
  readonly lest: Map<number, PdfVerdi | null>;
  readonly beholdere: Map<number, ReadonlyMap<number, Samlet> | null>;
  /** Numbers each value refers to, kept because every signature asks again. */
  readonly pekere: Map<PdfVerdi, readonly number[]>;
};

type Samlet = { readonly nummer: number; readonly verdi: PdfVerdi };

/** The map of the revision whose newest section is the first of these. */
export function kartAv(seksjoner: readonly Seksjon[]): Map<number, Oppfoering> {
  const kart = new Map<number, Oppfoering>();
  for (const { oppfoeringer } of seksjoner.toReversed()) {
    for (const [nummer, o] of oppfoeringer) kart.set(nummer, o);
  }
  return kart;
}

/** The document, or undefined when its structure is broken: cross-references, or an entry that points at another object. */
export function aapneDokument(bytes: Uint8Array): Dokument | undefined {
  const budsjett = { igjen: STOERSTE_UTPAKKET };
  const seksjoner = lesKryssreferanser(bytes, budsjett);
  if (seksjoner === undefined) return undefined;
  const starter = new Set<number>();
  for (const s of seksjoner) {
    for (const p of [s.posisjon, ...s.stroemmer]) starter.add(p);
    for (const [nummer, o] of s.oppfoeringer) {
      if (o.type !== "fil") continue;
      const hode = lesObjekthode(leserAv(bytes, o.posisjon, o.posisjon + 64));
      if (hode?.nummer !== nummer || hode.generasjon !== o.generasjon) return undefined;
      starter.add(o.posisjon);
    }
  }
  return {
    bytes,
    seksjoner,
    kart: kartAv(seksjoner),
    starter: [...starter].sort((a, b) => a - b),
    budsjett,
    lest: new Map(),
    beholdere: new Map(),
    pekere: new Map(),
  };
}

/** The same file where no object may reach across some offsets: the ends of its revisions. */
export function medRevisjonsslutt(dok: Dokument, slutter: readonly number[]): Dokument {
  const starter = [...new Set([...dok.starter, ...slutter])].sort((a, b) => a - b);
  return { ...dok, starter, lest: new Map(), beholdere: new Map(), pekere: new Map() };
}

/** The numbers of the objects a value refers to. */
export function pekereI({ pekere }: Dokument, v: PdfVerdi): readonly number[] {
  const kjente = pekere.get(v) ?? referanserI(v).map((r) => r.nummer);
  pekere.set(v, kjente);
  return kjente;
}

/** The first start after an offset. */
function nesteStart({ starter, bytes }: Dokument, etter: number): number {
  let lav = 0;
  let hoey = starter.length;
  while (lav < hoey) {
    const midt = (lav + hoey) >> 1;
    if ((starter[midt] ?? 0) <= etter) lav = midt + 1;
    else hoey = midt;
  }
  return starter[lav] ?? bytes.length;
}

/** The object at an offset; undefined when it is broken or reaches into the next. */
function objektVed(dok: Dokument, posisjon: number, kart: Kart): PdfVerdi | undefined {
  const kjent = dok.lest.get(posisjon);
  if (kjent !== undefined) return kjent ?? undefined;
  const slutt = nesteStart(dok, posisjon);
  const lengde = (v: PdfVerdi | undefined) =>
    v?.type === "ref" ? lesLengde(dok, v.nummer, kart) : undefined;
  const verdi = lesObjekt(dok.bytes, posisjon, { slutt, stroemslutt: slutt }, lengde)?.verdi;
  dok.lest.set(posisjon, verdi ?? null);
  return verdi;
}

/** A length given by reference. Only a plain number in the file, so that no stream is needed to read a stream. */
function lesLengde(dok: Dokument, nummer: number, kart: Kart): number | undefined {
  const o = kart.get(nummer);
  if (o?.type !== "fil") return undefined;
  const l = leserAv(dok.bytes, o.posisjon, o.posisjon + 64);
  return lesObjekthode(l) === undefined ? undefined : lesHeltall(l);
}

/** What an entry points at; undefined for free entries and broken objects. */
export function hentOppfoering(
  dok: Dokument,
  nummer: number,
  o: Oppfoering | undefined,
  kart: Kart,
): PdfVerdi | undefined {
  if (o === undefined || o.type === "fri") return undefined;
  if (o.type === "fil") return objektVed(dok, o.posisjon, kart);
  const beholder = kart.get(o.beholder);
  if (beholder?.type !== "fil") return undefined;
  const samlet = lesBeholder(dok, beholder.posisjon, kart)?.get(o.indeks);
  return samlet?.nummer === nummer ? samlet.verdi : undefined;
}

function lesBeholder(dok: Dokument, posisjon: number, kart: Kart): ReadonlyMap<number, Samlet> | undefined {
  const kjent = dok.beholdere.get(posisjon);
  if (kjent !== undefined) return kjent ?? undefined;
  const innhold = pakkUtBeholder(dok, posisjon, kart);
  dok.beholdere.set(posisjon, innhold ?? null);
  return innhold;
}

function pakkUtBeholder(dok: Dokument, posisjon: number, kart: Kart): Map<number, Samlet> | undefined {
  const stroem = objektVed(dok, posisjon, kart);
  if (stroem?.type !== "stroem" || somNavn(stroem.ordbok.poster.get("Type")) !== "ObjStm") return undefined;
  const data = pakkUt(stroem, dok.budsjett);
  const antall = somAntall(stroem.ordbok.poster.get("N"));
  const foerste = somAntall(stroem.ordbok.poster.get("First"));
  if (data === undefined || antall === undefined || foerste === undefined) return undefined;
  const steder = lesSteder(data, antall, foerste);
  if (steder === undefined) return undefined;
  const innhold = new Map<number, Samlet>();
  for (const [i, { nummer, fra }] of steder.entries()) {
    const verdi = lesVerdi(leserAv(data, fra, steder[i + 1]?.fra ?? data.length));
    if (verdi !== undefined) innhold.set(i, { nummer, verdi });
  }
  return innhold;
}

/** Number and offset of each object in an object stream, offsets rising so that the objects share no bytes. */
function lesSteder(
  data: Uint8Array,
  antall: number,
  foerste: number,
): readonly { nummer: number; fra: number }[] | undefined {
  const hode = leserAv(data, 0, foerste);
  const steder: { nummer: number; fra: number }[] = [];
  for (let i = 0; i < antall; i += 1) {
    const nummer = lesHeltall(hode);
    const sted = nummer === undefined ? undefined : lesHeltall(hode);
    if (nummer === undefined || sted === undefined) return undefined;
    if (foerste + sted < (steder.at(-1)?.fra ?? 0)) return undefined;
    steder.push({ nummer, fra: foerste + sted });
  }
  return steder;
}

/** The value itself, or what it refers to; undefined for a reference to nothing or to another object than it says. */
export function loes(dok: Dokument, v: PdfVerdi | undefined, kart: Kart = dok.kart): PdfVerdi | undefined {
  if (v?.type !== "ref") return v;
  const o = kart.get(v.nummer);
  if (o?.type === "fil" ? o.generasjon !== v.generasjon : v.generasjon !== 0) return undefined;
  const verdi = hentOppfoering(dok, v.nummer, o, kart);
  return verdi?.type === "ref" ? undefined : verdi;
}

/** The dictionary a value is or refers to. */
export function loesOrdbok(
  dok: Dokument,
  v: PdfVerdi | undefined,
  kart: Kart = dok.kart,
): Ordbok | undefined {
  const verdi = loes(dok, v, kart);
  return verdi?.type === "ordbok" ? verdi : undefined;
}

/** The trailer that counts: of the newest section. */
export function trailerAv({ seksjoner }: Dokument): Ordbok | undefined {
  return seksjoner[0]?.trailer;
}
