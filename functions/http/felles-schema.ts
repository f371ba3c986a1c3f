// Shapes that more than one request has: dates, texts and whole kroner, all bounded.

import { idnr } from "@navikt/fnrvalidator";
import { z } from "zod";
import { lesDato } from "../../shared/kernel/dato.ts";

/** A calendar date between 2000 and 2100; outside it a date is a slip of the keyboard. */
export const datoSchema = z.string().transform((tekst, ctx) => {
  const dato = lesDato(tekst);
  if (dato !== undefined && dato >= "2000-01-01" && dato <= "2100-12-31") return dato;
  ctx.addIssue({ code: "custom", message: "må være en dato som finnes, på formen ÅÅÅÅ-MM-DD" });
  return z.NEVER;
});

/** Text a person typed: not empty, no control characters, at most so many characters. */
export function tekstSchema(lengst: number) {
  return z
    .string()
    .max(lengst)
    .refine((tekst) => !/\p{Cc}|\p{Cs}/u.test(tekst), { message: "kan ikke ha linjeskift eller styretegn" })
    .refine((tekst) => tekst.trim() !== "", { message: "må fylles ut" });
}

/** An amount a caseworker types in, whole kroner. */
export const inntastetBeloepSchema = z.number().int().min(0).max(99_999_999);

/** Eleven digits by themselves, as people write a number of a person. */
const SOM_ET_NUMMER = /(?<![0-9])([0-9]{6})[\s.-]?([0-9]{5})(?![0-9])/g;

function harPersonidentifikator(tekst: string): boolean {
  return [...tekst.matchAll(SOM_ET_NUMMER)].some(
    ([, foerst = "", sist = ""]) => idnr(`${foerst}${sist}`).status === "valid",
  );
}

/** Text that is kept or shown to others, so it must not name a person. */
export function tekstUtenNummerSchema(lengst: number) {
  return tekstSchema(lengst).refine((tekst) => !harPersonidentifikator(tekst), {
    message: "kan ikke inneholde et fødselsnummer eller D-nummer",
  });
}

/** The caseworker's own reference to the case. It is kept in the access log. */
export const saksreferanseSchema = tekstUtenNummerSchema(100);
