// One numbered object of the file: `12 0 obj … endobj`, with its stream when it has one.

import { hoppOverBlankt, leserAv, lesHeltall, lesNoekkelord, tegnVed, type Leser } from "./tegn.ts";
import { lesVerdi } from "./les-verdi.ts";
import { somAntall, type Ordbok, type PdfVerdi } from "./verdi.ts";

export type Objekt = { readonly nummer: number; readonly generasjon: number; readonly verdi: PdfVerdi };

/** The number and generation of the object header at the place, and moves past it. */
export function lesObjekthode(l: Leser): { nummer: number; generasjon: number } | undefined {
  const nummer = lesHeltall(l);
  const generasjon = nummer === undefined ? undefined : lesHeltall(l);
  if (nummer === undefined || generasjon === undefined || !lesNoekkelord(l, "obj")) return undefined;
  return { nummer, generasjon };
}

/**
 * The object at an offset. Its dictionary must end before `slutt`; the data of a stream may go on to `stroemslutt`.
 * `finnLengde` gives the number a /Length refers to. Undefined when there is no whole object.
 */
export function lesObjekt(
  bytes: Uint8Array,
  pos: number,
  grenser: { slutt: number; stroemslutt: number },
  finnLengde: (v: PdfVerdi | undefined) => number | undefined,
): Objekt | undefined {
  const l = leserAv(bytes, pos, grenser.slutt);
  const hode = lesObjekthode(l);
  const verdi = hode === undefined ? undefined : lesVerdi(l);
  if (hode === undefined || verdi === undefined) return undefined;
  hoppOverBlankt(l);
  const etter = leserAv(bytes, l.pos, grenser.stroemslutt);
  if (verdi.type !== "ordbok" || tegnVed(etter) !== 0x73 || !lesNoekkelord(etter, "stream")) {
    return { ...hode, verdi };
  }
  const data = lesData(etter, verdi, finnLengde);
  return data === undefined ? undefined : { ...hode, verdi: { type: "stroem", ordbok: verdi, data } };
}

function lesData(
  l: Leser,
  ordbok: Ordbok,
  finnLengde: (v: PdfVerdi | undefined) => number | undefined,
): Uint8Array | undefined {
  const oppgitt = ordbok.poster.get("Length");
  const lengde = somAntall(oppgitt) ?? finnLengde(oppgitt);
  if (tegnVed(l) === 0x0d) l.pos += 1;
  if (tegnVed(l) === 0x0a) l.pos += 1;
  const fra = l.pos;
  if (lengde === undefined || fra + lengde > l.slutt) return undefined;
  l.pos += lengde;
  return lesNoekkelord(l, "endstream") ? l.bytes.subarray(fra, fra + lengde) : undefined;
}
