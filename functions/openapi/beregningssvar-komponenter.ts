// The answer of a calculation, with its texts.

import { BEREGNINGSSVAR } from "../http/beregningssvar-schema.ts";
import { komponent, type Komponenter } from "./komponent.ts";

const {
  svar,
  satser,
  grunnlag,
  egenandel,
  oppholdskostnad,
  termin,
  etteroppgjoer,
  maaned,
  steg,
  del,
  andel,
  forbehold,
  virkning,
} = BEREGNINGSSVAR;

const fraTil = { fra: "Første dag.", til: "Siste dag." };
const oppgjoer = {
  beregnet: "Hva som skulle vært betalt.",
  krevd: "Hva som er krevd.",
  differanse: "Beregnet minus krevd.",
  retning: "ETTERBETALING: beboeren skylder. TILBAKEBETALING: kommunen skylder.",
};

export const BEREGNINGSSVAR_KOMPONENTER: Komponenter = {
  Beregningssvar: komponent(svar, "Egenandelen, med alle steg på veien dit. Beløp er hele kroner.", {
    resultatId: "Den samme forespørselen gir alltid den samme id-en.",
    regelsett: "Reglene det er regnet etter.",
    beregningsdato: "Datoen fra forespørselen.",
    satser: "Satsene som er brukt.",
    grunnlag: "Hva egenandelen er regnet av.",
    egenandel: "Egenandelen.",
    tilEgenDisposisjonPerAar: "Det beboeren har igjen av beregningsgrunnlaget per år.",
    oppholdskostnad:
      "Hva oppholdet koster per måned og døgn. Bare når praksis.oppholdskostnadPerAar er oppgitt.",
    terminer: "Egenandelen måned for måned. Bare med opphold og periode.",
    etteroppgjoer: "Hva som skulle vært betalt mot hva som er krevd. Bare med krevd.",
    steg: "Utregningen, steg for steg. Det siste beløpet er egenandelen per år.",
    forbehold: "Hva resultatet hviler på av valg og manglende opplysninger. Vis dem til saksbehandleren.",
    korrelasjonsid: "Id-en til forespørselen.",
  }),
  BrukteSatser: komponent(satser, "Satsene på beregningsdatoen.", {
    grunnbeloep: "Folketrygdens grunnbeløp (G).",
    fribeloep: "Fribeløpet per år, det høyere i ufrivillig dobbeltrom.",
    kilde: "Forskriften fribeløpet står i.",
  }),
  Grunnlag: komponent(grunnlag, "Hva egenandelen er regnet av, per år.", {
    inntekt: "Inntekten som regnes med.",
    skatt: "Skatten som trekkes fra.",
    gjeldsrenter: "Gjeldsrentene som trekkes fra.",
    forsoergerfradrag: "Fradrag for forsørgelse (§ 5).",
    skjoennsmessigeFradrag: "Fradrag etter skjønn (§ 5 fjerde ledd).",
    beregningsgrunnlag: "Det som er igjen.",
  }),
  Egenandel: komponent(egenandel, "Egenandelen.", {
    perAar: "Per år, avrundet som praksis sier.",
    perMaaned: "Per måned, avrundet som praksis sier.",
    eksaktPerAar: "Per år før avrunding, med desimaler.",
    begrensetAv: "Hva som satte grensen, eller null når de vanlige prosentene gjorde det.",
  }),
  Oppholdskostnad: komponent(
    oppholdskostnad,
    "Hva oppholdet koster uten kapitalkostnader, avrundet som praksis sier. Egenandelen kan aldri være høyere.",
    {
      perAar: "Per år, fra forespørselen.",
      perMaaned: "Per måned: året delt på 12.",
      perDoegn: "Per døgn: året delt på 365, også i skuddår.",
    },
  ),
  Termin: komponent(termin, "En måned, eller den delen av den som har samme satser.", {
    ...fraTil,
    dager: "Antall dager.",
    grunnbeloep: "G som er brukt.",
    fribeloep: "Fribeløpet som er brukt, per år.",
    beloep: "Egenandelen for terminen.",
  }),
  Etteroppgjoer: komponent(etteroppgjoer, "Oppgjør for hele perioden (§ 3 sjette ledd).", {
    ...oppgjoer,
    maaneder: "Oppgjøret måned for måned.",
  }),
  Etteroppgjoersmaaned: komponent(maaned, "Oppgjør for en måned.", { ...oppgjoer, ...fraTil }),
  Steg: komponent(steg, "Et steg i utregningen. Beløpet kan regnes ut av delene.", {
    nr: "Nummeret i rekkefølgen.",
    kode: "Fast kode for steget.",
    navn: "Navnet på steget.",
    hjemmel: "Hvor regelen står.",
    uttrykk: "Regnestykket med tall.",
    beloep: "Resultatet, kroner med desimaler.",
    operasjon: "Hvordan delene settes sammen: summen, summen men aldri under null, eller den minste.",
    desimaler: "Antall desimaler beløpet er kuttet til.",
    deler: "Det steget er regnet av.",
  }),
  Del: komponent(del, "En del av et steg: fortegn ganger beløp ganger andel.", {
    navn: "Hva det er.",
    beloep: "Kroner med desimaler.",
    fortegn: "Om delen legges til eller trekkes fra.",
    andel: "Hvor mye av beløpet som regnes med. Mangler når alt gjør det.",
    kilde:
      "Hvor beløpet kommer fra. MANUELL og OPPGITT er skrevet inn av saksbehandleren. STEG er et tidligere steg.",
    kildereferanse: "Postens tekniskNavn, stegets kode, eller forskriften satsen står i.",
    rolle: "Hvem beløpet gjelder, når det gjelder noen.",
    barnNr: "Hvilket barn.",
    begrunnelse: "Saksbehandlerens begrunnelse.",
  }),
  Andel: komponent(andel, "En brøk.", { teller: "Teller.", nevner: "Nevner." }),
  Forbehold: komponent(forbehold, "Noe resultatet hviler på.", {
    kode: "Fast kode.",
    tekst: "Forklaring som kan vises.",
    virkning: "Hva den andre lesemåten ville gitt, når den kan regnes ut.",
  }),
  Virkning: komponent(virkning, "Hva et valg betyr i kroner.", {
    gjelder: "Om beløpene er per år eller for perioden.",
    brukt: "Det som er brukt.",
    alternativ: "Det den andre lesemåten ville gitt.",
  }),
};
