// POST /api/v1/tilkoblinger/{orgnr}/registrering: an operator registers a step that is an agreement on paper.

import { norskDato } from "../shared/kernel/dato.ts";
import { ok } from "../shared/kernel/result.ts";
import type { Tilkoblingslager } from "../shared/tilkobling/lager.ts";
import { visTilkobling } from "../shared/tilkobling/status.ts";
import type { Handler } from "./http/boundary.ts";
import { kommuneISti, type FinnKommune } from "./http/kommune-i-sti.ts";
import { lesJson } from "./http/les-json.ts";
import type { AutentiserOperatoer } from "./http/operatoer.ts";
import { registreringSchema } from "./http/tilkobling-schema.ts";

export type TilkoblingRegistreringDeps = {
  readonly autentiserOperatoer: AutentiserOperatoer;
  readonly finnKommune: FinnKommune;
  readonly lager: Pick<Tilkoblingslager, "registrer">;
  readonly now: () => Date;
};

export function createTilkoblingRegistrering(deps: TilkoblingRegistreringDeps): Handler {
  const { autentiserOperatoer, finnKommune, lager, now } = deps;
  return async (request) => {
    const kommune = kommuneISti(request, finnKommune);
    if (!kommune.ok) return kommune;
    const operatoer = await autentiserOperatoer(request);
    if (!operatoer.ok) return operatoer;
    const tidspunkt = now();
    const lest = await lesJson(request, registreringSchema(norskDato(tidspunkt)));
    if (!lest.ok) return lest;
    const registrert = await lager.registrer(kommune.value.organisasjonsnummer, {
      type: "REGISTRERT",
      tidspunkt: tidspunkt.toISOString(),
      operatoer: operatoer.value.oid,
      ...lest.value,
    });
    return registrert.ok
      ? ok({ status: 200, jsonBody: visTilkobling(kommune.value, registrert.value) })
      : registrert;
  };
}
