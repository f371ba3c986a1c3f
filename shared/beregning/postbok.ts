// The posts of the lookup and the caseworker's own, sorted by person and group, ready to be parts of a step.
import { eksaktKroner } from "./eksakt.ts";
import type { Beregningsinndata, Gruppe, Grunnlagspost, ManuellPost } from "./inndata.ts";
import { lagLedd, minus, type Ledd } from "./ledd.ts";
import { personnoekkel, type Personref } from "./personer.ts";

export type Postbok = (person: Personref, gruppe: Gruppe) => readonly Ledd[];

const INGEN: readonly Ledd[] = [];

/** A post of the lookup as a part. */
export function leddAvPost(post: Grunnlagspost): Ledd {
  return lagLedd(post.tekst, eksaktKroner(post.beloep), post.kilde, {
    kildereferanse: post.tekniskNavn,
    rolle: post.rolle,
    barnNr: post.barnNr ?? null,
  });
}

/** A manual post as a part: added, or taken out when it is a REDUKSJON. */
export function leddAvManuellPost(post: ManuellPost): Ledd {
  const ledd = lagLedd(post.tekst, eksaktKroner(post.beloep), "MANUELL", {
    rolle: post.rolle,
    barnNr: post.barnNr ?? null,
    begrunnelse: post.begrunnelse,
  });
  return post.retning === "REDUKSJON" ? minus(ledd) : ledd;
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
