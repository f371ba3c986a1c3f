// One cross-reference section: a table with its trailer, a cross-reference stream, or a hybrid of both.

import { STOERSTE_TRAILER } from "../grenser.ts";
import { lesVerdi } from "./les-verdi.ts";
import { lesObjekt } from "./objekt.ts";
import { pakkUt, type Utpakkingsbudsjett } from "./pakk-ut.ts";
import { hoppOverBlankt, leserAv, lesHeltall, lesNoekkelord, lesOrd, tegnVed, type Leser } from "./tegn.ts";
import { somAntall, somNavn, type Ordbok, type PdfVerdi } from "./verdi.ts";

/** Where an object is: nowhere, at an offset in the file, or in an object stream. */
export type Oppfoering =
  | { readonly type: "fri" }
  | { readonly type: "fil"; readonly posisjon: number; readonly generasjon: number }
  | { readonly type: "samlet"; readonly beholder: number; readonly indeks: number };

export type Oppfoeringer = Map<number, Oppfoering>;

export type Seksjon = {
  readonly posisjon: number;
  readonly trailer: Ordbok;
  readonly oppfoeringer: ReadonlyMap<number, Oppfoering>;
  /** Offsets of the cross-reference streams that make up the section. */
  readonly stroemmer: readonly number[];
};

const FRI: Oppfoering = { type: "fri" };

/** The same place in the file, or both free. */
export function sammeSted(a: Oppfoering | undefined, b: Oppfoering | undefined): boolean {
  const x = a ?? FRI;
  const y = b ?? FRI;
  if (x.type === "fil") return y.type === "fil" && x.posisjon === y.posisjon && x.generasjon === y.generasjon;
  if (x.type === "samlet") return y.type === "samlet" && x.beholder === y.beholder && x.indeks === y.indeks;
  return y.type === "fri";
}

/** The section at an offset with at most so many objects; undefined when it is broken or names an object twice. */
export function lesSeksjonVed(
  bytes: Uint8Array,
  posisjon: number,
  plass: number,
  budsjett: Utpakkingsbudsjett,
): Seksjon | undefined {
  const l = leserAv(bytes, posisjon, posisjon + 64);
  hoppOverBlankt(l);
  if (tegnVed(l) !== 0x78) return lesStroemseksjon(bytes, posisjon, plass, budsjett);
  const tabell = lesTabell(bytes, posisjon, plass);
  if (tabell === undefined) return undefined;
  const hybrid = tabell.trailer.poster.get("XRefStm");
  if (hybrid === undefined) return { posisjon, ...tabell, stroemmer: [] };
  const sted = somAntall(hybrid);
  const stroem =
    sted === undefined
      ? undefined
      : lesStroemseksjon(bytes, sted, plass - tabell.oppfoeringer.size, budsjett);
  return stroem === undefined ? undefined : flettHybrid(posisjon, tabell, stroem);
}

type Tabell = { readonly trailer: Ordbok; readonly oppfoeringer: Oppfoeringer };

/** The stream may only fill in what the table calls free; where they disagree, two readers would see two documents. */
function flettHybrid(posisjon: number, tabell: Tabell, stroem: Seksjon): Seksjon | undefined {
  const oppfoeringer = new Map(tabell.oppfoeringer);
  for (const [nummer, o] of stroem.oppfoeringer) {
    const fra = oppfoeringer.get(nummer);
    if (fra !== undefined && fra.type !== "fri" && !sammeSted(fra, o)) return undefined;
    oppfoeringer.set(nummer, o);
  }
  return { posisjon, trailer: tabell.trailer, oppfoeringer, stroemmer: [stroem.posisjon] };
}

function lesTabell(bytes: Uint8Array, posisjon: number, plass: number): Tabell | undefined {
  const l = leserAv(bytes, posisjon, bytes.length);
  const oppfoeringer: Oppfoeringer = new Map();
  if (!lesNoekkelord(l, "xref")) return undefined;
  for (;;) {
    hoppOverBlankt(l);
    if (tegnVed(l) === 0x74) break;
    if (!lesDel(l, oppfoeringer, plass)) return undefined;
  }
  const t = leserAv(bytes, l.pos, l.pos + STOERSTE_TRAILER);
  const trailer = lesNoekkelord(t, "trailer") ? lesVerdi(t) : undefined;
  return trailer?.type === "ordbok" && !trailer.duplikat ? { trailer, oppfoeringer } : undefined;
}

/** One subsection of a table; false when it is broken. */
function lesDel(l: Leser, oppfoeringer: Oppfoeringer, plass: number): boolean {
  const start = lesHeltall(l);
  const antall = start === undefined ? undefined : lesHeltall(l);
  if (start === undefined || antall === undefined || oppfoeringer.size + antall > plass) return false;
  for (let i = 0; i < antall; i += 1) {
    const posisjon = lesHeltall(l);
    const generasjon = posisjon === undefined ? undefined : lesHeltall(l);
    if (posisjon === undefined || generasjon === undefined || oppfoeringer.has(start + i)) return false;
    hoppOverBlankt(l);
    const ord = lesOrd(l);
    if (ord !== "n" && ord !== "f") return false;
    oppfoeringer.set(start + i, ord === "f" ? FRI : { type: "fil", posisjon, generasjon });
  }
  return true;
}

function lesStroemseksjon(
  bytes: Uint8Array,
  posisjon: number,
  plass: number,
  budsjett: Utpakkingsbudsjett,
): Seksjon | undefined {
  const grenser = { slutt: posisjon + STOERSTE_TRAILER, stroemslutt: bytes.length };
  const verdi = lesObjekt(bytes, posisjon, grenser, () => undefined)?.verdi;
  if (verdi?.type !== "stroem" || verdi.ordbok.duplikat) return undefined;
  const trailer = verdi.ordbok;
  if (somNavn(trailer.poster.get("Type")) !== "XRef") return undefined;
  const data = pakkUt(verdi, budsjett);
  const bredder = tallene(trailer.poster.get("W"));
  const oppgitt = trailer.poster.get("Index");
  const stoerrelse = somAntall(trailer.poster.get("Size"));
  const indeks = oppgitt === undefined ? [0, stoerrelse ?? -1] : tallene(oppgitt);
  if (data === undefined || bredder?.length !== 3 || indeks === undefined) return undefined;
  const oppfoeringer = lesRader(data, bredder, indeks, plass);
  return oppfoeringer === undefined ? undefined : { posisjon, trailer, oppfoeringer, stroemmer: [posisjon] };
}

function tallene(v: PdfVerdi | undefined): readonly number[] | undefined {
  if (v?.type !== "liste") return undefined;
  const tall = v.verdier.map((e) => somAntall(e) ?? -1);
  return tall.includes(-1) ? undefined : tall;
}

/** The rows of a cross-reference stream; undefined when they do not fill the data exactly or a number comes twice. */
function lesRader(
  data: Uint8Array,
  bredder: readonly number[],
  indeks: readonly number[],
  plass: number,
): Oppfoeringer | undefined {
  const radbredde = bredder.reduce((sum, b) => sum + b, 0);
  const antall = indeks.reduce((sum, v, i) => (i % 2 === 1 ? sum + v : sum), 0);
  if (radbredde === 0 || bredder.some((b) => b > 6) || indeks.length % 2 !== 0) return undefined;
  if (antall < 0 || antall > plass || antall * radbredde !== data.length) return undefined;
  const oppfoeringer: Oppfoeringer = new Map();
  let rad = 0;
  for (let i = 0; i < indeks.length; i += 2) {
    for (let n = 0; n < (indeks[i + 1] ?? 0); n += 1, rad += 1) {
      const nummer = (indeks[i] ?? 0) + n;
      const o = lesRad(data.subarray(rad * radbredde, (rad + 1) * radbredde), bredder);
      if (o === undefined || oppfoeringer.has(nummer)) return undefined;
      oppfoeringer.set(nummer, o);
    }
  }
  return oppfoeringer;
}

function lesRad(rad: Uint8Array, [b0 = 0, b1 = 0, b2 = 0]: readonly number[]): Oppfoering | undefined {
  const felt = (fra: number, bredde: number) =>
    rad.subarray(fra, fra + bredde).reduce((sum, byte) => sum * 256 + byte, 0);
  // A type field of width nought means type 1 (7.5.8.2).
  const type = b0 === 0 ? 1 : felt(0, b0);
  const [andre, tredje] = [felt(b0, b1), felt(b0 + b1, b2)];
  if (type === 0) return FRI;
  if (type === 1) return { type: "fil", posisjon: andre, generasjon: tredje };
  return type === 2 ? { type: "samlet", beholder: andre, indeks: tredje } : undefined;
}
