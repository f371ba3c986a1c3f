// Writes the calculation down as it is done: the amount of a step is computed from the very parts it shows.
import {
  desimaltekst,
  kuttTilDesimaler,
  minsteAv,
  minstNull,
  NULL_KRONER,
  sum,
  type Eksakt,
} from "./eksakt.ts";
import { lagLedd, verdiAv, type Ledd } from "./ledd.ts";
import type { Del, Operasjon, Steg } from "./resultat.ts";
import { uttrykkAv, type Stegtekst } from "./tekster-nb.ts";

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

/** The sum or the smallest of the parts, before SUM_IKKE_UNDER_NULL stops at zero. */
function regnUt(operasjon: Operasjon, ledd: readonly Ledd[]): Eksakt {
  if (operasjon === "MINSTE") return ledd.map(verdiAv).reduce(minsteAv);
  let verdi = NULL_KRONER;
  for (const l of ledd) verdi = sum(verdi, verdiAv(l));
  return verdi;
}

function avslutt(operasjon: Operasjon, verdi: Eksakt, desimaler: 2 | 4): Eksakt {
  return kuttTilDesimaler(operasjon === "SUM_IKKE_UNDER_NULL" ? minstNull(verdi) : verdi, desimaler);
}

type Skrivbar<T> = { -readonly [K in keyof T]: T[K] };

/** A part as it is shown, without what it has nothing to say of. */
function delAv(ledd: Ledd): Del {
  const { navn, fortegn, andel, kilde, kildereferanse, rolle, barnNr, begrunnelse } = ledd;
  const del: Skrivbar<Del> = { navn, beloep: desimaltekst(ledd.beloep), fortegn, kilde };
  if (andel !== null) del.andel = andel;
  if (kildereferanse !== null) del.kildereferanse = kildereferanse;
  if (rolle !== null) del.rolle = rolle;
  if (barnNr !== null) del.barnNr = barnNr;
  if (begrunnelse !== null) del.begrunnelse = begrunnelse;
  return del;
}

/** A step as a part of a later one. */
function stegledd(kode: string, { navn }: Stegtekst, beloep: Eksakt): Ledd {
  return lagLedd(navn, beloep, "STEG", { kildereferanse: kode });
}

/** A book that only counts: for another reading, of which nobody reads the steps. */
export function kladdebok(): Stegbok {
  return {
    foer: (kode, tekst, operasjon, ledd, desimaler = 2) =>
      stegledd(kode, tekst, avslutt(operasjon, regnUt(operasjon, ledd), desimaler)),
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
      return stegledd(kode, tekst, beloep);
    },
    steg: () => steg,
  };
}
