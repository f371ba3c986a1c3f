// A connection and its events as they are kept in JSON. Strict: what this version does not know, it must not write over.

import { z } from "zod";
import { lesDato } from "../../kernel/dato.ts";
import { lesOrganisasjonsnummer } from "../../kernel/organisasjonsnummer.ts";
import type { Tilkoblingshendelse } from "../../tilkobling/hendelse.ts";
import type { Erklaering, Tilkobling } from "../../tilkobling/tilkobling.ts";

const tidspunkt = z.iso.datetime();
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
/** A code, not a text: a state holds six of them in one column. */
const aarsakskode = z.string().max(100).nullable();

const organisasjonsnummer = z.string().transform((tekst, ctx) => {
  const lest = lesOrganisasjonsnummer(tekst);
  if (lest !== undefined) return lest;
  ctx.addIssue({ code: "custom", message: "not an organisasjonsnummer" });
  return z.NEVER;
});

const dato = z.string().transform((tekst, ctx) => {
  const lest = lesDato(tekst);
  if (lest !== undefined) return lest;
  ctx.addIssue({ code: "custom", message: "not a date" });
  return z.NEVER;
});

function perApi<S extends z.ZodType>(schema: S) {
  return z.strictObject({ SUMMERT_SKATTEGRUNNLAG: schema, BEREGNET_SKATT: schema, AVREGNING: schema });
}

const dom = z.strictObject({
  indikasjon: z.string(),
  subindikasjon: z.string().nullable(),
  binding: z.string(),
  avgjoerelse: z.enum(["GODKJENT", "AVVIST", "TIL_VURDERING"]),
  forklaring: z.string(),
});

const avgjoerelse = z.strictObject({
  avgjoerelse: z.enum(["GODKJENT", "AVVIST"]),
  begrunnelse: z.string(),
  operatoer: z.string(),
  tidspunkt,
});

const registrering = z.strictObject({
  status: z.enum(["OK", "MANGLER"]),
  dato,
  merknad: z.string().nullable(),
  operatoer: z.string(),
  tidspunkt,
});

const svar = z.strictObject({ status: z.enum(["OK", "MANGLER"]), aarsakskode, tidspunkt });
const proeve = z.strictObject({ status: z.enum(["OK", "MANGLER", "UKJENT"]), aarsakskode });

/** One declaration of a connection. */
export const erklaeringSchema = z.strictObject({
  sha256,
  mottatt: tidspunkt,
  dom,
  avgjort: avgjoerelse.nullable(),
}) satisfies z.ZodType<Erklaering>;

/** A connection without its declarations. */
export const kjerneSchema = z.strictObject({
  organisasjonsnummer,
  registreringer: z.strictObject({
    PAAKOBLINGSFORESPOERSEL: registrering.nullable(),
    TJENESTEVEDLEGG: registrering.nullable(),
  }),
  apier: perApi(z.strictObject({ tilgang: svar.nullable(), delegering: svar.nullable() })),
  sjekket: tidspunkt.nullable(),
}) satisfies z.ZodType<Omit<Tilkobling, "erklaeringer">>;

/** One event of the history. */
export const hendelseSchema = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("ERKLAERING_MOTTATT"), tidspunkt, sha256, dom, avsender: z.string() }),
  z.strictObject({
    type: z.literal("ERKLAERING_AVGJORT"),
    tidspunkt,
    sha256,
    avgjoerelse: z.enum(["GODKJENT", "AVVIST"]),
    begrunnelse: z.string(),
    operatoer: z.string(),
  }),
  z.strictObject({
    type: z.literal("REGISTRERT"),
    tidspunkt,
    steg: z.enum(["PAAKOBLINGSFORESPOERSEL", "TJENESTEVEDLEGG"]),
    status: z.enum(["OK", "MANGLER"]),
    dato,
    merknad: z.string().nullable(),
    operatoer: z.string(),
  }),
  z.strictObject({
    type: z.literal("SJEKKET"),
    tidspunkt,
    utfall: perApi(z.strictObject({ tilgang: proeve, delegering: proeve })),
  }),
]) satisfies z.ZodType<Tilkoblingshendelse>;
