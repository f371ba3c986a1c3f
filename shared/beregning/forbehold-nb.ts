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

export type Par = { readonly brukt: string; readonly annen: string };

/** For each value of a setting with two: the other one, and what is said when the first is used. */
type Toveisvalg<T extends string> = Readonly<Record<T, { readonly annen: T; readonly par: Par }>>;

const FORDEL = "25 % av G og 75 % av fribeløpet";
const FULLT = "25 % av G og hele fribeløpet";
const igjen = (brukt: string, annen: string): Par => ({
  brukt: `Forskriften kan leses på to måter om hva beboeren alltid skal ha igjen. Her er det ${brukt}.`,
  annen: `Den andre lesemåten, ${annen},`,
});
export const EGENDISPONERING: Toveisvalg<Praksis["egendisponering"]> = {
  FORDEL_AV_FRIBELOEP: { annen: "FULLT_FRIBELOEP", par: igjen(FORDEL, FULLT) },
  FULLT_FRIBELOEP: { annen: "FORDEL_AV_FRIBELOEP", par: igjen(FULLT, FORDEL) },
};

const PER_DATO = "G på hver dato";
const GJENNOMSNITT = "Gjennomsnittet av G i kalenderåret";
const grunnbeloep = (brukt: string, annen: string): Par => ({
  brukt: `Forskriften sier ikke hvilket grunnbeløp som gjelder gjennom året. ${brukt} er brukt her.`,
  annen,
});
export const GRUNNBELOEP: Toveisvalg<Praksis["grunnbeloep"]> = {
  PER_DATO: { annen: "GJENNOMSNITT", par: grunnbeloep(PER_DATO, GJENNOMSNITT) },
  GJENNOMSNITT: { annen: "PER_DATO", par: grunnbeloep(GJENNOMSNITT, PER_DATO) },
};

const NED = "Avrunding ned til hele kroner";
const NAERMEST = "Avrunding til nærmeste krone";
const avrunding = (brukt: string, annen: string): Par => ({
  brukt: `Forskriften sier ikke hvordan beløpet rundes av. ${brukt} er brukt her.`,
  annen,
});
export const AVRUNDING: Toveisvalg<Praksis["avrunding"]> = {
  NED: { annen: "NAERMEST", par: avrunding(NED, NAERMEST) },
  NAERMEST: { annen: "NED", par: avrunding(NAERMEST, NED) },
};

const FAKTISKE = "Deling på de faktiske dagene i måneden";
const TRETTI = "Deling på tretti dager";
const deling = (brukt: string, annen: string): Par => ({
  brukt: `Forskriften sier ikke hvordan en del av en måned regnes. ${brukt} er brukt her.`,
  annen,
});
export const MAANEDSDELING: Toveisvalg<Praksis["maanedsdeling"]> = {
  FAKTISKE_DAGER: { annen: "TRETTI_DAGER", par: deling(FAKTISKE, TRETTI) },
  TRETTI_DAGER: { annen: "FAKTISKE_DAGER", par: deling(TRETTI, FAKTISKE) },
};

const SKATTEMETODE: Readonly<Record<Praksis["skatt"], string>> = {
  FOELGER_INNTEKT: "Skatt som følger inntekten, uten formuesskatt og uten virkningen av gevinster og tap,",
  UTEN_FORMUESSKATT: "Beregnet skatt uten formuesskatt",
  BEREGNET_SKATT: "Beregnet skatt slik Skatteetaten har satt den",
};

/** What is said of the tax that is deducted, with one method and another. */
export function skattetekst(brukt: Praksis["skatt"], annen: Praksis["skatt"]): Par {
  return {
    brukt: `Forskriften sier ikke hvilken skatt som trekkes fra. ${SKATTEMETODE[brukt]} er brukt her.`,
    annen: SKATTEMETODE[annen],
  };
}

export const TEKST = {
  vern: {
    brukt:
      "Forskriften sier ikke om det beboeren skal ha igjen, måles før eller etter fradragene i § 5. Her er det målt etter fradragene.",
    annen: "Målt før fradragene",
  },
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
