// Examples of webhooks. The key is nobody's.

import type { Eksempler } from "./eksempler.ts";

const URL_EKSEMPEL = "https://epj.example.no/egenandel/varsel";
const TIDSPUNKT = "2026-11-23T10:19:00.000Z";
const KOMMUNE = "313876144";

const ny = {
  url: URL_EKSEMPEL,
  status: "AKTIV",
  varslesFra: 17,
  sisteForsoek: null,
  nesteForsoek: null,
};

export const WEBHOOK_FORESPOERSLER = {
  registrer: { summary: "Registrer adressen", value: { url: URL_EKSEMPEL } },
  nyNoekkel: { summary: "Lag en ny nøkkel", value: { url: URL_EKSEMPEL, nyNoekkel: true } },
} satisfies Eksempler;
export const WEBHOOK_REGISTRERT = {
  registrer: {
    summary: "Svaret på «registrer»",
    value: { ...ny, noekkel: "whsec_ZWtzZW1wZWwtcGFhLWVuLW5vZWtrZWwtMzItYnl0ZXM=" },
  },
} satisfies Eksempler;
export const WEBHOOK = {
  ny: { summary: "Ikke varslet ennå", value: ny },
  feilet: {
    summary: "Det siste forsøket feilet",
    value: {
      ...ny,
      sisteForsoek: { tidspunkt: TIDSPUNKT, utfall: "AVVIST_AV_MOTTAKER", httpStatus: 500 },
      nesteForsoek: "2026-11-23T10:24:11.000Z",
    },
  },
} satisfies Eksempler;
export const WEBHOOK_PROEVE = {
  levert: { summary: "Mottakeren tok den imot", value: { utfall: "LEVERT", httpStatus: 204 } },
  tidsfrist: { summary: "Mottakeren svarte ikke i tide", value: { utfall: "TIDSFRIST" } },
} satisfies Eksempler;
export const ENDRINGSVARSEL = {
  fire: {
    summary: "Fire nye endringer",
    value: {
      type: "endringer.nye",
      timestamp: TIDSPUNKT,
      data: { organisasjonsnummer: KOMMUNE, fraSekvensnummer: 17, tilSekvensnummer: 20 },
    },
  },
} satisfies Eksempler;
export const PROEVEVARSEL = {
  proeve: {
    summary: "En prøvemelding",
    value: { type: "webhook.proeve", timestamp: TIDSPUNKT, data: { organisasjonsnummer: KOMMUNE } },
  },
} satisfies Eksempler;
