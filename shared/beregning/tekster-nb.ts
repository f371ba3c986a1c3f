// The names of the steps and the arithmetic as people read it, in bokmaal.
import { norskTall } from "./eksakt.ts";
import type { Rolle } from "./inndata.ts";
import type { Ledd } from "./ledd.ts";
import type { Operasjon } from "./resultat.ts";

export type Stegtekst = { readonly navn: string; readonly hjemmel: string };

const FORSKRIFT = "FOR-2011-12-16-1349";
const P3_1 = `${FORSKRIFT} § 3 første ledd`;
const P3_2 = `${FORSKRIFT} § 3 andre ledd`;
const P3_4 = `${FORSKRIFT} § 3 fjerde ledd`;
const P5 = `${FORSKRIFT} § 5`;
const SIVILOMBUDET = `${P3_4}; Sivilombudet 17.11.2025`;

function tekst(navn: string, hjemmel: string): Stegtekst {
  return { navn, hjemmel };
}

export const PERSONTEKST: Readonly<Record<Rolle, string>> = {
  BEBOER: "beboer",
  EKTEFELLE: "ektefelle",
  PARTNER: "partner",
  SAMBOER: "samboer",
  BARN: "barn",
};

export const STEG = {
  INNTEKT_FOLKETRYGD: tekst("Ytelser fra folketrygden", P3_4),
  INNTEKT_TJENESTEPENSJON: tekst("Tjenestepensjon", P3_4),
  INNTEKT_PRIVAT_PENSJON: tekst("Privat pensjon", P3_4),
  INNTEKT_ARBEID: tekst("Arbeidsinntekt", P3_4),
  INNTEKT_NAERING: tekst("Næringsinntekt", P3_4),
  INNTEKT_LEIE: tekst("Leieinntekter", P3_4),
  INNTEKT_RENTER: tekst("Renteinntekter", P3_4),
  INNTEKT_AVKASTNING: tekst("Annen avkastning av formue", P3_4),
  INNTEKT_ANDRE_INNTEKTER: tekst("Andre inntekter", P3_4),
  INNTEKT: tekst("Inntekt", P3_4),
  BEREGNET_SKATT: tekst("Skatt som Skatteetaten har beregnet", P3_4),
  FORMUESSKATT: tekst("Skatt på formue", SIVILOMBUDET),
  GEVINST: tekst("Skattepliktige gevinster som ikke er inntekt her", SIVILOMBUDET),
  SKATT_AV_GEVINST: tekst("Skatt på gevinstene", SIVILOMBUDET),
  TAP: tekst("Fradragsberettigede tap som ikke regnes med her", SIVILOMBUDET),
  SKATT_AV_TAP: tekst("Skatt som tapene har spart", SIVILOMBUDET),
  SKATT: tekst("Skatt som trekkes fra", P3_4),
  GJELDSRENTER: tekst("Gjeldsrenter", P3_4),
  NETTOINNTEKT: tekst("Inntekt etter skatt og gjeldsrenter", P3_4),
  EGEN_INNTEKT: (hvem: string) => tekst(`Egen arbeidsinntekt og folketrygd for ${hvem}`, `${P5} andre ledd`),
  TENKT_ETTERLATTEPENSJON: "Pensjon fra folketrygden hvis beboeren var død",
  ETTERLATTEFRADRAG: (hvem: string) => tekst(`Fradrag for ${hvem}`, `${P5} andre ledd`),
  PENSJONSFRADRAG: tekst("Halvparten av beboerens andre pensjoner", `${P5} tredje ledd`),
  FORSOERGERFRADRAG: tekst("Fradrag for forsørgelse", P5),
  SKJOENNSMESSIGE_FRADRAG: tekst("Skjønnsmessige fradrag", `${P5} fjerde ledd`),
  BEREGNINGSGRUNNLAG: tekst("Beregningsgrunnlag", `${P5} sjette ledd`),
  GRUNNBELOEP: "Folketrygdens grunnbeløp (G)",
  GRUNNBELOEP_TOLV: "G for årets tolv måneder lagt sammen",
  FRIBELOEP: "Fribeløp",
  FRIBELOEP_DOBBELTROM: "Fribeløp ved ufrivillig dobbeltrom",
  UNDER_GRUNNBELOEP: tekst("Inntekt opp til G, etter fribeløpet", P3_2),
  OVER_GRUNNBELOEP: tekst("Inntekt over G", P3_2),
  TRINNVIS: tekst("75 % av inntekt opp til G og 85 % av inntekt over G", P3_2),
  EGENDISPONERING: tekst("Det beboeren alltid skal ha igjen", P3_2),
  KAN_KREVES: tekst("Det meste som kan kreves når beboeren skal ha sitt igjen", P3_2),
  OPPHOLDSKOSTNAD: "Kostnaden for oppholdet",
  MAKSIMAL_EGENANDEL: "Kommunens høyeste egenandel",
  EGENANDEL: tekst("Egenandel per år", `${P3_1} og andre ledd`),
} as const;

function norskDesimal(tall: number): string {
  return Number.isInteger(tall) ? `${tall}` : `${tall}`.replace(".", ",");
}

function leddtekst({ beloep, andel }: Ledd): string {
  const tall = norskTall(beloep);
  if (andel === null) return tall;
  const { teller, nevner } = andel;
  const tolvdel = nevner % 12 === 0;
  const prosent = (100 * teller) / (tolvdel ? nevner / 12 : nevner);
  const av = tolvdel ? `${tall} ÷ 12` : tall;
  if (prosent === 100) return av;
  return prosent > 100 ? `${norskDesimal(prosent / 100)} × ${av}` : `${norskDesimal(prosent)} % av ${av}`;
}

/** The arithmetic of a step: `301 200 + 12 000 − 3 000`, `75 % av 125 599 + 85 % av 163 451`, `det minste av …`. */
export function uttrykkAv(operasjon: Operasjon, ledd: readonly Ledd[], stoppet: boolean): string {
  if (ledd.length === 0) return "0";
  if (operasjon === "MINSTE") return `det minste av ${ledd.map(leddtekst).join(" og ")}`;
  let sum = "";
  for (const l of ledd) {
    if (l.fortegn === "-") sum += sum === "" ? "\u2212" : " \u2212 ";
    else if (sum !== "") sum += " + ";
    sum += leddtekst(l);
  }
  return operasjon === "SUM_IKKE_UNDER_NULL" && stoppet ? `${sum}, men ikke under 0` : sum;
}
