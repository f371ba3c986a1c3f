// The requests and answers about connections, with their texts.

import { datoAv } from "../../shared/kernel/dato.ts";
import { registreringSchema, vurderingSchema } from "../http/tilkobling-schema.ts";
import { TILKOBLINGSSVAR } from "../http/tilkoblingssvar-schema.ts";
import { komponent, type Komponenter } from "./komponent.ts";

export const TILKOBLINGSFORESPOERSLER: Komponenter = {
  Erklaeringsavgjoerelse: komponent(vurderingSchema, "Operatørens avgjørelse om en erklæring.", {
    sha256: "Erklæringen det gjelder, slik opplastingen svarte.",
    avgjoerelse: "Hva operatøren har kommet til.",
    begrunnelse:
      "Hvorfor. Vises åpent når erklæringen avvises; skriv ikke noe om enkeltpersoner. Begge deler tas vare på.",
  }),
  // Which days lie ahead depends on the day, and does not show in the form.
  Registrering: komponent(registreringSchema(datoAv("2100-12-31")), "Et steg som er en avtale på papir.", {
    steg: "Hvilket steg.",
    status: "Om det er i orden.",
    dato: "Dagen det skjedde. Ikke fram i tid.",
    merknad: "Til dem som drifter tjenesten. Vises ikke.",
  }),
};

const STEGFELT = {
  steg: "Stegene står i den rekkefølgen de tas.",
  api: "API-et steget gjelder. Bare TILGANG og DELEGERING har det.",
  status:
    "UKJENT betyr at det ikke er undersøkt eller ikke lot seg undersøke; det er aldri det samme som MANGLER.",
  aarsakskode: "Motpartens egen kode for hva som mangler, når det finnes en.",
  tidspunkt: "Siden når, eller når det sist ble besvart, i UTC.",
};
const KOMMUNEFELT = {
  organisasjonsnummer: "Kommunens organisasjonsnummer.",
  navn: "Kommunens navn.",
  klar: "Om erklæringen er i orden, og tilgang og delegering er i orden for summert skattegrunnlag og beregnet skatt.",
  sjekket: "Når tilgang og delegering sist ble forsøkt kontrollert, i UTC.",
  nesteSteg: "Det ene kommunen bør gjøre nå.",
};

export const TILKOBLINGSSVAR_KOMPONENTER: Komponenter = {
  Tilkobling: komponent(TILKOBLINGSSVAR.status, "Hva som er kjent om tilkoblingen til en kommune.", {
    ...KOMMUNEFELT,
    steg: "Hvert steg, i fast rekkefølge.",
  }),
  Tilkoblingssteg: komponent(TILKOBLINGSSVAR.steg, "Ett steg.", {
    ...STEGFELT,
    detalj: "Hva som er kjent.",
    tiltak: "Hva kommunen kan gjøre. null når det ikke er noe.",
  }),
  Tilkoblinger: komponent(TILKOBLINGSSVAR.liste, "Alle kommuner.", {
    antall: "Hvor mange som er kommet hvor langt.",
    tilkoblinger: "Hver kommune, alfabetisk.",
  }),
  TilkoblingKort: komponent(TILKOBLINGSSVAR.kortstatus, "En kommune, uten tekstene til hvert steg.", {
    ...KOMMUNEFELT,
    steg: "Hvert steg, i fast rekkefølge.",
  }),
  TilkoblingsstegKort: komponent(TILKOBLINGSSVAR.kortsteg, "Ett steg, uten tekster.", STEGFELT),
  Tilkoblingsantall: komponent(TILKOBLINGSSVAR.antall, "Hvor mange som er kommet hvor langt.", {
    kommuner: "Kommuner i alt.",
    signert: "Kommuner med godkjent tilslutningserklæring.",
    medTilgang: "Kommuner med tilgang til de to API-ene et oppslag trenger.",
    klare: "Kommuner som er klare.",
  }),
  Erklaeringsvurdering: komponent(TILKOBLINGSSVAR.vurdering, "Hva kontrollen av erklæringen kom til.", {
    sha256: "Av filen slik den ble lastet opp. Navnet på den hos oss.",
    indikasjon: "Som i ETSI EN 319 102-1. NO-SIGNATURE: PDF-en har ingen elektronisk signatur.",
    subindikasjon: "Som i ETSI EN 319 102-1, når noe ikke er som det skal.",
    binding: "Hvem signaturen binder. Bare kommunens eget segl godtas uten at en person ser på det.",
    avgjoerelse: "GODKJENT bare for TOTAL-PASSED med kommunens eget segl.",
    signaturer: "Hver signatur, den eldste først.",
    forklaring: "Hva det betyr, og hva som kan gjøres.",
  }),
  Signatur: komponent(TILKOBLINGSSVAR.signatur, "En signatur i filen.", {
    navn: "Navnet i sertifikatet. null når det ikke har noe, eller det kan være et fødselsnummer.",
    organisasjonsnummer: "Organisasjonen i sertifikatet, når en kjent utsteder går god for den.",
    utsteder: "Hvem som har utstedt sertifikatet.",
    tidspunkt: "Når det ble signert, i UTC.",
    tidspunktKilde: "Om tidspunktet er bevist med et tidsstempel, eller bare oppgitt av den som signerte.",
    indikasjon: "Dommen over denne signaturen.",
    subindikasjon: "Hvorfor den ikke er TOTAL-PASSED.",
  }),
};
