// The municipality an address names: `…/{orgnr}`.

import type { HttpRequest } from "@azure/functions";
import type { Feil } from "../../shared/kernel/feil.ts";
import { lesOrganisasjonsnummer, type Organisasjonsnummer } from "../../shared/kernel/organisasjonsnummer.ts";
import { err, ok, type Result } from "../../shared/kernel/result.ts";
import type { Kommune } from "../../shared/tilkobling/kommuner.ts";

/** The municipality with a number, by the name it is known by; undefined when it is none we serve. */
export type FinnKommune = (organisasjonsnummer: Organisasjonsnummer) => Kommune | undefined;

/** `ugyldig-forespoersel` when it is no organisasjonsnummer, `ikke-funnet` when it is no municipality. */
export function kommuneISti(request: HttpRequest, finnKommune: FinnKommune): Result<Kommune, Feil> {
  const nummer = lesOrganisasjonsnummer(request.params.orgnr ?? "");
  if (nummer === undefined) {
    return err({
      kode: "ugyldig-forespoersel",
      felt: [{ sti: "orgnr", melding: "må være ni sifre med riktig kontrollsiffer" }],
    });
  }
  const kommune = finnKommune(nummer);
  return kommune === undefined ? err({ kode: "ikke-funnet" }) : ok(kommune);
}
