// The request of settlements in bulk: each case is a lookup and a calculation in one.

import { z } from "zod";
import { FLEST_SAKER } from "../../shared/etteroppgjoer/jobb.ts";
import { BEREGNINGSFELTER } from "./beregning-schema.ts";
import { BEREGNINGSSVAR } from "./beregningssvar-schema.ts";
import { saksreferanseSchema } from "./felles-schema.ts";
import { oppslagssvarSchema } from "./oppslagssvar-schema.ts";
import { feltfeilSchema } from "./problem-schema.ts";
import { oppslagSchema } from "./oppslag-schema.ts";

/** A case on a day: inntektsaar goes from 2021 to last year, or is SISTE. */
export function etteroppgjoersakSchema(miljoe: "test" | "produksjon", sisteAar: number) {
  return z.strictObject({ ...oppslagSchema(miljoe, sisteAar).shape, ...BEREGNINGSFELTER });
}

/** The whole request on a day. The key is kept, and so must not name a person either. */
export function etteroppgjoerSchema(miljoe: "test" | "produksjon", sisteAar: number) {
  return z.strictObject({
    noekkel: saksreferanseSchema,
    saker: z.array(etteroppgjoersakSchema(miljoe, sisteAar)).min(1).max(FLEST_SAKER),
  });
}

const tall = z.int().min(0);
const jobb = {
  id: z.uuid(),
  status: z.enum(["VENTER", "PAAGAAR", "FERDIG", "STANSET"]),
  antall: tall,
  beregnet: tall,
  feilet: tall,
  igjen: tall,
  mottatt: z.iso.datetime(),
  slettes: z.iso.date(),
};

/** A fault of a case: as a problem, without what only an answer has. */
const saksfeil = z.strictObject({
  kode: z.string(),
  title: z.string(),
  detail: z.string(),
  felt: z.array(feltfeilSchema).exactOptional(),
  api: z.string().exactOptional(),
  aarsakskode: z.string().exactOptional(),
  dato: z.iso.date().exactOptional(),
  motpart: z.string().exactOptional(),
});
const resultat = z.strictObject({
  nr: z.int().min(1),
  status: z.enum(["BEREGNET", "FEILET"]),
  saksreferanse: z.string().nullable(),
  oppslag: oppslagssvarSchema.exactOptional(),
  beregning: BEREGNINGSSVAR.svar.exactOptional(),
  feil: saksfeil.exactOptional(),
});

/** What is answered, for the document of the API. */
export const ETTEROPPGJOERSVAR = {
  mottatt: z.strictObject(jobb),
  svar: z.strictObject({ ...jobb, resultater: z.array(resultat) }),
  resultat,
  saksfeil,
};
