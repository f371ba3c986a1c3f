// Rows of the data files → one rule per name and year. Two rows for the same name and year stop the load.

import { lesPostrad, type Filrad, type Postrad, type Postregel } from "./postregel.ts";

export type Posttabell = {
  readonly rader: readonly Postrad[];
  readonly finn: (tekniskNavn: string, inntektsaar: number) => Postregel | undefined;
};

function gjelder(rad: Postrad, inntektsaar: number): boolean {
  return rad.fra <= inntektsaar && inntektsaar <= rad.til;
}

/** The table of some rows. Throws when a row does not fit or when two rows of a name share a year. */
export function byggPosttabell(filrader: readonly Filrad[]): Posttabell {
  const rader = filrader.map(lesPostrad);
  const perNavn = new Map<string, Postrad[]>();
  for (const rad of rader) {
    const navn = rad.regel.tekniskNavn;
    const samme = perNavn.get(navn);
    if (samme === undefined) perNavn.set(navn, [rad]);
    else if (samme.some((annen) => annen.fra <= rad.til && rad.fra <= annen.til)) {
      throw new Error(`poster: ${navn} has two rules for the same year`);
    } else samme.push(rad);
  }
  return {
    rader,
    finn: (tekniskNavn, inntektsaar) =>
      perNavn.get(tekniskNavn)?.find((rad) => gjelder(rad, inntektsaar))?.regel,
  };
}
