// The data of a stream: stored as it is, or FlateDecode with or without a PNG predictor (ISO 32000-1, 7.4.4).

import { inflateSync } from "node:zlib";
import { STOERSTE_STROEM } from "../grenser.ts";
import { somAntall, somNavn, type Ordbok, type PdfVerdi, type Stroem } from "./verdi.ts";

/** How many unpacked bytes a file may still cost; counted down here. */
export type Utpakkingsbudsjett = { igjen: number };

/**
 * The unpacked data; undefined for filters other than one FlateDecode, for broken data, and when it is larger than the
 * limit of one stream or than what is left of the budget. Filters must be given directly, not by reference.
 */
export function pakkUt({ ordbok, data }: Stroem, budsjett: Utpakkingsbudsjett): Uint8Array | undefined {
  const filter = foersteAv(ordbok.poster.get("Filter"));
  if (filter === undefined) return data;
  if (filter === "flere" || somNavn(filter) !== "FlateDecode") return undefined;
  const flest = Math.min(STOERSTE_STROEM, budsjett.igjen);
  const raa = inflate(data, flest);
  // What failed has cost as much as it could: zlib unpacks up to the limit before it says that there is more.
  budsjett.igjen -= raa?.length ?? flest;
  if (raa === undefined) return undefined;
  const parametre = foersteAv(ordbok.poster.get("DecodeParms"));
  if (parametre === undefined || (parametre !== "flere" && parametre.type === "null")) return raa;
  return parametre !== "flere" && parametre.type === "ordbok" ? utenPrediktor(raa, parametre) : undefined;
}

function foersteAv(v: PdfVerdi | undefined): PdfVerdi | "flere" | undefined {
  if (v?.type !== "liste") return v;
  return v.verdier.length > 1 ? "flere" : v.verdier[0];
}

function inflate(data: Uint8Array, maxOutputLength: number): Uint8Array | undefined {
  if (maxOutputLength <= 0) return undefined;
  try {
    return inflateSync(data, { maxOutputLength });
  } catch {
    // Broken or too large: zlib has no other way to say it.
    return undefined;
  }
}

function utenPrediktor(raa: Uint8Array, { poster }: Ordbok): Uint8Array | undefined {
  const tall = (navn: string, uten: number) => (poster.has(navn) ? somAntall(poster.get(navn)) : uten);
  const prediktor = tall("Predictor", 1);
  if (prediktor === 1) return raa;
  const [farger, bits, kolonner] = [tall("Colors", 1), tall("BitsPerComponent", 8), tall("Columns", 1)];
  if (prediktor === undefined || prediktor < 10 || prediktor > 15 || farger !== 1 || bits !== 8) {
    return undefined;
  }
  return kolonner === undefined || kolonner === 0 ? undefined : utenPng(raa, kolonner);
}

/** Rows of a type byte and one byte per column, each byte foretold from its left, upper and upper left neighbour. */
function utenPng(raa: Uint8Array, kolonner: number): Uint8Array | undefined {
  const rader = Math.floor(raa.length / (kolonner + 1));
  if (rader * (kolonner + 1) !== raa.length) return undefined;
  const ut = new Uint8Array(rader * kolonner);
  for (let rad = 0; rad < rader; rad += 1) {
    const type = raa[rad * (kolonner + 1)] ?? 0;
    if (type > 4) return undefined;
    for (let k = 0; k < kolonner; k += 1) {
      const her = rad * kolonner + k;
      const venstre = k > 0 ? (ut[her - 1] ?? 0) : 0;
      const over = rad > 0 ? (ut[her - kolonner] ?? 0) : 0;
      const hjoerne = k > 0 && rad > 0 ? (ut[her - kolonner - 1] ?? 0) : 0;
      const byte = raa[rad * (kolonner + 1) + 1 + k] ?? 0;
      ut[her] = byte + spaadd(type, venstre, over, hjoerne);
    }
  }
  return ut;
}

function spaadd(type: number, venstre: number, over: number, hjoerne: number): number {
  if (type === 1) return venstre;
  if (type === 2) return over;
  if (type === 3) return (venstre + over) >> 1;
  return type === 4 ? paeth(venstre, over, hjoerne) : 0;
}

function paeth(venstre: number, over: number, hjoerne: number): number {
  const p = venstre + over - hjoerne;
  const [a, b, c] = [Math.abs(p - venstre), Math.abs(p - over), Math.abs(p - hjoerne)];
  if (a <= b && a <= c) return venstre;
  return b <= c ? over : hjoerne;
}
