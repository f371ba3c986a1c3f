// Head of the first page: from whom, about what and whom, and the number it is about.

import type { Beregningsresultat } from "../../beregning/resultat.ts";
import type { Dokumentgrunnlag } from "../dokumentgrunnlag.ts";
import type { Tekster } from "../tekster/tekster.ts";
import { persontekst, type Person } from "./personer.ts";
import { beloepstekst, datotekst, kronetekst } from "./tall.ts";
import type { Faktum, Visning } from "./visning.ts";

function oppgjoerstekst(personer: readonly Person[], tekster: Tekster): string {
  const slaattOpp = personer.filter((p) => p.status !== null);
  return slaattOpp
    .map((person) => {
      const hvem = slaattOpp.length === 1 ? "" : `${persontekst(person, personer, tekster).toLowerCase()} `;
      if (person.status !== null && person.status !== "FUNNET")
        return `${hvem}(${tekster.status[person.status]})`;
      const dato = person.skatteoppgjoersdato;
      return `${hvem}${dato === null ? tekster.fakta.utenDato : datotekst(dato)}`;
    })
    .join(", ");
}

function fakta(grunnlag: Dokumentgrunnlag, personer: readonly Person[], tekster: Tekster): readonly Faktum[] {
  const { oppslag, resultat, dokument } = grunnlag;
  const t = tekster.fakta;
  const skatt: readonly Faktum[] =
    oppslag === null
      ? [[t.inntektsaar, t.bareManuelt]]
      : [
          [t.inntektsaar, String(oppslag.inntektsaar)],
          [t.skatteoppgjoer, oppgjoerstekst(personer, tekster)],
        ];
  return [
    [t.gjelder, dokument.beboerNavn ?? t.utenNavn],
    ...skatt,
    [t.satserPer, datotekst(resultat.beregningsdato)],
    ...(dokument.saksreferanse === undefined
      ? []
      : [[t.saksreferanse, dokument.saksreferanse] satisfies Faktum]),
  ];
}

/** What the resident has left, and why the egenandel is lower than the percentages give when it is. */
function sammendrag(
  { egenandel, tilEgenDisposisjonPerAar, oppholdskostnad }: Beregningsresultat,
  tekster: Tekster,
): string {
  const setninger = [tekster.tilDisposisjon(beloepstekst(tilEgenDisposisjonPerAar))];
  const { begrensetAv } = egenandel;
  if (begrensetAv !== null) setninger.push(tekster.begrensetAv[begrensetAv]);
  if (begrensetAv === "OPPHOLDSKOSTNAD" && oppholdskostnad !== undefined) {
    const { perMaaned, perDoegn } = oppholdskostnad;
    setninger.push(tekster.oppholdetKoster(beloepstekst(perMaaned), beloepstekst(perDoegn)));
  }
  return setninger.join(" ");
}

export function lagBrevhode(
  grunnlag: Dokumentgrunnlag,
  personer: readonly Person[],
  tekster: Tekster,
): Pick<Visning, "avsender" | "tittel" | "fakta" | "noekkeltall" | "sammendrag"> {
  const { egenandel } = grunnlag.resultat;
  return {
    avsender: grunnlag.dokument.kommune ?? null,
    tittel: tekster.tittel,
    fakta: { sammendrag: tekster.fakta.sammendrag, rader: fakta(grunnlag, personer, tekster) },
    noekkeltall: {
      tekst: tekster.noekkeltall.tekst,
      verdi: kronetekst(egenandel.perMaaned),
      tillegg: tekster.noekkeltall.perAar(kronetekst(egenandel.perAar)),
    },
    sammendrag: sammendrag(grunnlag.resultat, tekster),
  };
}
