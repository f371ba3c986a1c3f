// The answer about the rates of a day, for the document of the API. What is sent is made by satser.ts, not by this.

import { z } from "zod";
import type { Satser } from "../../shared/beregning/satser.ts";
import type { Dato } from "../../shared/kernel/dato.ts";
import type { SchemaFor } from "./samme-type.ts";

const kroner = z.int().min(0);
const dato = z.iso.date();

const sats = z.strictObject({
  beloep: kroner,
  gyldigFra: dato,
  gyldigTil: dato,
  hjemmel: z.string(),
  kilde: z.string(),
  sikkerhet: z.string(),
});
const gjennomsnitt = z.strictObject({ beloep: kroner, sumTolvMaaneder: kroner, hjemmel: z.string() });

const svar = z.strictObject({
  dato,
  gyldigFra: dato,
  gyldigTil: dato,
  fribeloep: sats,
  fribeloepDobbeltrom: sats,
  korttidDoegn: sats,
  dagEllerNatt: sats,
  grunnbeloep: sats,
  gjennomsnittligGrunnbeloep: gjennomsnitt.nullable(),
});

/** Does not compile when the type of the rates changes and this does not. */
const kontrollert: SchemaFor<typeof svar, { readonly dato: Dato } & Satser> = svar;

/** The answer and what it is made of. */
export const SATSSVAR = { svar: kontrollert, sats, gjennomsnitt };
