// Writes the calculation down as it is done: the amount of a step is computed from the very parts it shows.
import {
  andelAv,
  desimaltekst,
  differanse,
  kuttTilDesimaler,
  minsteAv,
  minstNull,
  norskTall,
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

function regnUt(operasjon: Operasjon, verdier: readonly Eksakt[]): Eksakt {
  if (operasjon === "MINSTE") {
    const [foerste, ...flere] = verdier;
    if (foerste === undefined) throw new Error("MINSTE needs a part");
    return flere.reduce(minsteAv, foerste);
  }
  const total = verdier.reduce(sum, NULL_KRONER);
  return operasjon === "SUM" ? total : minstNull(total);
}

function delAv(ledd: Ledd): Del {
  return { ...ledd, fortegn: ledd.fortegn ?? "+", beloep: desimaltekst(ledd.beloep) };
}

export function nyStegbok(): Stegbok {
  const steg: Steg[] = [];
  return {
    foer(kode, tekst, operasjon, ledd, desimaler = 2) {
      const beloep = kuttTilDesimaler(regnUt(operasjon, ledd.map(verdiAv)), desimaler);
      steg.push({
        nr: steg.length + 1,
        kode,
        navn: tekst.navn,
        hjemmel: tekst.hjemmel,
        uttrykk: uttrykkAv(
          operasjon,
          ledd.map(({ beloep: b, andel, fortegn }) => ({
            tall: norskTall(b),
            minus: fortegn === "-",
            ...(andel === undefined ? {} : { andel }),
          })),
          beloep === NULL_KRONER,
        ),
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
