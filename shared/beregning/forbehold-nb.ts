// Reservations as people read them, in bokmaal: which reading was used, and what the other would give.
import { kroner, norskBeloep } from "../kernel/beloep.ts";
import type { Praksis } from "./inndata.ts";
import type { Forbehold, Virkning } from "./resultat.ts";

/** Whole kroner with unit, `12 345 kr`. */
function kr(antall: number): string {
  return `${norskBeloep(kroner(antall))}\u00a0kr`;
}

const ENHET = { PER_AAR: "per år", PERIODE: "for perioden" } as const;

/** A reservation about a reading, with what was used and what the other gives. */
export function lesemaate(kode: string, brukt: string, annen: string, virkning: Virkning): Forbehold {
  const enhet = ENHET[virkning.gjelder];
  return {
    kode,
    tekst: `${brukt} Det gir ${kr(virkning.brukt)} ${enhet}. ${annen} ville gitt ${kr(virkning.alternativ)} ${enhet}.`,
    virkning,
  };
}

type Par = { readonly brukt: string; readonly annen: string };

export const EGENDISPONERING: Readonly<Record<Praksis["egendisponering"], string>> = {
  FORDEL_AV_FRIBELOEP: "25 % av G og 75 % av fribeløpet",
  FULLT_FRIBELOEP: "25 % av G og hele fribeløpet",
};

export const SKATT: Readonly<Record<Praksis["skatt"], string>> = {
  FOELGER_INNTEKT: "Skatt som følger inntekten, uten formuesskatt og uten virkningen av gevinster og tap,",
  UTEN_FORMUESSKATT: "Beregnet skatt uten formuesskatt",
  BEREGNET_SKATT: "Beregnet skatt slik Skatteetaten har satt den",
};

export const GRUNNBELOEP: Readonly<Record<Praksis["grunnbeloep"], string>> = {
  PER_DATO: "G på hver dato",
  GJENNOMSNITT: "Gjennomsnittet av G i kalenderåret",
};

export const AVRUNDING: Readonly<Record<Praksis["avrunding"], string>> = {
  NED: "Avrunding ned til hele kroner",
  NAERMEST: "Avrunding til nærmeste krone",
};

export const MAANEDSDELING: Readonly<Record<Praksis["maanedsdeling"], string>> = {
  FAKTISKE_DAGER: "Deling på de faktiske dagene i måneden",
  TRETTI_DAGER: "Deling på tretti dager",
};

export const TEKST = {
  egendisponering: (brukt: string, annen: string): Par => ({
    brukt: `Forskriften kan leses på to måter om hva beboeren alltid skal ha igjen. Her er det ${brukt}.`,
    annen: `Den andre lesemåten, ${annen},`,
  }),
  vern: {
    brukt:
      "Forskriften sier ikke om det beboeren skal ha igjen, måles før eller etter fradragene i § 5. Her er det målt etter fradragene.",
    annen: "Målt før fradragene",
  },
  skatt: (brukt: string, annen: string): Par => ({
    brukt: `Forskriften sier ikke hvilken skatt som trekkes fra. ${brukt} er brukt her.`,
    annen,
  }),
  grunnbeloep: (brukt: string, annen: string): Par => ({
    brukt: `Forskriften sier ikke hvilket grunnbeløp som gjelder gjennom året. ${brukt} er brukt her.`,
    annen,
  }),
  avrunding: (brukt: string, annen: string): Par => ({
    brukt: `Forskriften sier ikke hvordan beløpet rundes av. ${brukt} er brukt her.`,
    annen,
  }),
  maanedsdeling: (brukt: string, annen: string): Par => ({
    brukt: `Forskriften sier ikke hvordan en del av en måned regnes. ${brukt} er brukt her.`,
    annen,
  }),
  samboer: {
    brukt: "Forskriften nevner bare ektefelle. Her er samboeren regnet som ektefelle.",
    annen: "Uten fradrag for samboeren",
  },
  naeringsinntekt: {
    brukt:
      "Forskriften sier arbeidsinntekt. Her er også næringsinntekten til den som forsørges, trukket fra i etterlattepensjonen.",
    annen: "Uten næringsinntekten",
  },
  folketrygdpensjon: {
    brukt:
      "Fradraget for halvparten av beboerens offentlige og private pensjoner (§ 5 tredje ledd) omfatter her ikke pensjon fra folketrygden.",
    annen: "Med folketrygden blant dem",
  },
  stoenader: {
    brukt:
      "Forskriften sier pensjon fra folketrygden. Her er også andre ytelser fra folketrygden til den som forsørges, trukket fra i etterlattepensjonen.",
    annen: "Uten de andre ytelsene",
  },
  ingenFriMaaned: {
    brukt:
      "Beboeren har hatt mer enn 60 korttidsdøgn samme år, og har derfor ingen måned uten betaling før langtidsoppholdet.",
    annen: "En måned uten betaling",
  },
  korttidsdoegnUkjent: {
    brukt:
      "Det er ikke oppgitt om beboeren har vært på korttidsopphold samme år. Her er det regnet med en måned uten betaling.",
    annen: "Mer enn 60 korttidsdøgn, og dermed betaling fra innflyttingsdagen,",
  },
  sekstiDoegn: {
    brukt:
      "Beboeren har hatt nøyaktig 60 korttidsdøgn samme år. Her gir det fortsatt en måned uten betaling.",
    annen: "Betaling fra innflyttingsdagen",
  },
  grunnbeloep2020: {
    brukt: "G for 2020 ble vedtatt sent og er her brukt fra 1. mai 2020.",
    annen: "Det forrige grunnbeløpet",
  },
} as const;
