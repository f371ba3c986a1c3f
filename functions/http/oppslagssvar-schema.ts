// The answer of a lookup as it comes back in a calculation. It must be the whole answer and nothing more: the seal
// covers all of it.

import { z } from "zod";
import { GRUPPER, KILDER, PERSONSTATUSER, ROLLER } from "../../shared/oppslag/oppslagssvar.ts";

const kroner = z.number().int().min(-1e13).max(1e13);
const tekst = z.string().max(2_000);

const kolonnerSchema = z.strictObject({
  beboer: kroner.nullable().exactOptional(),
  ektefelle: kroner.nullable().exactOptional(),
  barn: kroner.nullable().exactOptional(),
  barnHverForSeg: z.array(kroner.nullable()).max(10).exactOptional(),
  husholdning: kroner.nullable(),
});

const postSchema = z.strictObject({
  tekniskNavn: tekst,
  tekst,
  kilde: z.enum(KILDER),
  hjemmel: tekst,
  beloep: kolonnerSchema,
});

export const oppslagssvarSchema = z.strictObject({
  oppslagId: z.uuid(),
  inntektsaar: z.number().int().min(2021).max(2100),
  tidspunkt: z.iso.datetime(),
  regelsett: z.strictObject({ id: tekst, versjon: tekst }),
  personer: z
    .array(
      z.strictObject({
        rolle: z.enum(ROLLER),
        status: z.enum(PERSONSTATUSER),
        skatteoppgjoersdato: z.iso.date().exactOptional(),
      }),
    )
    .min(1)
    .max(12),
  grupper: z
    .array(
      z.strictObject({
        gruppe: z.enum(GRUPPER),
        tekst,
        fortegn: z.enum(["+", "-", "i"]),
        beloep: kolonnerSchema,
        poster: z.array(postSchema).max(2_000),
      }),
    )
    .max(GRUPPER.length),
  uklassifisert: z
    .array(
      z.strictObject({
        tekniskNavn: tekst,
        kategori: tekst,
        kilde: z.enum(KILDER),
        beloep: kolonnerSchema,
      }),
    )
    .max(2_000),
  sum: z.strictObject({ inntekt: kolonnerSchema, fradrag: kolonnerSchema, grunnlag: kolonnerSchema }),
  merknader: z.array(z.strictObject({ kode: tekst, tekst })).max(200),
  segl: z.string().max(8_192),
});
