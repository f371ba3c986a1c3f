// The posts of the lookup and the caseworker's own, sorted by person and group, ready to be parts of a step.
import { eksaktKroner } from "./eksakt.ts";
import type { Beregningsinndata, Gruppe, Grunnlagspost, ManuellPost } from "./inndata.ts";
import { personnoekkel, type Personref } from "./personer.ts";
import type { Ledd } from "./stegbok.ts";

export type Postbok = (person: Personref, gruppe: Gruppe) => readonly Ledd[];

function eier({ rolle, barnNr }: Personref): Personref {
  return barnNr === undefined ? { rolle } : { rolle, barnNr };
}

/** A post of the lookup as a part. */
export function leddAvPost(post: Grunnlagspost): Ledd {
  return {
    navn: post.tekst,
    beloep: eksaktKroner(post.beloep),
    kilde: post.kilde,
    kildereferanse: post.tekniskNavn,
    ...eier(post),
  };
}

/** A manual post as a part: added, or taken out when it is a REDUKSJON. */
export function leddAvManuellPost(post: ManuellPost): Ledd {
  return {
    navn: post.tekst,
    beloep: eksaktKroner(post.beloep),
    ...(post.retning === "REDUKSJON" ? { fortegn: "-" as const } : {}),
    kilde: "MANUELL",
    ...eier(post),
    begrunnelse: post.begrunnelse,
  };
}

/** Looks up the parts of one person and group, lookup first, then manual, each in the order given. */
export function lagPostbok({ poster, manuellePoster }: Beregningsinndata): Postbok {
  const rom = new Map<string, Ledd[]>();
  const legg = (person: Personref, gruppe: Gruppe, ledd: Ledd): void => {
    const noekkel = `${personnoekkel(person)} ${gruppe}`;
    const funnet = rom.get(noekkel);
    if (funnet === undefined) rom.set(noekkel, [ledd]);
    else funnet.push(ledd);
  };
  for (const post of poster) legg(post, post.gruppe, leddAvPost(post));
  for (const post of manuellePoster) legg(post, post.gruppe, leddAvManuellPost(post));
  const ingen: readonly Ledd[] = [];
  return (person, gruppe) => rom.get(`${personnoekkel(person)} ${gruppe}`) ?? ingen;
}

/** A sum of posts may only go below zero by the posts of the lookup, never by what a caseworker takes out. */
export function summering(ledd: readonly Ledd[]): "SUM" | "SUM_IKKE_UNDER_NULL" {
  return ledd.some((l) => l.kilde === "MANUELL" && l.fortegn === "-") ? "SUM_IKKE_UNDER_NULL" : "SUM";
}
