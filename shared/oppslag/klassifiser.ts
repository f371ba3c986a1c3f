// The posts of all persons, row by row: which group a post belongs to, or that the rule data does not know it.

import type { Kilde } from "./oppslagssvar.ts";
import type { Persondata } from "./persondata.ts";
import { finnPostregel, POSTRADER } from "./poster/finn-postregel.ts";
import type { Postregel } from "./poster/postregel.ts";
import type { Kildepost, Omraade } from "./skattekilde.ts";

export type Rad = {
  readonly kilde: Kilde;
  readonly omraade: Omraade;
  readonly tekniskNavn: string;
  readonly kategori: string;
  /** undefined when the rule data has no rule for the name that year. */
  readonly regel: Postregel | undefined;
  /** Kroner by the person's place in the list. */
  readonly beloep: ReadonlyMap<number, number>;
};

const KILDEREKKEFOELGE: readonly Kilde[] = ["SUMMERT_SKATTEGRUNNLAG", "BEREGNET_SKATT", "AVREGNING"];

/** A zero says nothing, save for tax: that a tax is zero is known only because it stands there. */
function skalVises(post: Kildepost, regel: Postregel | undefined): boolean {
  return post.beloep !== 0 || regel?.gruppe === "SKATT";
}

/**
 * Whether a post is left out for this person: amounts of beregnet skatt and avregning without a rule are parts of what is
 * shown, and a rule may stand back for another name of the same amount.
 */
function erUtelatt(kilde: Kilde, regel: Postregel | undefined, navnene: ReadonlySet<string>): boolean {
  if (regel === undefined) return kilde !== "SUMMERT_SKATTEGRUNNLAG";
  return regel.reserveFor !== undefined && navnene.has(regel.reserveFor);
}

/**
 * Whether the tax of the person at a place is known: it has a part with a tax, and every such part has its amount. A tax
 * that could not be read is unknown, not zero.
 */
export function harSkatt(rader: readonly Rad[], person: Persondata, plass: number): boolean {
  if (person.status !== "FUNNET") return false;
  const medBeloep = new Set(
    rader.flatMap((rad) => (rad.regel?.gruppe === "SKATT" && rad.beloep.has(plass) ? [rad.omraade] : [])),
  );
  return medBeloep.size > 0 && (person.skatteomraader ?? []).every((omraade) => medBeloep.has(omraade));
}

const REKKEFOELGE = new Map(POSTRADER.map(({ regel }, i) => [regel, i]));

function plassAv({ regel }: Rad): number {
  return (regel === undefined ? undefined : REKKEFOELGE.get(regel)) ?? REKKEFOELGE.size;
}

/** All rows of a lookup in the order of the rule data; unknown names last, by name. */
export function klassifiser(personer: readonly Persondata[], inntektsaar: number): Rad[] {
  const rader = new Map<string, Rad & { readonly beloep: Map<number, number> }>();
  personer.forEach((person, plass) => {
    if (person.status !== "FUNNET") return;
    for (const kilde of KILDEREKKEFOELGE) {
      const poster = person.poster[kilde] ?? [];
      const navnene = new Set(poster.map((post) => post.tekniskNavn));
      for (const post of poster) {
        const regel = finnPostregel(post.tekniskNavn, inntektsaar);
        if (erUtelatt(kilde, regel, navnene) || !skalVises(post, regel)) continue;
        // The first two are words of ours, without blanks.
        const noekkel = `${kilde} ${post.omraade} ${post.tekniskNavn}`;
        const rad = rader.get(noekkel) ?? { ...post, kilde, regel, beloep: new Map<number, number>() };
        rad.beloep.set(plass, (rad.beloep.get(plass) ?? 0) + post.beloep);
        rader.set(noekkel, rad);
      }
    }
  });
  return [...rader.values()].sort(
    (a, b) =>
      plassAv(a) - plassAv(b) ||
      a.tekniskNavn.localeCompare(b.tekniskNavn, "en") ||
      a.omraade.localeCompare(b.omraade, "en"),
  );
}
