// What an operator sends about a municipality's connection.

import { z } from "zod";
import type { Dato } from "../../shared/kernel/dato.ts";
import { datoSchema, tekstUtenNummerSchema } from "./felles-schema.ts";

export const vurderingSchema = z.strictObject({
  sha256: z.string().regex(/^[0-9a-f]{64}$/, "må være 64 heksadesimale tegn med små bokstaver"),
  avgjoerelse: z.enum(["GODKJENT", "AVVIST"]),
  /** Shown on the open page when a declaration is refused. */
  begrunnelse: tekstUtenNummerSchema(1_000),
});

/** A registration; the day cannot lie ahead of today. */
export function registreringSchema(iDag: Dato) {
  return z
    .strictObject({
      steg: z.enum(["PAAKOBLINGSFORESPOERSEL", "TJENESTEVEDLEGG"]),
      status: z.enum(["OK", "MANGLER"]),
      dato: datoSchema,
      merknad: tekstUtenNummerSchema(500).nullable().default(null),
    })
    .refine(({ dato }) => dato <= iDag, { path: ["dato"], message: "kan ikke være fram i tid" });
}
