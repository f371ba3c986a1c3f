// The request of a calculation, with the defaults of praksis filled in.

import { z } from "zod";
import { GRUPPER, ROLLER, type Oppslagssvar } from "../../shared/oppslag/oppslagssvar.ts";
import { datoSchema, inntastetBeloepSchema, saksreferanseSchema, tekstSchema } from "./felles-schema.ts";
import { oppslagssvarSchema } from "./oppslagssvar-schema.ts";

const barnNr = z.number().int().min(1).max(10).exactOptional();
const tekst = tekstSchema(200);
const begrunnelse = tekstSchema(1_000);

const manuellPostSchema = z.strictObject({
  rolle: z.enum(ROLLER),
  barnNr,
  gruppe: z.enum(GRUPPER),
  retning: z.enum(["OEKNING", "REDUKSJON"]),
  beloep: inntastetBeloepSchema,
  tekst,
  begrunnelse,
  gevinstTap: z
    .strictObject({ type: z.enum(["GEVINST", "TAP"]), oppjustering: z.enum(["INGEN", "EIERINNTEKT"]) })
    .exactOptional(),
});

const forsoergelseSchema = z.strictObject({
  rolle: z.enum(["EKTEFELLE", "PARTNER", "SAMBOER", "BARN"]),
  barnNr,
  hjemmeboende: z.boolean(),
  over18: z.boolean().exactOptional(),
  tenktEtterlattepensjon: inntastetBeloepSchema,
  begrunnelse,
});

const oppholdSchema = z.strictObject({
  innflytting: datoSchema,
  slutt: datoSchema.nullable().default(null),
  iInstitusjonSiden: datoSchema.nullable().default(null),
  korttidsdoegnIAaret: z.number().int().min(0).max(366).nullable().default(null),
  ufrivilligDobbeltrom: z
    .array(z.strictObject({ fra: datoSchema, til: datoSchema.nullable() }))
    .max(50)
    .default([]),
});

const praksisSchema = z.strictObject({
  egendisponering: z.enum(["FORDEL_AV_FRIBELOEP", "FULLT_FRIBELOEP"]).default("FORDEL_AV_FRIBELOEP"),
  skatt: z.enum(["FOELGER_INNTEKT", "UTEN_FORMUESSKATT", "BEREGNET_SKATT"]).default("FOELGER_INNTEKT"),
  avrunding: z.enum(["NED", "NAERMEST"]).default("NED"),
  maanedsdeling: z.enum(["FAKTISKE_DAGER", "TRETTI_DAGER"]).default("FAKTISKE_DAGER"),
  grunnbeloep: z.enum(["PER_DATO", "GJENNOMSNITT"]).default("PER_DATO"),
  skattesone: z.enum(["ORDINAER", "TILTAKSSONEN"]).default("ORDINAER"),
  oppholdskostnadPerAar: inntastetBeloepSchema.nullable().default(null),
  maksimalEgenandelPerAar: inntastetBeloepSchema.nullable().default(null),
});

/** What a calculation is made of besides a lookup. */
export const BEREGNINGSFELTER = {
  manuellePoster: z.array(manuellPostSchema).max(500).default([]),
  forsoergelse: z.array(forsoergelseSchema).max(11).default([]),
  skjoennsmessigeFradrag: z
    .array(z.strictObject({ beloep: inntastetBeloepSchema, tekst, begrunnelse }))
    .max(50)
    .default([]),
  beregningsdato: datoSchema,
  opphold: oppholdSchema.nullable().default(null),
  periode: z.strictObject({ fra: datoSchema, til: datoSchema }).nullable().default(null),
  krevd: z
    .array(z.strictObject({ fra: datoSchema, til: datoSchema, beloepPerMaaned: inntastetBeloepSchema }))
    .max(120)
    .nullable()
    .default(null),
  praksis: praksisSchema.prefault({}),
};
const felter = { oppslag: oppslagssvarSchema.nullable().default(null), ...BEREGNINGSFELTER };

type Felter = { readonly oppslag: unknown; readonly manuellePoster: readonly unknown[] };

function harInntektskilde({ oppslag, manuellePoster }: Felter): boolean {
  return oppslag !== null || manuellePoster.length > 0;
}
const KILDE_MANGLER = { path: ["oppslag"], message: "mangler; send et oppslag eller manuelle poster" };

export const beregningSchema = z.strictObject(felter).refine(harInntektskilde, KILDE_MANGLER);

/** The same with the wishes for the document. */
export const beregningPdfSchema = z
  .strictObject({
    ...felter,
    dokument: z
      .strictObject({
        maalform: z.enum(["nb", "nn"]).default("nb"),
        kommune: tekstSchema(100).optional(),
        saksreferanse: saksreferanseSchema.optional(),
        beboerNavn: tekstSchema(200).optional(),
        vedlegg: z.literal("json").optional(),
      })
      .prefault({}),
  })
  .refine(harInntektskilde, KILDE_MANGLER);

export type Beregningsforespoersel = Omit<z.infer<typeof beregningSchema>, "oppslag"> & {
  readonly oppslag: Oppslagssvar | null;
};
