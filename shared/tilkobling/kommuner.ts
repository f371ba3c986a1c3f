// The municipalities of Norway by organisasjonsnummer.

import type { Organisasjonsnummer } from "../kernel/organisasjonsnummer.ts";
import data from "./kommuner.json" with { type: "json" };

export type Kommune = { readonly organisasjonsnummer: string; readonly navn: string };

const KOMMUNER: ReadonlyMap<string, Kommune> = new Map(data.map((k) => [k.organisasjonsnummer, k]));

/** The municipality with a number; undefined when it is not one we know. */
export function finnKommune(organisasjonsnummer: Organisasjonsnummer): Kommune | undefined {
  return KOMMUNER.get(organisasjonsnummer);
}
