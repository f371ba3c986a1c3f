// The household on page one: a row per group, a column per kind of person and one for all of them.

import type { ManuellPost } from "../../beregning/inndata.ts";
import {
  GRUPPER,
  type Fortegn,
  type Gruppe,
  type Kolonner,
  type Oppslagsgruppe,
  type Rolle,
} from "../../oppslag/oppslagssvar.ts";
import { FORTEGN } from "../../oppslag/poster/gruppetekster.ts";
import type { Dokumentgrunnlag } from "../dokumentgrunnlag.ts";
import type { Tekster } from "../tekster/tekster.ts";
import type { Person } from "./personer.ts";
import { beloepstekst } from "./tall.ts";
import { rad, uthevetRad, type Rad, type Visning } from "./visning.ts";

/** A column of persons: the key of its amounts, its head, and whether an amount that is missing is unknown. */
type Kolonne = {
  readonly noekkel: "beboer" | "ektefelle" | "barn";
  readonly rolle: Rolle;
  readonly ukjent: boolean;
};

export const TEGN: Readonly<Record<Fortegn, string>> = { "+": "+", "-": "\u2212", i: "i" };

const NOEKKEL = {
  BEBOER: "beboer",
  EKTEFELLE: "ektefelle",
  PARTNER: "ektefelle",
  SAMBOER: "ektefelle",
  BARN: "barn",
} as const satisfies Record<Rolle, Kolonne["noekkel"]>;

function finnKolonner(personer: readonly Person[]): readonly Kolonne[] {
  const kolonner = new Map<Kolonne["noekkel"], Kolonne>();
  for (const { rolle, status } of personer) {
    const noekkel = NOEKKEL[rolle];
    const ukjent = status !== null && status !== "FUNNET";
    const foer = kolonner.get(noekkel);
    kolonner.set(noekkel, {
      noekkel,
      rolle: foer?.rolle ?? rolle,
      ukjent: ukjent || (foer?.ukjent ?? false),
    });
  }
  return [...kolonner.values()];
}

function beloepene(verdier: Kolonner, kolonner: readonly Kolonne[], tekster: Tekster): readonly string[] {
  const vis = (beloep: number | null | undefined, ukjent: boolean): string => {
    if (beloep === null || (beloep === undefined && ukjent)) return tekster.ukjent;
    return beloep === undefined ? "" : beloepstekst(beloep);
  };
  return [
    ...kolonner.map(({ noekkel, ukjent }) => vis(verdier[noekkel], ukjent)),
    vis(verdier.husholdning, false),
  ];
}

/** What the caseworker has changed in a group, per column; a column nobody changed is left out. */
function summerManuelle(poster: readonly ManuellPost[]): Kolonner {
  const sum = (utvalg: readonly ManuellPost[]): number =>
    utvalg.reduce((s, p) => s + (p.retning === "OEKNING" ? p.beloep : -p.beloep), 0);
  const per = (noekkel: Kolonne["noekkel"]): number | undefined => {
    const utvalg = poster.filter((p) => NOEKKEL[p.rolle] === noekkel);
    return utvalg.length === 0 ? undefined : sum(utvalg);
  };
  const [beboer, ektefelle, barn] = [per("beboer"), per("ektefelle"), per("barn")];
  return {
    ...(beboer === undefined ? {} : { beboer }),
    ...(ektefelle === undefined ? {} : { ektefelle }),
    ...(barn === undefined ? {} : { barn }),
    husholdning: sum(poster),
  };
}

/** Posts of such a group repeat or offset each other: nobody has a sum, and the household has none either. */
function summeresIkke({ fortegn, beloep }: Oppslagsgruppe): boolean {
  const { husholdning, ...personer } = beloep;
  return fortegn === "i" && husholdning === null && Object.keys(personer).length === 0;
}

function grupperader(
  gruppe: Gruppe,
  { oppslag, manuellePoster }: Dokumentgrunnlag,
  kolonner: readonly Kolonne[],
  tekster: Tekster,
): readonly Rad[] {
  const funnet = oppslag?.grupper.find((g) => g.gruppe === gruppe);
  const manuelle = manuellePoster.filter((p) => p.gruppe === gruppe);
  const rader: Rad[] = [];
  if (funnet !== undefined) {
    const celler = summeresIkke(funnet)
      ? [...kolonner.map(() => ""), tekster.husholdning.utenSum]
      : beloepene(funnet.beloep, kolonner, tekster);
    rader.push(rad(TEGN[funnet.fortegn], tekster.gruppe[gruppe], ...celler));
  }
  if (manuelle.length > 0) {
    const utenUkjent = kolonner.map((k) => ({ ...k, ukjent: false }));
    const celler = beloepene(summerManuelle(manuelle), utenUkjent, tekster);
    const tekst = tekster.husholdning.lagtInn(tekster.gruppe[gruppe]);
    rader.push(rad(TEGN[FORTEGN[gruppe]], tekst, ...celler));
  }
  return rader;
}

export function lagHusholdning(
  grunnlag: Dokumentgrunnlag,
  personer: readonly Person[],
  tekster: Tekster,
): Visning["husholdning"] {
  const t = tekster.husholdning;
  const kolonner = finnKolonner(personer);
  const { oppslag } = grunnlag;
  const rader = GRUPPER.flatMap((gruppe) => grupperader(gruppe, grunnlag, kolonner, tekster));
  const summer =
    oppslag === null
      ? []
      : [
          uthevetRad(TEGN["+"], t.sumInntekt, ...beloepene(oppslag.sum.inntekt, kolonner, tekster)),
          uthevetRad(TEGN["-"], t.sumFradrag, ...beloepene(oppslag.sum.fradrag, kolonner, tekster)),
        ];
  const harUkjent = [...rader, ...summer].some((r) => r.celler.includes(tekster.ukjent));
  return {
    overskrift: t.overskrift,
    tabell: {
      sammendrag: t.sammendrag,
      hoder: [t.tegn, t.gruppe, ...kolonner.map((k) => tekster.rolle[k.rolle]), t.husholdning],
      rader,
      summer,
    },
    tegnforklaring: t.tegnforklaring + (harUkjent ? t.ukjentForklaring : ""),
  };
}
