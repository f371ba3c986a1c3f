// A personidentifikator as it comes in: check digits and the kinds the environment accepts.

import { idnr } from "@navikt/fnrvalidator";
import { z } from "zod";
import { Personidentifikator } from "../../shared/kernel/personidentifikator.ts";

/** Kinds of numbers: foedselsnummer and D-nummer everywhere; synthetic and help numbers in test environments. */
const I_PRODUKSJON: ReadonlySet<string> = new Set(["fnr", "dnr"]);

/**
 * Eleven digits with valid check digits, today's rule or that of 2032. Synthetic persons (month +80, and the older +40)
 * are accepted only in a test environment. The message never holds the number.
 */
export function personidentifikatorSchema(miljoe: "test" | "produksjon") {
  return z.string().transform((tekst, ctx) => {
    const personidentifikator = Personidentifikator.av(tekst);
    const kontroll = idnr(tekst);
    const gyldig = kontroll.status === "valid" && (miljoe === "test" || I_PRODUKSJON.has(kontroll.type));
    if (personidentifikator !== undefined && gyldig) return personidentifikator;
    ctx.addIssue({
      code: "custom",
      message: "er ikke et gyldig fødselsnummer eller D-nummer; kontroller sifrene",
    });
    return z.NEVER;
  });
}
