// What the caseworker has decided besides posts: whom the resident supports, and deductions by discretion.

import type { Dokumentgrunnlag } from "../dokumentgrunnlag.ts";
import type { Tekster } from "../tekster/tekster.ts";
import { beloepstekst } from "./tall.ts";
import { rad, type Visning } from "./visning.ts";

export function lagForsoergelse(
  { forsoergelse }: Dokumentgrunnlag,
  tekster: Tekster,
): Visning["forsoergelse"] {
  if (forsoergelse.length === 0) return null;
  const t = tekster.forsoergelse;
  const flereBarn = forsoergelse.filter((f) => f.rolle === "BARN").length > 1;
  let barn = 0;
  const rader = forsoergelse.map((f) => {
    const nr = f.rolle === "BARN" ? (f.barnNr ?? ++barn) : 0;
    const navn = flereBarn && nr > 0 ? tekster.barnNr(nr) : tekster.rolle[f.rolle];
    const person = f.over18 === true ? `${navn}, ${t.over18}` : navn;
    return rad(
      { text: person, under: tekster.begrunnelse(f.begrunnelse) },
      f.hjemmeboende ? tekster.ja : tekster.nei,
      beloepstekst(f.tenktEtterlattepensjon),
    );
  });
  return {
    overskrift: t.overskrift,
    innledning: t.innledning,
    tabell: {
      sammendrag: t.sammendrag,
      hoder: [t.person, t.hjemmeboende, t.etterlattepensjon],
      rader,
      summer: [],
    },
  };
}

export function lagSkjoenn(
  { skjoennsmessigeFradrag }: Dokumentgrunnlag,
  tekster: Tekster,
): Visning["skjoenn"] {
  if (skjoennsmessigeFradrag.length === 0) return null;
  const t = tekster.skjoenn;
  return {
    overskrift: t.overskrift,
    tabell: {
      sammendrag: t.sammendrag,
      hoder: [t.fradrag, t.beloep],
      rader: skjoennsmessigeFradrag.map((f) =>
        rad({ text: f.tekst, under: tekster.begrunnelse(f.begrunnelse) }, beloepstekst(f.beloep)),
      ),
      summer: [],
    },
  };
}
