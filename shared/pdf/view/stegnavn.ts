// What the steps are called on paper. The steps about a child are numbered where there are several children.

import type { Del, Steg } from "../../beregning/resultat.ts";
import type { Tekster } from "../tekster/tekster.ts";

export type Stegnavn = {
  readonly avSteg: (steg: Steg) => string;
  /** Of a part: of the step it refers to, or its own. */
  readonly avDel: (del: Del) => string;
};

/** The steps about one supported person have the same number. */
const OM_PERSON = /^(?:EGEN_INNTEKT|ETTERLATTEFRADRAG)_(\d+)(?:_[A-Z]+)?$/;

export function lagStegnavn(steg: readonly Steg[], tekster: Tekster): Stegnavn {
  const barn = new Map<string, number>();
  for (const { kode, deler } of steg) {
    const person = OM_PERSON.exec(kode)?.[1];
    const nr = deler.find((del) => del.rolle === "BARN")?.barnNr;
    if (person !== undefined && nr !== undefined) barn.set(person, nr);
  }
  const avSteg = ({ kode, navn }: Steg): string => {
    const nr = barn.size > 1 ? barn.get(OM_PERSON.exec(kode)?.[1] ?? "") : undefined;
    const tekst = tekster.beregningsnavn(navn);
    return nr === undefined ? tekst : `${tekst} ${nr}`;
  };
  return {
    avSteg,
    avDel: (del) => {
      const fra = del.kilde === "STEG" ? steg.find((s) => s.kode === del.kildereferanse) : undefined;
      return fra === undefined ? tekster.beregningsnavn(del.navn) : avSteg(fra);
    },
  };
}
