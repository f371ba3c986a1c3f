// What is last known of the municipality an address names, for those who show it as JSON and as a page.

import type { HttpRequest } from "@azure/functions";
import type { Feil } from "../../shared/kernel/feil.ts";
import type { Organisasjonsnummer } from "../../shared/kernel/organisasjonsnummer.ts";
import { ok, type Result } from "../../shared/kernel/result.ts";
import type { Tilkoblingslager } from "../../shared/tilkobling/lager.ts";
import { visTilkobling, type Tilkoblingsstatus } from "../../shared/tilkobling/status.ts";
import { tomTilkobling } from "../../shared/tilkobling/tilkobling.ts";
import { kommuneISti, type FinnKommune } from "./kommune-i-sti.ts";

export type SistKjentDeps = {
  readonly lager: Pick<Tilkoblingslager, "les">;
  readonly finnKommune: FinnKommune;
  /** Who municipalities delegate to, for the texts. */
  readonly leverandoer: Organisasjonsnummer;
};

/** As `kommuneISti` and the store answer. */
export async function sistKjent(
  request: HttpRequest,
  { lager, finnKommune, leverandoer }: SistKjentDeps,
): Promise<Result<Tilkoblingsstatus, Feil>> {
  const kommune = kommuneISti(request, finnKommune);
  if (!kommune.ok) return kommune;
  const { organisasjonsnummer } = kommune.value;
  const lest = await lager.les(organisasjonsnummer);
  if (!lest.ok) return lest;
  return ok(visTilkobling(kommune.value, lest.value ?? tomTilkobling(organisasjonsnummer), leverandoer));
}
