// The municipalities of Norway by organisasjonsnummer.

import { lesOrganisasjonsnummer, type Organisasjonsnummer } from "../kernel/organisasjonsnummer.ts";
import data from "./kommuner.json" with { type: "json" };

export type Kommune = { readonly organisasjonsnummer: Organisasjonsnummer; readonly navn: string };

function lesKommune({ organisasjonsnummer: tekst, navn }: (typeof data)[number]): Kommune {
  const organisasjonsnummer = lesOrganisasjonsnummer(tekst);
  if (organisasjonsnummer === undefined) throw new Error(`the number of ${navn} is not valid`);
  return { organisasjonsnummer, navn };
}

const KOMMUNER: ReadonlyMap<Organisasjonsnummer, Kommune> = new Map(
  data.map(lesKommune).map((kommune) => [kommune.organisasjonsnummer, kommune]),
);

/** The municipality with a number; undefined when it is not one we know. */
export function finnKommune(organisasjonsnummer: Organisasjonsnummer): Kommune | undefined {
  return KOMMUNER.get(organisasjonsnummer);
}

/** Every municipality we know, in the order of the Norwegian alphabet, where aa stands with å. */
export function alleKommuner(): readonly Kommune[] {
  const norsk = new Intl.Collator("nb");
  return [...KOMMUNER.values()].sort((a, b) => norsk.compare(a.navn, b.navn));
}

/** An organisation that is not in the list: the synthetic ones of a test environment. */
export function utenNavn(organisasjonsnummer: Organisasjonsnummer): Kommune {
  return { organisasjonsnummer, navn: `Organisasjon ${organisasjonsnummer}` };
}
