// What a reader needs to check the paper: the rules and rates used with their source, and what it can be traced to.

import type { Del } from "../../beregning/resultat.ts";
import type { Dokumentgrunnlag } from "../dokumentgrunnlag.ts";
import type { Tekster } from "../tekster/tekster.ts";
import { desimalbeloep, hjemmeltekst, tidspunkttekst } from "./tall.ts";
import { rad, type Faktum, type Visning } from "./visning.ts";

const FORSKRIFTEN = "https://lovdata.no/dokument/SF/forskrift/2011-12-16-1349";

/** Every rate the steps used, once. */
function brukteSatser({ resultat }: Dokumentgrunnlag): readonly Del[] {
  const satser = new Map<string, Del>();
  for (const del of resultat.steg.flatMap((s) => s.deler)) {
    if (del.kilde === "SATS") satser.set(`${del.navn} ${del.beloep}`, del);
  }
  return [...satser.values()];
}

function spor({ resultat, oppslag }: Dokumentgrunnlag, tekster: Tekster): readonly Faktum[] {
  const t = tekster.regler;
  const fraOppslag: readonly Faktum[] =
    oppslag === null
      ? []
      : [
          [t.regelsettOppslag, `${oppslag.regelsett.id}, ${oppslag.regelsett.versjon}`],
          [t.oppslagTidspunkt, tidspunkttekst(oppslag.tidspunkt)],
        ];
  return [[t.regelsett, `${resultat.regelsett.id}, ${resultat.regelsett.versjon}`], ...fraOppslag];
}

export function lagRegler(grunnlag: Dokumentgrunnlag, tekster: Tekster): Visning["regler"] {
  const t = tekster.regler;
  const { foer, lenke, etter } = t.innledning;
  return {
    overskrift: t.overskrift,
    innledning: [foer, { lenke, adresse: FORSKRIFTEN, opplest: lenke }, etter],
    satser: {
      sammendrag: t.sammendragSatser,
      hoder: [t.sats, t.kilde, t.beloep],
      rader: brukteSatser(grunnlag).map((del) =>
        rad(
          tekster.beregningsnavn(del.navn),
          hjemmeltekst(del.kildereferanse ?? ""),
          desimalbeloep(del.beloep),
        ),
      ),
      summer: [],
    },
    spor: { sammendrag: t.sammendragSpor, rader: spor(grunnlag, tekster) },
    forklaring: t.spor(grunnlag.resultatId),
  };
}
