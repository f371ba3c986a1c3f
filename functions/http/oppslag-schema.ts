// The request of a lookup: one resident, at most one spouse, at most ten children, nobody twice.

import { z } from "zod";
import { ROLLER } from "../../shared/oppslag/oppslagssvar.ts";
import { FOERSTE_INNTEKTSAAR } from "../../shared/oppslag/poster/regelsett.ts";
import { saksreferanseSchema } from "./felles-schema.ts";
import { personidentifikatorSchema } from "./personidentifikator-schema.ts";

const EKTEFELLEROLLER: ReadonlySet<string> = new Set(["EKTEFELLE", "PARTNER", "SAMBOER"]);

/**
 * The schema on a day: inntektsaar goes from 2021 to last year, in Norway's calendar, or is SISTE.
 */
export function oppslagSchema(miljoe: "test" | "produksjon", sisteAar: number) {
  const personSchema = z.strictObject({
    rolle: z.enum(ROLLER),
    personidentifikator: personidentifikatorSchema(miljoe),
  });
  const personerSchema = z
    .array(personSchema)
    .max(12)
    .superRefine((personer, ctx) => {
      const feil = (message: string, path: (string | number)[] = []): void => {
        ctx.addIssue({ code: "custom", message, path });
      };
      const antall = (er: (rolle: string) => boolean): number => personer.filter((p) => er(p.rolle)).length;
      if (antall((r) => r === "BEBOER") !== 1) feil("må ha nøyaktig én BEBOER");
      if (antall((r) => EKTEFELLEROLLER.has(r)) > 1) {
        feil("kan ha høyst én av EKTEFELLE, PARTNER og SAMBOER");
      }
      if (antall((r) => r === "BARN") > 10) feil("kan ha høyst ti BARN");
      personer.forEach((person, i) => {
        const foer = personer.slice(0, i);
        if (foer.some((annen) => annen.personidentifikator.erLik(person.personidentifikator))) {
          feil("er det samme nummeret som en annen person i listen", [i, "personidentifikator"]);
        }
      });
    });
  return z.strictObject({
    inntektsaar: z.union([z.literal("SISTE"), z.number().int().min(FOERSTE_INNTEKTSAAR).max(sisteAar)], {
      error: `må være et år fra ${FOERSTE_INNTEKTSAAR} til ${sisteAar}, eller «SISTE»`,
    }),
    personer: personerSchema,
    saksreferanse: saksreferanseSchema.optional(),
  });
}
