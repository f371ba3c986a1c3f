// How the egenandel came about: the main steps for page one, and every step with its parts for the page about the arithmetic.

import type { Del, Steg } from "../../beregning/resultat.ts";
import type { Tekster } from "../tekster/tekster.ts";
import { desimalbeloep, hjemmeltekst } from "./tall.ts";
import { rad, uthevetRad, type Celle, type Rad, type Visning } from "./visning.ts";

const HOVEDSTEG: ReadonlySet<string> = new Set([
  "INNTEKT",
  "SKATT",
  "GJELDSRENTER",
  "NETTOINNTEKT",
  "FORSOERGERFRADRAG",
  "SKJOENNSMESSIGE_FRADRAG",
  "BEREGNINGSGRUNNLAG",
  "TRINNVIS",
  "KAN_KREVES",
  "EGENANDEL",
]);

/** A step with more parts than this points at the specification, where the same posts stand one by one. */
const FLEST_DELER = 12;
const LENGSTE_UTTRYKK = 180;

export function lagHovedsteg(steg: readonly Steg[], tekster: Tekster): Visning["hovedsteg"] {
  const t = tekster.steg;
  const rader = steg
    .filter((s) => HOVEDSTEG.has(s.kode))
    .map((s) => [
      String(s.nr),
      tekster.beregningsnavn(s.navn),
      hjemmeltekst(s.hjemmel),
      desimalbeloep(s.beloep),
    ]);
  return {
    overskrift: t.overskrift,
    tabell: {
      sammendrag: t.sammendrag,
      hoder: [t.nr, t.steg, t.hjemmel, t.beloep],
      rader: rader.slice(0, -1).map((celler) => rad(...celler)),
      summer: rader.slice(-1).map((celler) => uthevetRad(...celler)),
    },
  };
}

function kildetekst(del: Del, steg: readonly Steg[], tekster: Tekster): string {
  const t = tekster.utregning;
  switch (del.kilde) {
    case "STEG": {
      const fra = steg.find((s) => s.kode === del.kildereferanse);
      return fra === undefined ? "" : t.fraSteg(fra.nr);
    }
    case "MANUELL":
    case "OPPGITT":
      return t.saksbehandler;
    case "PRAKSIS":
      return t.praksis;
    case "SATS":
      return hjemmeltekst(del.kildereferanse ?? "");
    case "SUMMERT_SKATTEGRUNNLAG":
    case "BEREGNET_SKATT":
    case "AVREGNING":
      return tekster.kilde[del.kilde];
  }
}

function deltekst({ navn, fortegn, andel }: Del, tekster: Tekster): string {
  const tegn = fortegn === "-" ? "\u2212 " : "";
  const prosent =
    andel === undefined ? "" : `${desimalbeloep(String((100 * andel.teller) / andel.nevner))} % av `;
  return `${tegn}${prosent}${tekster.beregningsnavn(navn)}`;
}

function stegrader(steg: Steg, alle: readonly Steg[], tekster: Tekster): readonly Rad[] {
  const mange = steg.deler.length > FLEST_DELER;
  const uttrykk = tekster.uttrykk(steg.uttrykk);
  const under = mange
    ? tekster.utregning.mangeDeler(steg.deler.length)
    : uttrykk.length > LENGSTE_UTTRYKK
      ? ""
      : uttrykk;
  const navn: Celle = { text: tekster.beregningsnavn(steg.navn), under };
  const hode = uthevetRad(String(steg.nr), navn, hjemmeltekst(steg.hjemmel), "", desimalbeloep(steg.beloep));
  if (mange || steg.deler.length === 0) return [hode];
  const deler = steg.deler.map((del) =>
    rad("", deltekst(del, tekster), kildetekst(del, alle, tekster), desimalbeloep(del.beloep), ""),
  );
  return [{ ...hode, foelgesAvNeste: true }, ...deler];
}

export function lagUtregning(steg: readonly Steg[], tekster: Tekster): Visning["utregning"] {
  const t = tekster.utregning;
  return {
    overskrift: t.overskrift,
    innledning: t.innledning,
    tabell: {
      sammendrag: t.sammendrag,
      hoder: [t.nr, t.steg, t.kilde, t.del, t.beloep],
      rader: steg.flatMap((s) => stegrader(s, steg, tekster)),
      summer: [],
    },
  };
}
