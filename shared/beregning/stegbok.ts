// Writes the calculation down as it is done: the amount of a step is computed from the very parts it shows.
import {
  andelAv,
  desimaltekst,
  differanse,
  kuttTilDesimaler,
  minsteAv,
  minstNull,
  NULL_KRONER,
  sum,
  type Eksakt,
} from "./eksakt.ts";
import type { Rolle } from "./inndata.ts";
import type { Del, Delkilde, Operasjon, Steg } from "./resultat.ts";
import { uttrykkAv, type Stegtekst } from "./tekster-nb.ts";

/** A part of a step before it is written down. */
export type Ledd = {
  readonly navn: string;
  readonly beloep: Eksakt;
  readonly fortegn?: "-";
  readonly andel?: { readonly teller: number; readonly nevner: number };
  readonly kilde: Delkilde;
  readonly kildereferanse?: string;
  readonly rolle?: Rolle;
  readonly barnNr?: number;
  readonly begrunnelse?: string;
};

export type Stegbok = {
  /** Adds a step and gives its amount, cut down to `desimaler` decimals (2 unless told). */
  readonly foer: (
    kode: string,
    tekst: Stegtekst,
    operasjon: Operasjon,
    ledd: readonly Ledd[],
    desimaler?: 2 | 4,
  ) => Ledd;
  readonly steg: () => readonly Steg[];
};

function verdiAv({ beloep, andel, fortegn }: Ledd): Eksakt {
  const del = andel === undefined ? beloep : andelAv(beloep, andel.teller, andel.nevner);
  return fortegn === "-" ? differanse(NULL_KRONER, del) : del;
}

/** The sum or the smallest of the parts, before SUM_IKKE_UNDER_NULL stops at zero. */
function regnUt(operasjon: Operasjon, ledd: readonly Ledd[]): Eksakt {
  if (operasjon === "MINSTE") return ledd.map(verdiAv).reduce(minsteAv);
  return ledd.reduce((s, l) => sum(s, verdiAv(l)), NULL_KRONER);
}

function avslutt(operasjon: Operasjon, verdi: Eksakt, desimaler: 2 | 4): Eksakt {
  return kuttTilDesimaler(operasjon === "SUM_IKKE_UNDER_NULL" ? minstNull(verdi) : verdi, desimaler);
}

function delAv(ledd: Ledd): Del {
  return { ...ledd, fortegn: ledd.fortegn ?? "+", beloep: desimaltekst(ledd.beloep) };
}

/** A book that only counts: for another reading, of which nobody reads the steps. */
export function kladdebok(): Stegbok {
  return {
    foer: (kode, tekst, operasjon, ledd, desimaler = 2) => ({
      navn: tekst.navn,
      beloep: avslutt(operasjon, regnUt(operasjon, ledd), desimaler),
      kilde: "STEG",
      kildereferanse: kode,
    }),
    steg: () => [],
  };
}

export function nyStegbok(): Stegbok {
  const steg: Steg[] = [];
  return {
    foer(kode, tekst, operasjon, ledd, desimaler = 2) {
      const verdi = regnUt(operasjon, ledd);
      const beloep = avslutt(operasjon, verdi, desimaler);
      steg.push({
        nr: steg.length + 1,
        kode,
        navn: tekst.navn,
        hjemmel: tekst.hjemmel,
        uttrykk: uttrykkAv(operasjon, ledd, beloep === NULL_KRONER && verdi < NULL_KRONER),
        beloep: desimaltekst(beloep),
        operasjon,
        desimaler,
        deler: ledd.map(delAv),
      });
      return { navn: tekst.navn, beloep, kilde: "STEG", kildereferanse: kode };
    },
    steg: () => steg,
  };
}
