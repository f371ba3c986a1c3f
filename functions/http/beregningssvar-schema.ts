// The answer of a calculation, for the document of the API. What is sent is made by beregn, not by this.

import { z } from "zod";
import type { Beregningsresultat } from "../../shared/beregning/resultat.ts";
import { KILDER, ROLLER } from "../../shared/oppslag/oppslagssvar.ts";
import { oppslagssvarSchema } from "./oppslagssvar-schema.ts";
import type { SchemaFor } from "./samme-type.ts";

/** What POST /api/v1/beregning answers. */
type Beregningssvar = { readonly resultatId: string } & Beregningsresultat & {
    readonly korrelasjonsid: string;
  };

const kroner = z.int();
const desimalkroner = z.string().regex(/^-?[0-9]+\.[0-9]{2,4}$/);
const dato = z.iso.date();

const andel = z.strictObject({ teller: z.int(), nevner: z.int() });

const del = z.strictObject({
  navn: z.string(),
  beloep: desimalkroner,
  fortegn: z.enum(["+", "-"]),
  andel: andel.exactOptional(),
  kilde: z.enum([...KILDER, "MANUELL", "OPPGITT", "STEG", "SATS", "PRAKSIS"]),
  kildereferanse: z.string().exactOptional(),
  rolle: z.enum(ROLLER).exactOptional(),
  barnNr: z.int().min(1).max(10).exactOptional(),
  begrunnelse: z.string().exactOptional(),
});

const steg = z.strictObject({
  nr: z.int().min(1),
  kode: z.string(),
  navn: z.string(),
  hjemmel: z.string(),
  uttrykk: z.string(),
  beloep: desimalkroner,
  operasjon: z.enum(["SUM", "SUM_IKKE_UNDER_NULL", "MINSTE"]),
  desimaler: z.literal([2, 4]),
  deler: z.array(del),
});

const termin = z.strictObject({
  fra: dato,
  til: dato,
  dager: z.int().min(1).max(31),
  grunnbeloep: kroner,
  fribeloep: kroner,
  beloep: kroner,
});

const oppgjoer = {
  beregnet: kroner,
  krevd: kroner,
  differanse: kroner,
  retning: z.enum(["ETTERBETALING", "TILBAKEBETALING", "INGEN"]),
};
const maaned = z.strictObject({ ...oppgjoer, fra: dato, til: dato });
const etteroppgjoer = z.strictObject({ ...oppgjoer, maaneder: z.array(maaned) });

const virkning = z.strictObject({
  gjelder: z.enum(["PER_AAR", "PERIODE"]),
  brukt: kroner,
  alternativ: kroner,
});
const forbehold = z.strictObject({
  kode: z.string(),
  tekst: z.string(),
  virkning: virkning.exactOptional(),
});

const satser = z.strictObject({ grunnbeloep: kroner, fribeloep: kroner, kilde: z.string() });
const grunnlag = z.strictObject({
  inntekt: kroner,
  skatt: kroner,
  gjeldsrenter: kroner,
  forsoergerfradrag: kroner,
  skjoennsmessigeFradrag: kroner,
  beregningsgrunnlag: kroner,
});
const egenandel = z.strictObject({
  perAar: kroner,
  perMaaned: kroner,
  eksaktPerAar: desimalkroner,
  begrensetAv: z.enum(["EGENDISPONERING", "OPPHOLDSKOSTNAD", "MAKSIMAL_EGENANDEL"]).nullable(),
});

const oppholdskostnad = z.strictObject({ perAar: kroner, perMaaned: kroner, perDoegn: kroner });

const svar = z.strictObject({
  resultatId: z.string().regex(/^sha256:[0-9a-f]{64}$/),
  regelsett: oppslagssvarSchema.shape.regelsett,
  beregningsdato: dato,
  satser,
  grunnlag,
  egenandel,
  tilEgenDisposisjonPerAar: kroner,
  oppholdskostnad: oppholdskostnad.exactOptional(),
  terminer: z.array(termin).exactOptional(),
  etteroppgjoer: etteroppgjoer.exactOptional(),
  steg: z.array(steg),
  forbehold: z.array(forbehold),
  korrelasjonsid: z.uuid(),
});

/** Does not compile when the type of the answer changes and this does not. */
const kontrollert: SchemaFor<typeof svar, Beregningssvar> = svar;

/** The answer and what it is made of. */
export const BEREGNINGSSVAR = {
  svar: kontrollert,
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
};
