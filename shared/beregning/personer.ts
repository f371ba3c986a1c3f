// Who an amount belongs to. Children are told apart by their number; everybody else by rolle.
import type { Beregningsinndata, Rolle } from "./inndata.ts";

export type Personref = { readonly rolle: Rolle; readonly barnNr?: number };

export const PARTNERROLLER = ["EKTEFELLE", "PARTNER", "SAMBOER"] as const;

/** One text per person, for lookups in maps. A child without a number is nobody we know. */
export function personnoekkel({ rolle, barnNr }: Personref): string {
  return rolle === "BARN" ? `BARN ${barnNr === undefined ? "?" : String(barnNr)}` : rolle;
}

/**
 * The input with every child numbered that can be: the entries of forsoergelse count the children in order, and a
 * manual post for BARN is about the only child when there is one at most.
 */
export function nummererBarn(inn: Beregningsinndata): Beregningsinndata {
  const barnIOppslag = inn.personer?.filter((p) => p.rolle === "BARN").length ?? 0;
  const barnForsoergelse = inn.forsoergelse.filter((f) => f.rolle === "BARN");
  const enesteBarn = Math.max(barnIOppslag, barnForsoergelse.length) <= 1;
  return {
    ...inn,
    manuellePoster: inn.manuellePoster.map((post) =>
      post.rolle === "BARN" && post.barnNr === undefined && enesteBarn ? { ...post, barnNr: 1 } : post,
    ),
    forsoergelse: inn.forsoergelse.map((f) =>
      f.rolle === "BARN" && f.barnNr === undefined ? { ...f, barnNr: barnForsoergelse.indexOf(f) + 1 } : f,
    ),
  };
}
