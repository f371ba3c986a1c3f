// Examples of subscriptions, changes and settlements in bulk, with synthetic persons.

import { BEREGNING_FORESPOERSLER, type Eksempler } from "./eksempler.ts";

const ID = "3f2b8c1e-5a77-4c0d-9b1e-6f2a7d9c4e10";
const { opphold, periode, krevd } = BEREGNING_FORESPOERSLER.etteroppgjoer.value;

export const ABONNEMENT_FORESPOERSLER = {
  beboer: {
    summary: "En beboer, fra og med 2024",
    value: { personidentifikator: "21923615005", inntektsaarFra: 2024, saksreferanse: "2026/1234" },
  },
} satisfies Eksempler;

const abonnement = {
  abonnementId: ID,
  inntektsaarFra: 2024,
  saksreferanse: "2026/1234",
  opprettet: "2026-11-23",
  utloeper: "2028-02-23",
};
export const ABONNEMENT = {
  beboer: { summary: "Svaret på «beboer»", value: abonnement },
} satisfies Eksempler;
export const ABONNEMENTER = {
  ett: { summary: "Ett abonnement", value: { abonnementer: [abonnement] } },
} satisfies Eksempler;

export const ENDRINGER = {
  nytt: {
    summary: "Et nytt skatteoppgjør",
    value: {
      endringer: [
        {
          sekvensnummer: 1,
          abonnementId: ID,
          saksreferanse: "2026/1234",
          inntektsaar: 2025,
          type: "NYTT_OPPGJOER",
          tidspunkt: "2026-11-23T10:17:02.114Z",
        },
      ],
    },
  },
} satisfies Eksempler;

export const ETTEROPPGJOER_FORESPOERSLER = {
  enSak: {
    summary: "En sak",
    value: {
      noekkel: "etteroppgjoer-2025",
      saker: [
        {
          inntektsaar: 2024,
          personer: [{ rolle: "BEBOER", personidentifikator: "21923615005" }],
          saksreferanse: "2026/1234",
          beregningsdato: "2026-06-01",
          opphold,
          periode,
          krevd,
        },
      ],
    },
  },
} satisfies Eksempler;

const mottatt = {
  id: "0b6a1c52-8f0e-8d3a-9c41-2f7e5b90d1aa",
  status: "VENTER",
  antall: 1,
  beregnet: 0,
  feilet: 0,
  igjen: 1,
  mottatt: "2026-11-23T10:00:00.000Z",
  slettes: "2026-12-23",
};
export const ETTEROPPGJOER_MOTTATT = {
  enSak: { summary: "Svaret på «enSak»", value: mottatt },
} satisfies Eksempler;
export const ETTEROPPGJOER_SVAR = {
  venter: { summary: "Ikke begynt", value: { ...mottatt, resultater: [] } },
} satisfies Eksempler;
