// The cross-references of a file (ISO 32000-1, 7.5.4 and 7.5.8): one section per revision, newest first.

import { FLEST_OBJEKTER, FLEST_SEKSJONER } from "../grenser.ts";
import type { Utpakkingsbudsjett } from "./pakk-ut.ts";
import { leserAv, lesHeltall, lesNoekkelord } from "./tegn.ts";
import { lesSeksjonVed, type Seksjon } from "./seksjon.ts";
import { somAntall } from "./verdi.ts";

/** The offset named by `startxref N %%EOF` at the very end of some bytes (white space may follow); undefined without one. */
export function lesStartxref(bytes: Uint8Array): number | undefined {
  const hale = Buffer.from(bytes.subarray(Math.max(0, bytes.length - 1100)));
  const slutt = hale.toString("latin1").replace(/[\0\t\n\f\r ]+$/, "");
  const fra = slutt.lastIndexOf("startxref");
  if (fra === -1 || !slutt.endsWith("%%EOF")) return undefined;
  const l = leserAv(Buffer.from(slutt, "latin1"), fra, slutt.length - 5);
  if (!lesNoekkelord(l, "startxref")) return undefined;
  const posisjon = lesHeltall(l);
  const resten = slutt.slice(l.pos, -5).trim();
  return resten === "" ? posisjon : undefined;
}

/**
 * Every section from the last `startxref` along /Prev. Undefined for a broken section, a loop, more sections or objects than
 * allowed, and a hybrid file whose two halves disagree.
 */
export function lesKryssreferanser(
  bytes: Uint8Array,
  budsjett: Utpakkingsbudsjett,
): readonly Seksjon[] | undefined {
  let posisjon = lesStartxref(bytes);
  const seksjoner: Seksjon[] = [];
  const sett = new Set<number>();
  let antall = 0;
  while (posisjon !== undefined) {
    if (sett.has(posisjon) || seksjoner.length === FLEST_SEKSJONER) return undefined;
    sett.add(posisjon);
    const seksjon = lesSeksjonVed(bytes, posisjon, FLEST_OBJEKTER - antall, budsjett);
    if (seksjon === undefined) return undefined;
    antall += seksjon.oppfoeringer.size;
    seksjoner.push(seksjon);
    const forrige = seksjon.trailer.poster.get("Prev");
    posisjon = somAntall(forrige);
    if (forrige !== undefined && posisjon === undefined) return undefined;
  }
  return seksjoner.length === 0 ? undefined : seksjoner;
}
