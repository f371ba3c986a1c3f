// Faults found by a zod schema → felt in bokmaal: where it is and what is wrong, never the value.

import type { z } from "zod";
import type { Feltfeil } from "../../shared/kernel/feil.ts";

const STOERSTE_ANTALL = 50;

/** A field name as the sender wrote it may hold anything, a person's number too; only plain names are repeated. */
function navn(del: PropertyKey): string {
  const tekst = String(del);
  const erNavn = /^[\p{L}_][\p{L}0-9_-]{0,60}$/u.test(tekst) && !/[0-9]{6}/.test(tekst);
  return erNavn ? tekst : "(navn kan ikke vises)";
}

/** `personer[0].rolle`, or empty for the whole body. */
function stiAv(deler: readonly PropertyKey[]): string {
  return deler
    .map((del, i) => (typeof del === "number" ? `[${del}]` : `${i === 0 ? "" : "."}${navn(del)}`))
    .join("");
}

const TYPENAVN: Readonly<Record<string, string>> = {
  string: "en tekst",
  number: "et tall",
  int: "et helt tall",
  boolean: "true eller false",
  object: "et objekt",
  array: "en liste",
  null: "null",
};

function stoerrelse(grense: number | bigint, type: string, ord: "minst" | "høyst"): string {
  if (type === "string") return `må ha ${ord} ${grense} tegn`;
  if (type === "array") return `må ha ${ord} ${grense} innslag`;
  return `må være ${ord} ${grense}`;
}

function melding(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case "invalid_type":
      return `må være ${TYPENAVN[issue.expected] ?? "av en annen type"}`;
    case "too_small":
      return stoerrelse(issue.minimum, issue.origin, "minst");
    case "too_big":
      return stoerrelse(issue.maximum, issue.origin, "høyst");
    case "invalid_value":
      return `må være ${issue.values.map((v) => `«${String(v)}»`).join(" eller ")}`;
    case "invalid_format":
      return "har ikke riktig form";
    case "custom":
      return issue.message;
    case "unrecognized_keys":
      return "finnes ikke i tjenesten; fjern feltet eller rett navnet";
    case "invalid_union":
      return issue.message === "Invalid input" ? "har ikke en gyldig verdi" : issue.message;
    case "invalid_key":
    case "invalid_element":
    case "not_multiple_of":
      return "har ikke en gyldig verdi";
  }
}

function feltAv(issue: z.core.$ZodIssue): Feltfeil[] {
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => ({ sti: stiAv([...issue.path, key]), melding: melding(issue) }));
  }
  const mangler = issue.code === "invalid_type" && issue.input === undefined && issue.path.length > 0;
  return [{ sti: stiAv(issue.path), melding: mangler ? "mangler" : melding(issue) }];
}

/** At most fifty faults, in the order of the schema. */
export function somFelt(feil: z.ZodError): Feltfeil[] {
  return feil.issues.flatMap(feltAv).slice(0, STOERSTE_ANTALL);
}
