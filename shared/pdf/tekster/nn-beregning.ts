// The calculation names its steps, rates and parts in bokmaal; here they are in nynorsk. A name that is not here comes from a
// register or a caseworker and is left as it is.

import { PERSONTEKST, STEG } from "../../beregning/tekster-nb.ts";
import { ROLLER } from "../../oppslag/oppslagssvar.ts";

const PERSON = {
  BEBOER: "bebuar",
  EKTEFELLE: "ektefelle",
  PARTNER: "partnar",
  SAMBOER: "sambuar",
  BARN: "barn",
} as const;

const NAVN: ReadonlyMap<string, string> = new Map([
  [STEG.INNTEKT_FOLKETRYGD.navn, "Ytingar frå folketrygda"],
  [STEG.INNTEKT_TJENESTEPENSJON.navn, "Tenestepensjon"],
  [STEG.INNTEKT_PRIVAT_PENSJON.navn, "Privat pensjon"],
  [STEG.INNTEKT_ARBEID.navn, "Arbeidsinntekt"],
  [STEG.INNTEKT_NAERING.navn, "Næringsinntekt"],
  [STEG.INNTEKT_LEIE.navn, "Leigeinntekter"],
  [STEG.INNTEKT_RENTER.navn, "Renteinntekter"],
  [STEG.INNTEKT_AVKASTNING.navn, "Anna avkastning av formue"],
  [STEG.INNTEKT_ANDRE_INNTEKTER.navn, "Andre inntekter"],
  [STEG.INNTEKT.navn, "Inntekt"],
  [STEG.BEREGNET_SKATT.navn, "Skatt som Skatteetaten har rekna ut"],
  [STEG.FORMUESSKATT.navn, "Skatt på formue"],
  [STEG.GEVINST.navn, "Skattepliktige gevinstar som ikkje er inntekt her"],
  [STEG.SKATT_AV_GEVINST.navn, "Skatt på gevinstane"],
  [STEG.TAP.navn, "Tap med frådragsrett som ikkje blir rekna med her"],
  [STEG.SKATT_AV_TAP.navn, "Skatt som tapa har spart"],
  [STEG.SKATT.navn, "Skatt som blir trekt frå"],
  [STEG.GJELDSRENTER.navn, "Gjeldsrenter"],
  [STEG.NETTOINNTEKT.navn, "Inntekt etter skatt og gjeldsrenter"],
  [STEG.TENKT_ETTERLATTEPENSJON, "Pensjon frå folketrygda dersom bebuaren var død"],
  [STEG.PENSJONSFRADRAG.navn, "Halvparten av dei andre pensjonane til bebuaren"],
  [STEG.FORSOERGERFRADRAG.navn, "Frådrag for forsørging"],
  [STEG.SKJOENNSMESSIGE_FRADRAG.navn, "Skjønsmessige frådrag"],
  [STEG.BEREGNINGSGRUNNLAG.navn, "Utrekningsgrunnlag"],
  [STEG.GRUNNBELOEP, "Grunnbeløpet i folketrygda (G)"],
  [STEG.GRUNNBELOEP_TOLV, "G for dei tolv månadene i året lagde saman"],
  [STEG.FRIBELOEP, "Fribeløp"],
  [STEG.FRIBELOEP_DOBBELTROM, "Fribeløp ved ufrivillig dobbeltrom"],
  [STEG.UNDER_GRUNNBELOEP.navn, "Inntekt opp til G, etter fribeløpet"],
  [STEG.OVER_GRUNNBELOEP.navn, "Inntekt over G"],
  [STEG.TRINNVIS.navn, "75 % av inntekt opp til G og 85 % av inntekt over G"],
  [STEG.EGENDISPONERING.navn, "Det bebuaren alltid skal ha att"],
  [STEG.KAN_KREVES.navn, "Det meste som kan krevjast når bebuaren skal ha sitt att"],
  [STEG.OPPHOLDSKOSTNAD, "Kostnaden for opphaldet"],
  [STEG.MAKSIMAL_EGENANDEL, "Den høgaste eigendelen i kommunen"],
  [STEG.EGENANDEL.navn, "Eigendel per år"],
  ...ROLLER.flatMap((rolle): [string, string][] => [
    [STEG.EGEN_INNTEKT(PERSONTEKST[rolle]).navn, `Eiga arbeidsinntekt og folketrygd for ${PERSON[rolle]}`],
    [STEG.ETTERLATTEFRADRAG(PERSONTEKST[rolle]).navn, `Frådrag for ${PERSON[rolle]}`],
  ]),
]);

export function nynorskNavn(bokmaal: string): string {
  return NAVN.get(bokmaal) ?? bokmaal;
}
