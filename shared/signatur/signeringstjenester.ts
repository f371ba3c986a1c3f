// Services that seal on behalf of others: their seal says that a document is whole, not who is behind it.

import { lesOrganisasjonsnummer, type Organisasjonsnummer } from "../kernel/organisasjonsnummer.ts";
import data from "./signeringstjenester.json" with { type: "json" };

function lesNummer({ organisasjonsnummer, navn }: (typeof data)[number]): Organisasjonsnummer {
  const nummer = lesOrganisasjonsnummer(organisasjonsnummer);
  if (nummer === undefined) throw new Error(`the number of ${navn} is not valid`);
  return nummer;
}

/** Those whose number is known, each with its source in the data file. Others count as any organisation that is not the municipality. */
export const SIGNERINGSTJENESTER: readonly Organisasjonsnummer[] = data.map(lesNummer);
