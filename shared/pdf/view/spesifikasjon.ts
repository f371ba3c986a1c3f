// A person's own page: every post from Skatteetaten group by group, then every post the caseworker entered.

import type { ManuellPost } from "../../beregning/inndata.ts";
import type { Kilde, Oppslagsinnhold } from "../../oppslag/oppslagssvar.ts";
import type { Dokumentgrunnlag } from "../dokumentgrunnlag.ts";
import type { Tekster } from "../tekster/tekster.ts";
import { TEGN } from "./husholdning.ts";
import { barnNrAv, beloepTil, persontekst, type Person } from "./personer.ts";
import { beloepstekst, hjemmeltekst } from "./tall.ts";
import { rad, uthevetRad, type Celle, type Rad, type Spesifikasjon, type Tabell } from "./visning.ts";

function postcelle(tekst: string, kilde: Kilde, tekniskNavn: string, tekster: Tekster): Celle {
  return { text: tekst, under: `${tekster.kilde[kilde]}: ${tekniskNavn}` };
}

function postrader(person: Person, oppslag: Oppslagsinnhold, tekster: Tekster): readonly Rad[] {
  return oppslag.grupper.flatMap((gruppe) => {
    const rader = gruppe.poster.flatMap((post) => {
      const beloep = beloepTil(person, post.beloep);
      if (beloep === undefined || beloep === null) return [];
      const celle = postcelle(post.tekst, post.kilde, post.tekniskNavn, tekster);
      return [rad(celle, hjemmeltekst(post.hjemmel), beloepstekst(beloep))];
    });
    if (rader.length === 0) return [];
    const sum = beloepTil(person, gruppe.beloep);
    const sumtekst = sum === undefined ? "" : sum === null ? tekster.ukjent : beloepstekst(sum);
    const navn = `${TEGN[gruppe.fortegn]}\u00a0${tekster.gruppe[gruppe.gruppe]}`;
    return [{ ...uthevetRad(navn, "", sumtekst), foelgesAvNeste: true }, ...rader];
  });
}

function uklassifiserteRader(person: Person, oppslag: Oppslagsinnhold, tekster: Tekster): readonly Rad[] {
  const t = tekster.spesifikasjon;
  const rader = oppslag.uklassifisert.flatMap((post) => {
    const beloep = beloepTil(person, post.beloep);
    if (beloep === undefined || beloep === null) return [];
    return [
      rad(
        postcelle(post.kategori, post.kilde, post.tekniskNavn, tekster),
        t.ikkeVurdert,
        beloepstekst(beloep),
      ),
    ];
  });
  if (rader.length === 0) return [];
  return [{ ...uthevetRad(`${TEGN.i}\u00a0${t.uklassifisert}`, "", ""), foelgesAvNeste: true }, ...rader];
}

function posttabell(
  person: Person,
  navn: string,
  oppslag: Oppslagsinnhold | null,
  tekster: Tekster,
): Tabell | null {
  if (oppslag === null) return null;
  const t = tekster.spesifikasjon;
  const rader = [...postrader(person, oppslag, tekster), ...uklassifiserteRader(person, oppslag, tekster)];
  return rader.length === 0
    ? null
    : { sammendrag: t.sammendrag(navn), hoder: [t.post, t.hjemmel, t.beloep], rader, summer: [] };
}

function manuelle(poster: readonly ManuellPost[], navn: string, tekster: Tekster): Spesifikasjon["manuelle"] {
  if (poster.length === 0) return null;
  const t = tekster.manuelle;
  return {
    overskrift: t.overskrift,
    tabell: {
      sammendrag: t.sammendrag(navn),
      hoder: [t.post, t.endring, t.beloep],
      rader: poster.map((post) => {
        const gruppe = tekster.gruppe[post.gruppe];
        return rad(
          { text: post.tekst, under: tekster.begrunnelse(post.begrunnelse) },
          post.retning === "OEKNING" ? t.oekning(gruppe) : t.reduksjon(gruppe),
          beloepstekst(post.beloep),
        );
      }),
      summer: [],
    },
  };
}

function innledning(person: Person, harPoster: boolean, oppslag: Oppslagsinnhold, tekster: Tekster): string {
  if (person.status !== null && person.status !== "FUNNET") {
    const status = tekster.status[person.status];
    return `${status.charAt(0).toUpperCase()}${status.slice(1)}.`;
  }
  return harPoster && person.status !== null
    ? tekster.spesifikasjon.innledning(oppslag.inntektsaar)
    : tekster.spesifikasjon.ingenPoster;
}

export function lagSpesifikasjoner(
  { oppslag, manuellePoster }: Dokumentgrunnlag,
  personer: readonly Person[],
  tekster: Tekster,
): readonly Spesifikasjon[] {
  return personer.map((person) => {
    const navn = persontekst(person, personer, tekster).toLowerCase();
    const poster = posttabell(person, navn, oppslag, tekster);
    const egne = manuellePoster.filter((p) => p.rolle === person.rolle && barnNrAv(p) === person.barnNr);
    return {
      kanDeleSide: person.rolle === "BARN" || (poster === null && egne.length === 0),
      overskrift: tekster.spesifikasjon.overskrift(navn),
      innledning:
        oppslag === null
          ? tekster.fakta.bareManuelt + "."
          : innledning(person, poster !== null, oppslag, tekster),
      poster,
      manuelle: manuelle(egne, navn, tekster),
    };
  });
}
