// The answer of a calculation, for the document of the API. What is sent is made by beregn, not by this.

import { z } from "zod";
import type { Beregningsresultat } from "../../shared/beregning/resultat.ts";
import { KILDER, ROLLER } from "../../shared/oppslag/oppslagssvar.ts";
import type { SchemaFor } from "./samme-type.ts";

/** What POST /api/v1/beregning answers. */
export type Beregningssvar = { readonly resultatId: string } & Beregningsresultat & {
    readonly korrelasjonsid: string;
  };

const kroner = z.int();
const desimalkroner = z.string().regex(/^-?[0-9]+\.[0-9]{2,4}$/);
const dato = z.iso.date();

const delSchema = z.strictObject({
  navn: z.string(),
  beloep: desimalkroner,
  fortegn: z.enum(["+", "-"]),
  andel: z.strictObject({ teller: z.int(), nevner: z.int() }).exactOptional(),
  kilde: z.enum([...KILDER, "MANUELL", "OPPGITT", "STEG", "SATS", "PRAKSIS"]),
  kildereferanse: z.string().exactOptional(),
  rolle: z.enum(ROLLER).exactOptional(),
  barnNr: z.int().min(1).max(10).exactOptional(),
  begrunnelse: z.string().exactOptional(),
});

const stegSchema = z.strictObject({
  nr: z.int().min(1),
  kode: z.string(),
  navn: z.string(),
  hjemmel: z.string(),
  uttrykk: z.string(),
  beloep: desimalkroner,
  operasjon: z.enum(["SUM", "SUM_IKKE_UNDER_NULL", "MINSTE"]),
  desimaler: z.literal([2, 4]),
  deler: z.array(delSchema),
});

const terminSchema = z.strictObject({
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

const etteroppgjoerSchema = z.strictObject({
  ...oppgjoer,
  maaneder: z.array(z.strictObject({ ...oppgjoer, fra: dato, til: dato })),
});

const forbeholdSchema = z.strictObject({
  kode: z.string(),
  tekst: z.string(),
  virkning: z
    .strictObject({ gjelder: z.enum(["PER_AAR", "PERIODE"]), brukt: kroner, alternativ: kroner })
    .exactOptional(),
});

const schema = z.strictObject({
  resultatId: z.string().regex(/^sha256:[0-9a-f]{64}$/),
  regelsett: z.strictObject({ id: z.string(), versjon: z.string() }),
  beregningsdato: dato,
  satser: z.strictObject({ grunnbeloep: kroner, fribeloep: kroner, kilde: z.string() }),
  grunnlag: z.strictObject({
    inntekt: kroner,
    skatt: kroner,
    gjeldsrenter: kroner,
    forsoergerfradrag: kroner,
    skjoennsmessigeFradrag: kroner,
    beregningsgrunnlag: kroner,
  }),
  egenandel: z.strictObject({
    perAar: kroner,
    perMaaned: kroner,
    eksaktPerAar: desimalkroner,
    begrensetAv: z.enum(["EGENDISPONERING", "OPPHOLDSKOSTNAD", "MAKSIMAL_EGENANDEL"]).nullable(),
  }),
  tilEgenDisposisjonPerAar: kroner,
  terminer: z.array(terminSchema).exactOptional(),
  etteroppgjoer: etteroppgjoerSchema.exactOptional(),
  steg: z.array(stegSchema),
  forbehold: z.array(forbeholdSchema),
  korrelasjonsid: z.uuid(),
});

/** Does not compile when the type of the answer changes and this does not. */
export const beregningssvarSchema: SchemaFor<typeof schema, Beregningssvar> = schema;
