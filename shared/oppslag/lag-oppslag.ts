// Persons and their posts → the answer of a lookup: groups, columns, sums and remarks. No calculation of egenandel.

import { harSkatt, klassifiser, type Rad } from "./klassifiser.ts";
import { lagKolonner, type Personbeloep } from "./kolonner.ts";
import { lagMerknader } from "./merknader.ts";
import {
  GRUPPER,
  type Fortegn,
  type Gruppe,
  type Kilde,
  type Kolonner,
  type Oppslagsgruppe,
  type Oppslagsinnhold,
  type Oppslagsperson,
  type Oppslagspost,
} from "./oppslagssvar.ts";
import type { Persondata } from "./persondata.ts";
import { FORTEGN, GRUPPETEKST } from "./poster/gruppetekster.ts";
import { harRegler, regelsettFor } from "./poster/regelsett.ts";
import type { Omraade } from "./skattekilde.ts";

const OMRAADETEKST: Readonly<Record<Omraade, string>> = {
  FASTLAND: "",
  SVALBARD: " (Svalbard)",
  KILDESKATT_PAA_LOENN: " (kildeskatt på lønn)",
};

/** Groups whose posts repeat or offset each other: adding them up would say nothing, so they have no sum. */
const UTEN_SUM: ReadonlySet<Gruppe> = new Set(["GEVINST_TAP", "AVREGNING", "SUMMER"]);

function harKilde(person: Persondata, kilde: Kilde): boolean {
  return person.status === "FUNNET" && person.poster[kilde] !== undefined;
}

function perPerson(personer: readonly Persondata[], rad: Rad): Personbeloep[] {
  return personer.map((person, plass) =>
    harKilde(person, rad.kilde) ? (rad.beloep.get(plass) ?? "INGEN") : "UKJENT",
  );
}

function leggSammen(rader: readonly Rad[], plass: number): number | "INGEN" {
  const beloep = rader.flatMap((rad) => rad.beloep.get(plass) ?? []);
  return beloep.length === 0 ? "INGEN" : beloep.reduce((sum, b) => sum + b, 0);
}

function lagGruppe(gruppe: Gruppe, rader: readonly Rad[], personer: readonly Persondata[]): Oppslagsgruppe {
  const roller = personer.map((p) => p.rolle);
  const kilder = [...new Set(rader.map((rad) => rad.kilde))];
  const sum = personer.map((person, plass): Personbeloep => {
    const kjent =
      gruppe === "SKATT" ? harSkatt(rader, person, plass) : kilder.every((kilde) => harKilde(person, kilde));
    return kjent ? leggSammen(rader, plass) : "UKJENT";
  });
  const poster = rader.map((rad): Oppslagspost => {
    const { tekniskNavn, kilde, omraade, regel } = rad;
    return {
      tekniskNavn,
      tekst: `${regel?.tekst ?? tekniskNavn}${tekniskNavn.startsWith("/") ? "" : OMRAADETEKST[omraade]}`,
      kilde,
      hjemmel: regel?.hjemmel ?? "",
      beloep: lagKolonner(roller, perPerson(personer, rad), { ukjentSom: "UTELATT" }),
    };
  });
  return {
    gruppe,
    tekst: GRUPPETEKST[gruppe],
    fortegn: FORTEGN[gruppe],
    beloep: UTEN_SUM.has(gruppe) ? { husholdning: null } : lagKolonner(roller, sum, { ukjentSom: "UTELATT" }),
    poster,
  };
}

function lagSum(
  rader: readonly Rad[],
  fortegn: Fortegn,
  personer: readonly Persondata[],
  inntektsaar: number,
): Personbeloep[] {
  // Without rules for the year no post is classified, so a sum would be zero for the wrong reason.
  if (!harRegler(inntektsaar)) return personer.map(() => "UKJENT");
  const med = rader.filter((rad) => rad.regel?.fortegn === fortegn);
  return personer.map((person, plass) => {
    if (!harKilde(person, "SUMMERT_SKATTEGRUNNLAG")) return "UKJENT";
    if (fortegn === "-" && !harSkatt(rader, person, plass)) return "UKJENT";
    const sum = leggSammen(med, plass);
    // A settlement without a single such post: the sum of nothing is zero.
    return sum === "INGEN" ? 0 : sum;
  });
}

function trekkFra(a: readonly Personbeloep[], b: readonly Personbeloep[]): Personbeloep[] {
  return a.map((fra, i) => {
    const til = b[i];
    return typeof fra === "number" && typeof til === "number" ? fra - til : "UKJENT";
  });
}

export type Oppslagshode = {
  readonly oppslagId: string;
  readonly inntektsaar: number;
  /** UTC, ISO 8601. */
  readonly tidspunkt: string;
};

/** The answer without its seal. Whole kroner, as Skatteetaten gave them. */
export function lagOppslag(hode: Oppslagshode, personer: readonly Persondata[]): Oppslagsinnhold {
  const rader = klassifiser(personer, hode.inntektsaar);
  const ukjente = rader.filter((rad) => rad.regel === undefined);
  const roller = personer.map((p) => p.rolle);
  const somSum = (beloep: readonly Personbeloep[]): Kolonner =>
    lagKolonner(roller, beloep, { ukjentSom: "NULL" });
  const inntekt = lagSum(rader, "+", personer, hode.inntektsaar);
  const fradrag = lagSum(rader, "-", personer, hode.inntektsaar);
  return {
    ...hode,
    regelsett: regelsettFor(hode.inntektsaar),
    personer: personer.map((person): Oppslagsperson => {
      const { rolle, status } = person;
      const dato = status === "FUNNET" ? person.skatteoppgjoersdato : undefined;
      return { rolle, status, ...(dato === undefined ? {} : { skatteoppgjoersdato: dato }) };
    }),
    grupper: GRUPPER.flatMap((gruppe) => {
      const egne = rader.filter((rad) => rad.regel?.gruppe === gruppe);
      return egne.length === 0 ? [] : [lagGruppe(gruppe, egne, personer)];
    }),
    uklassifisert: ukjente.map((rad) => ({
      tekniskNavn: rad.tekniskNavn,
      kategori: rad.kategori,
      kilde: rad.kilde,
      beloep: lagKolonner(roller, perPerson(personer, rad), { ukjentSom: "UTELATT" }),
    })),
    sum: { inntekt: somSum(inntekt), fradrag: somSum(fradrag), grunnlag: somSum(trekkFra(inntekt, fradrag)) },
    merknader: lagMerknader(personer, hode.inntektsaar, rader),
  };
}
