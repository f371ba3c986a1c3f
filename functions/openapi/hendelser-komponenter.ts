// Subscriptions, changes and settlements in bulk, with their texts.

import { datoAv } from "../../shared/kernel/dato.ts";
import { abonnementSchema, HENDELSESSVAR } from "../http/abonnement-schema.ts";
import { etteroppgjoerSchema, ETTEROPPGJOERSVAR } from "../http/etteroppgjoer-schema.ts";
import { komponent, type Komponenter } from "./komponent.ts";

const ABONNEMENT = {
  inntektsaarFra: "Det første inntektsåret det skal varsles om.",
  saksreferanse:
    "Kommunens egen referanse til saken. Den følger endringene. Skriv ikke fødselsnummer eller navn her.",
  utloeper:
    "Den første dagen abonnementet ikke gjelder lenger. Uten den: 15 måneder fram. Høyst tre år fram.",
};

/** The requests; the years that may be asked for depend on the day, and so do the dates, which show no bounds. */
export function hendelsesforespoersler(sisteInntektsaar: number): Komponenter {
  const dag = datoAv(`${sisteInntektsaar + 1}-01-01`);
  const grenser = { miljoe: "test", sisteAar: sisteInntektsaar + 1, idag: dag, senesteUtloep: dag } as const;
  const etteroppgjoer = etteroppgjoerSchema("test", sisteInntektsaar);
  return {
    Abonnementsforespoersel: komponent(
      abonnementSchema(grenser),
      "Hvem det skal varsles om, og fra hvilket inntektsår.",
      {
        personidentifikator: "Fødselsnummer eller D-nummer. Det lagres bare som nøklet hash.",
        ...ABONNEMENT,
      },
    ),
    Etteroppgjoersforespoersel: komponent(etteroppgjoer, "Mange saker på én gang.", {
      noekkel:
        "Deres egen nøkkel for bestillingen, fritt valgt. Den samme nøkkelen med det samme innholdet er den samme bestillingen.",
      saker: "Inntil 2 000 saker.",
    }),
    Etteroppgjoersak: komponent(
      etteroppgjoer.shape.saker.element,
      "En sak: et oppslag og en beregning. Feltene er de samme som i de to forespørslene, uten oppslag.",
      {
        inntektsaar: "Inntektsåret, eller SISTE.",
        personer: "Som i et oppslag.",
        saksreferanse: "Kommunens egen referanse til saken. Den følger resultatet.",
        manuellePoster: "Som i en beregning.",
        forsoergelse: "Som i en beregning.",
        skjoennsmessigeFradrag: "Som i en beregning.",
        beregningsdato: "Som i en beregning.",
        opphold: "Som i en beregning.",
        periode: "Som i en beregning.",
        krevd: "Som i en beregning: det som er krevd, og som det gjøres opp mot.",
        praksis: "Som i en beregning.",
      },
    ),
  };
}

const JOBB = {
  id: "Etteroppgjørets id.",
  status:
    "VENTER: ikke begynt. PAAGAAR: noen saker er ferdige. FERDIG: alle har et resultat. STANSET: gitt opp; send det samme på nytt, eller meld fra.",
  antall: "Antall saker.",
  beregnet: "Saker som er regnet ut.",
  feilet: "Saker som ikke kunne regnes ut. Feilen står ved hver.",
  igjen: "Saker som venter.",
  mottatt: "Når det kom inn, i UTC.",
  slettes: "Dagen det slettes.",
};

export const HENDELSESSVAR_KOMPONENTER: Komponenter = {
  Abonnement: komponent(HENDELSESSVAR.abonnement, "Et abonnement. Personen står ikke her.", {
    abonnementId: "Deres egen id.",
    opprettet: "Dagen det ble laget.",
    ...ABONNEMENT,
  }),
  Abonnementer: komponent(HENDELSESSVAR.abonnementer, "Kommunens abonnementer.", {
    abonnementer: "De som gjelder, i rekkefølge etter id.",
  }),
  Endring: komponent(HENDELSESSVAR.endring, "Noe har skjedd med et skatteoppgjør.", {
    sekvensnummer: "Kommunens egen nummerering. Stiger, med hull der et abonnement er slettet.",
    abonnementId: "Abonnementet det gjelder.",
    saksreferanse: "Referansen fra abonnementet.",
    inntektsaar: "Inntektsåret. null: Skatteetaten har ikke oppgitt det; slå opp SISTE.",
    type: "NYTT_OPPGJOER: det første for året. ENDRET_OPPGJOER: slå opp på nytt. SLETTET: oppgjøret finnes ikke lenger.",
    tidspunkt: "Når endringen kom i listen, i UTC.",
  }),
  Endringer: komponent(HENDELSESSVAR.endringer, "Endringer i rekkefølge.", {
    endringer: "Tom når det ikke er flere.",
  }),
  Etteroppgjoersmottak: komponent(ETTEROPPGJOERSVAR.mottatt, "Bestillingen er mottatt.", JOBB),
  Etteroppgjoerssvar: komponent(ETTEROPPGJOERSVAR.svar, "Hvor langt et etteroppgjør er kommet.", {
    ...JOBB,
    resultater: "Resultatene som finnes, i rekkefølge etter nr, inntil antallet det er spurt om.",
  }),
  Saksresultat: komponent(ETTEROPPGJOERSVAR.resultat, "Resultatet av en sak.", {
    nr: "Sakens plass i bestillingen, fra 1.",
    status: "BEREGNET eller FEILET.",
    saksreferanse: "Referansen fra bestillingen.",
    oppslag:
      "Oppslaget, forseglet. Det kan brukes i en beregning eller et dokument. Mangler når det ikke ble noe av.",
    beregning: "Beregningen. Mangler når saken feilet.",
    feil: "Hva som gikk galt. Mangler når saken er beregnet.",
  }),
  Saksfeil: komponent(ETTEROPPGJOERSVAR.saksfeil, "Hva som gikk galt med en sak.", {
    kode: "Fast kode, den samme som i et problem.",
    title: "Hva som er galt, i én setning.",
    detail: "Hva som er galt, og hva dere kan gjøre med det.",
    felt: "Feltene det er noe galt med.",
    api: "API-et hos Skatteetaten det gjelder.",
    aarsakskode: "Koden fra Maskinporten, Skatteetaten eller nøkkelhvelvet.",
    dato: "Datoen det ikke finnes satser for.",
    motpart: "Hvem tjenesten ikke fikk et brukbart svar fra.",
  }),
};
