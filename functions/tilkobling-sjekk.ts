// POST /api/v1/tilkoblinger/{orgnr}/sjekk: checks a municipality's access and delegations now.

import { ok } from "../shared/kernel/result.ts";
import type { SjekkTilkobling } from "../shared/tilkobling/sjekk.ts";
import { visTilkobling } from "../shared/tilkobling/status.ts";
import type { FinnAvsender } from "./http/avsender.ts";
import type { Handler } from "./http/boundary.ts";
import { kommuneISti, type FinnKommune } from "./http/kommune-i-sti.ts";

export type TilkoblingSjekkDeps = {
  readonly finnAvsender: FinnAvsender;
  readonly finnKommune: FinnKommune;
  readonly sjekk: SjekkTilkobling;
};

export function createTilkoblingSjekk({ finnAvsender, finnKommune, sjekk }: TilkoblingSjekkDeps): Handler {
  return async (request) => {
    const kommune = kommuneISti(request, finnKommune);
    if (!kommune.ok) return kommune;
    const avsender = await finnAvsender(request, kommune.value.organisasjonsnummer);
    if (!avsender.ok) return avsender;
    const sjekket = await sjekk(kommune.value.organisasjonsnummer);
    if (!sjekket.ok) return sjekket;
    const { tilkobling, utfall } = sjekket.value;
    return ok({ status: 200, jsonBody: visTilkobling(kommune.value, tilkobling, utfall) });
  };
}
