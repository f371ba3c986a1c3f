// Requests that may be sent as they stand, with synthetic persons, and the answers they get. A test sends them and compares;
// in the answers only ids, times and the seal are made up.

import beregningssvar from "./eksempler/beregning-svar.json" with { type: "json" };
import oppslagssvar from "./eksempler/oppslag-svar.json" with { type: "json" };
import satssvar from "./eksempler/satser-svar.json" with { type: "json" };

type Eksempel = { readonly summary: string; readonly value: Readonly<Record<string, unknown>> };
export type Eksempler = Readonly<Record<string, Eksempel>>;

const alderspensjon = {
  rolle: "BEBOER",
  gruppe: "FOLKETRYGD",
  retning: "OEKNING",
  beloep: 268_400,
  tekst: "Alderspensjon",
  begrunnelse: "Vedtak fra Nav, vist fram av beboeren",
};
const skatt = {
  rolle: "BEBOER",
  gruppe: "SKATT",
  retning: "OEKNING",
  beloep: 31_200,
  tekst: "Skatt",
  begrunnelse: "Skattekort for 2026",
};
const manuell = { manuellePoster: [alderspensjon, skatt], beregningsdato: "2026-06-01" };

export const OPPSLAG_FORESPOERSLER = {
  beboer: {
    summary: "Beboer alene, et bestemt inntektsår",
    value: {
      inntektsaar: 2024,
      personer: [{ rolle: "BEBOER", personidentifikator: "21923615005" }],
      saksreferanse: "2026/1234",
    },
  },
  ektepar: {
    summary: "Beboer og ektefelle, siste tilgjengelige inntektsår",
    value: {
      inntektsaar: "SISTE",
      personer: [
        { rolle: "BEBOER", personidentifikator: "14833811860" },
        { rolle: "EKTEFELLE", personidentifikator: "28894126436" },
      ],
    },
  },
} satisfies Eksempler;

export const OPPSLAG_SVAR = {
  beboer: { summary: "Svaret på «beboer»", value: oppslagssvar },
} satisfies Eksempler;

export const BEREGNING_FORESPOERSLER = {
  manuell: { summary: "Alt er lagt inn for hånd", value: manuell },
  etteroppgjoer: {
    summary: "Opphold, terminer og etteroppgjør",
    value: {
      ...manuell,
      opphold: { innflytting: "2026-03-14" },
      periode: { fra: "2026-01-01", til: "2026-06-30" },
      krevd: [{ fra: "2026-04-14", til: "2026-06-30", beloepPerMaaned: 15_000 }],
      praksis: { avrunding: "NAERMEST", oppholdskostnadPerAar: 1_031_490 },
    },
  },
} satisfies Eksempler;

export const BEREGNING_SVAR = {
  etteroppgjoer: { summary: "Svaret på «etteroppgjoer»", value: beregningssvar },
} satisfies Eksempler;

export const DOKUMENT_FORESPOERSLER = {
  manuell: {
    summary: "På nynorsk, med kommunens navn",
    value: {
      ...manuell,
      dokument: { maalform: "nn", kommune: "Eksempel kommune", saksreferanse: "2026/1234" },
    },
  },
} satisfies Eksempler;

export const SATSER_SVAR = {
  mai: { summary: "Satsene 1. juni 2026", value: satssvar },
} satisfies Eksempler;
