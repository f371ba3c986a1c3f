// The request and the answers of subscriptions and changes.

import { z } from "zod";
import type { Dato } from "../../shared/kernel/dato.ts";
import { ENDRINGSTYPER } from "../../shared/hendelser/endring.ts";
import { FOERSTE_INNTEKTSAAR } from "../../shared/oppslag/poster/regelsett.ts";
import { datoSchema, saksreferanseSchema } from "./felles-schema.ts";
import { personidentifikatorSchema } from "./personidentifikator-schema.ts";

/** The caller's own id. Ids that differ only in the case of their letters are the same. */
export const abonnementIdSchema = z
  .string()
  .regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i, { error: "må være en UUID" });

export type Abonnementsgrenser = {
  readonly miljoe: "test" | "produksjon";
  /** This year: its settlement comes next year, and may be subscribed to already. */
  readonly sisteAar: number;
  readonly idag: Dato;
  readonly senesteUtloep: Dato;
};

/** The schema on a day. */
export function abonnementSchema({ miljoe, sisteAar, idag, senesteUtloep }: Abonnementsgrenser) {
  return z
    .strictObject({
      personidentifikator: personidentifikatorSchema(miljoe),
      inntektsaarFra: z.number().int().min(FOERSTE_INNTEKTSAAR).max(sisteAar),
      saksreferanse: saksreferanseSchema.exactOptional(),
      utloeper: datoSchema.exactOptional(),
    })
    .superRefine(({ utloeper }, ctx) => {
      if (utloeper === undefined || (utloeper > idag && utloeper <= senesteUtloep)) return;
      const message = "må være en dato etter i dag og høyst tre år fram";
      ctx.addIssue({ code: "custom", message, path: ["utloeper"] });
    });
}

const abonnement = z.strictObject({
  abonnementId: z.uuid(),
  inntektsaarFra: z.int(),
  saksreferanse: z.string().nullable(),
  opprettet: z.iso.date(),
  utloeper: z.iso.date(),
});

const endring = z.strictObject({
  sekvensnummer: z.int(),
  abonnementId: z.uuid(),
  saksreferanse: z.string().nullable(),
  inntektsaar: z.int().nullable(),
  type: z.enum(ENDRINGSTYPER),
  tidspunkt: z.iso.datetime(),
});

/** What is answered, for the document of the API. */
export const HENDELSESSVAR = {
  abonnement,
  abonnementer: z.strictObject({ abonnementer: z.array(abonnement) }),
  endring,
  endringer: z.strictObject({ endringer: z.array(endring) }),
};
