// GET /api/v1/tilkoblinger/{orgnr}: what is last known of a municipality's connection, open to all.

import { ok } from "../shared/kernel/result.ts";
import type { Tilkoblingslager } from "../shared/tilkobling/lager.ts";
import { visTilkobling } from "../shared/tilkobling/status.ts";
import { tomTilkobling } from "../shared/tilkobling/tilkobling.ts";
import type { Handler } from "./http/boundary.ts";
import { kommuneISti, type FinnKommune } from "./http/kommune-i-sti.ts";

export type TilkoblingDeps = {
  readonly lager: Pick<Tilkoblingslager, "les">;
  readonly finnKommune: FinnKommune;
};

export function createTilkobling({ lager, finnKommune }: TilkoblingDeps): Handler {
  return async (request) => {
    const kommune = kommuneISti(request, finnKommune);
    if (!kommune.ok) return kommune;
    const { organisasjonsnummer } = kommune.value;
    const lest = await lager.les(organisasjonsnummer);
    if (!lest.ok) return lest;
    const tilkobling = lest.value ?? tomTilkobling(organisasjonsnummer);
    return ok({ status: 200, jsonBody: visTilkobling(kommune.value, tilkobling) });
  };
}
