// How the egenandel came about: the main steps for page one, and every step with its parts for the page about the arithmetic.

import type { Del, Steg } from "../../beregning/resultat.ts";
import type { Tekster } from "../tekster/tekster.ts";
import { lagStegnavn, type Stegnavn } from "./stegnavn.ts";
import { desimalbeloepSammen, hjemmeltekst } from "./tall.ts";
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
  const hovedsteg = steg.filter((s) => HOVEDSTEG.has(s.kode));
  const beloepstekst = desimalbeloepSammen(hovedsteg.map((s) => s.beloep));
  const rader = hovedsteg.map((s) => [
    String(s.nr),
    tekster.beregningsnavn(s.navn),
    hjemmeltekst(s.hjemmel),
    beloepstekst(s.beloep),
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
      return t.skatteetaten;
  }
}

/** The name of a step or a rate after other words; what a person or a register wrote is left as it is. */
function inniSetning({ kilde }: Del, navn: string): string {
  const vaartEget = kilde === "STEG" || kilde === "SATS";
  return vaartEget && /^\p{Lu}\p{Ll}/u.test(navn) ? navn.charAt(0).toLowerCase() + navn.slice(1) : navn;
}

/** A part with its sign and share: `− 75 % av fribeløp`, `1,72 × Utbytte`, `G for årets tolv måneder lagt sammen ÷ 12`. */
function deltekst(del: Del, navn: Stegnavn): string {
  const { andel } = del;
  const tegn = del.fortegn === "-" ? "\u2212\u00a0" : "";
  const hva = andel === undefined ? navn.avDel(del) : inniSetning(del, navn.avDel(del));
  if (andel === undefined) return tegn + hva;
  const tolvdel = andel.nevner % 12 === 0;
  const prosent = (100 * andel.teller) / (tolvdel ? andel.nevner / 12 : andel.nevner);
  const av = tolvdel ? `${hva} ÷ 12` : hva;
  if (prosent === 100) return tegn + av;
  const tall = String(prosent > 100 ? prosent / 100 : prosent).replace(".", ",");
  return prosent > 100 ? `${tegn}${tall} × ${av}` : `${tegn}${tall}\u00a0% av ${av}`;
}

/** What stands small below a step: its arithmetic, unless one part says it all or there are too many to show. */
function stegunderlinje(steg: Steg, tekster: Tekster): string {
  const { deler } = steg;
  if (deler.length > FLEST_DELER) return tekster.utregning.mangeDeler(deler.length);
  const uttrykk = tekster.uttrykk(steg.uttrykk);
  const sierDelenAlt = deler.length <= 1 && deler[0]?.andel === undefined;
  return sierDelenAlt || uttrykk.length > LENGSTE_UTTRYKK ? "" : uttrykk;
}

type Maate = {
  readonly alle: readonly Steg[];
  readonly tekster: Tekster;
  readonly navn: Stegnavn;
  readonly beloepstekst: (desimaler: string) => string;
};

function stegrader(steg: Steg, { alle, tekster, navn: stegnavn, beloepstekst }: Maate): readonly Rad[] {
  const navn = stegnavn.avSteg(steg);
  const under = stegunderlinje(steg, tekster);
  const celle: Celle = under === "" ? navn : { text: navn, under };
  const sum = beloepstekst(steg.beloep);
  const hode = uthevetRad(String(steg.nr), celle, hjemmeltekst(steg.hjemmel), "", sum);
  const deler = steg.deler.length > FLEST_DELER ? [] : steg.deler;
  const rader = deler.map((del) =>
    rad("", deltekst(del, stegnavn), kildetekst(del, alle, tekster), beloepstekst(del.beloep), ""),
  );
  const samlet = [hode, ...rader];
  return samlet.map((r, i) => ({ ...r, foelgesAvNeste: i < samlet.length - 1 }));
}

export function lagUtregning(steg: readonly Steg[], tekster: Tekster): Visning["utregning"] {
  const t = tekster.utregning;
  const beloepene = steg.flatMap((s) => [s.beloep, ...s.deler.map((del) => del.beloep)]);
  const maate: Maate = {
    alle: steg,
    tekster,
    navn: lagStegnavn(steg, tekster),
    beloepstekst: desimalbeloepSammen(beloepene),
  };
  return {
    overskrift: t.overskrift,
    innledning: t.innledning,
    tabell: {
      sammendrag: t.sammendrag,
      hoder: [t.nr, t.steg, t.kilde, t.del, t.beloep],
      rader: steg.flatMap((s) => stegrader(s, maate)),
      summer: [],
    },
  };
}
