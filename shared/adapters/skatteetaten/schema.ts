// What we read of Skatteetaten's answers. New fields and codes come without notice and are let through; what the
// calculation rests on must be there and be what it is said to be.

import { z } from "zod";

/** Whole kroner; some proxies deliver the number as text. */
const kronerSchema = z
  .union([
    z.number(),
    z
      .string()
      .regex(/^-?[0-9]{1,12}$/)
      .transform(Number),
  ])
  .pipe(z.number().int().min(-1e12).max(1e12));

const aarSchema = z
  .union([
    z.number(),
    z
      .string()
      .regex(/^[0-9]{4}$/)
      .transform(Number),
  ])
  .pipe(z.number().int());

/** What every answer starts with. A 2xx without a personidentifikator is not an answer about a person. */
const hode = {
  personidentifikator: z.string().regex(/^[0-9]{11}$/),
  inntektsaar: aarSchema,
  skjermet: z.boolean().optional(),
  skatteoppgjoersdato: z.iso.date().nullish(),
};

const postSchema = z.object({
  tekniskNavn: z.string().min(1).max(300),
  beloep: kronerSchema,
  // One string in version 2, a list in version 1 (replayed files); absent for some calculated amounts.
  kategori: z
    .union([z.string(), z.array(z.string()).transform((k) => k.join(", "))])
    .nullish()
    .transform((k) => k ?? ""),
});
const posterSchema = z
  .array(postSchema)
  .max(5_000)
  .nullish()
  .transform((p) => p ?? []);

export const summertSchema = z.object({
  ...hode,
  grunnlag: posterSchema,
  svalbardGrunnlag: posterSchema,
  kildeskattPaaLoennGrunnlag: posterSchema,
});

const blokkSchema = z.record(z.string(), z.unknown()).nullish();

export const beregnetSkattSchema = z.object({
  ...hode,
  beregnetSkattFastland: blokkSchema,
  beregnetSkattSvalbard: blokkSchema,
  beregnetSkattKildeskattPaaLoenn: blokkSchema,
});

export const avregningSchema = z.object({ ...hode, fastland: blokkSchema, svalbard: blokkSchema });

export const sisteSchema = z.object({
  personidentifikator: z.string().regex(/^[0-9]{11}$/),
  sisteTilgjengeligePeriode: aarSchema,
});

export const feilSchema = z.object({ kode: z.string().regex(/^[A-Z]{2,4}-[0-9]{3}$/) });

/** A number in the feed; as text too. */
const sekvensnummerSchema = z
  .union([
    z.number(),
    z
      .string()
      .regex(/^[0-9]{1,16}$/)
      .transform(Number),
  ])
  .pipe(z.number().int().min(1));

export const hendelseSchema = z.object({
  // Without it nobody can read on after the event.
  sekvensnummer: sekvensnummerSchema,
  // A number that is not text has lost the zeros it began with: it is not guessed who it is. Null when it cannot be read.
  identifikator: z.string().max(4_000).nullable().catch(null),
  // Optional, and open lists: what cannot be read is as what is not there, and means "look up again".
  gjelderPeriode: z
    .union([z.string(), z.number().transform(String)])
    .nullish()
    .catch(null),
  hendelsetype: z.string().nullish().catch(null),
});

/** A page: each event is read by itself, so that one does not hide the others. */
export const hendelserSchema = z.object({ hendelser: z.array(z.unknown()).max(10_000) });

export const startSchema = z.object({ sekvensnummer: sekvensnummerSchema });
