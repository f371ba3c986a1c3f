// One text and one sign per group. The sign stands here only, so a post cannot disagree with its group.

import type { Fortegn, Gruppe } from "../oppslagssvar.ts";

export const GRUPPETEKST: Readonly<Record<Gruppe, string>> = {
  FOLKETRYGD: "Ytelser fra folketrygden",
  TJENESTEPENSJON: "Offentlig og privat tjenestepensjon",
  PRIVAT_PENSJON: "Privat pensjon, livrenter og føderåd",
  ARBEID: "Arbeidsinntekt",
  NAERING: "Næringsinntekt",
  LEIE: "Leieinntekter",
  RENTER: "Renteinntekter",
  AVKASTNING: "Annen avkastning av formue",
  ANDRE_INNTEKTER: "Andre inntekter",
  SKATT: "Skatt",
  GJELDSRENTER: "Gjeldsrenter",
  GEVINST_TAP: "Gevinster og tap",
  FORMUE: "Formue",
  GJELD: "Gjeld",
  AVREGNING: "Skatteavregning",
  SUMMER: "Summer, fradrag og andre poster som ikke regnes med",
};

export const FORTEGN: Readonly<Record<Gruppe, Fortegn>> = {
  FOLKETRYGD: "+",
  TJENESTEPENSJON: "+",
  PRIVAT_PENSJON: "+",
  ARBEID: "+",
  NAERING: "+",
  LEIE: "+",
  RENTER: "+",
  AVKASTNING: "+",
  ANDRE_INNTEKTER: "+",
  SKATT: "-",
  GJELDSRENTER: "-",
  GEVINST_TAP: "i",
  FORMUE: "i",
  GJELD: "i",
  AVREGNING: "i",
  SUMMER: "i",
};
