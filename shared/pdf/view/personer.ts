// Who the paper has columns and pages for: everybody looked up, and everybody a post was entered for.

import type { Dokumentgrunnlag } from "../dokumentgrunnlag.ts";
import type { Kolonner, Personstatus, Rolle } from "../../oppslag/oppslagssvar.ts";
import type { Tekster } from "../tekster/tekster.ts";

export type Person = {
  readonly rolle: Rolle;
  /** Counted from 1 among the children; 0 for everybody else. */
  readonly barnNr: number;
  /** null when the person was not looked up. */
  readonly status: Personstatus | null;
  readonly skatteoppgjoersdato: string | null;
};

function fraOppslag({ oppslag }: Dokumentgrunnlag): readonly Person[] {
  let barn = 0;
  return (oppslag?.personer ?? []).map(({ rolle, status, skatteoppgjoersdato }) => ({
    rolle,
    barnNr: rolle === "BARN" ? ++barn : 0,
    status,
    skatteoppgjoersdato: skatteoppgjoersdato ?? null,
  }));
}

/** The number of the child a post is about; a post without one is about the only child. */
export function barnNrAv({ rolle, barnNr }: { readonly rolle: Rolle; readonly barnNr?: number }): number {
  return rolle === "BARN" ? (barnNr ?? 1) : 0;
}

const REKKEFOELGE: readonly Rolle[] = ["BEBOER", "EKTEFELLE", "PARTNER", "SAMBOER", "BARN"];

/** Everybody, the resident first and the children last. */
export function finnPersoner(grunnlag: Dokumentgrunnlag): readonly Person[] {
  const personer = [...fraOppslag(grunnlag)];
  for (const post of grunnlag.manuellePoster) {
    const barnNr = barnNrAv(post);
    if (personer.some((p) => p.rolle === post.rolle && p.barnNr === barnNr)) continue;
    personer.push({ rolle: post.rolle, barnNr, status: null, skatteoppgjoersdato: null });
  }
  return personer.sort(
    (a, b) => REKKEFOELGE.indexOf(a.rolle) - REKKEFOELGE.indexOf(b.rolle) || a.barnNr - b.barnNr,
  );
}

/** The person's amount of a row: null when it is not known, undefined when there is none. */
export function beloepTil(person: Person, kolonner: Kolonner): number | null | undefined {
  switch (person.rolle) {
    case "BEBOER":
      return kolonner.beboer;
    case "BARN":
      return kolonner.barnHverForSeg?.[person.barnNr - 1] ?? undefined;
    case "EKTEFELLE":
    case "PARTNER":
    case "SAMBOER":
      return kolonner.ektefelle;
  }
}

/** What the person is called, `Barn 2` where there are several children. */
export function persontekst(person: Person, personer: readonly Person[], tekster: Tekster): string {
  const flereBarn = personer.filter((p) => p.rolle === "BARN").length > 1;
  return person.rolle === "BARN" && flereBarn ? tekster.barnNr(person.barnNr) : tekster.rolle[person.rolle];
}
