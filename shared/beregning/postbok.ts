// The posts of the lookup and the caseworker's own, sorted by person and group, ready to be parts of a step.
import { eksaktKroner } from "./eksakt.ts";
import type { Beregningsinndata, Gruppe, Grunnlagspost, ManuellPost } from "./inndata.ts";
import { personnoekkel, type Personref } from "./personer.ts";
import type { Ledd } from "./stegbok.ts";

export type Postbok = (person: Personref, gruppe: Gruppe) => readonly Ledd[];

const INGEN: readonly Ledd[] = [];

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
  const personer = new Map<string, Map<Gruppe, Ledd[]>>();
  const legg = (person: Personref, gruppe: Gruppe, ledd: Ledd): void => {
    const noekkel = personnoekkel(person);
    const grupper = personer.get(noekkel) ?? new Map<Gruppe, Ledd[]>();
    personer.set(noekkel, grupper);
    const funnet = grupper.get(gruppe);
    if (funnet === undefined) grupper.set(gruppe, [ledd]);
    else funnet.push(ledd);
  };
  for (const post of poster) legg(post, post.gruppe, leddAvPost(post));
  for (const post of manuellePoster) legg(post, post.gruppe, leddAvManuellPost(post));
  return (person, gruppe) => personer.get(personnoekkel(person))?.get(gruppe) ?? INGEN;
}

/** A sum of posts may only go below zero by the posts of the lookup, never by what a caseworker takes out. */
export function summering(ledd: readonly Ledd[]): "SUM" | "SUM_IKKE_UNDER_NULL" {
  return ledd.some((l) => l.kilde === "MANUELL" && l.fortegn === "-") ? "SUM_IKKE_UNDER_NULL" : "SUM";
}
