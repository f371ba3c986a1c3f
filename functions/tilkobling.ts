// GET /api/v1/tilkoblinger/{orgnr}: what is last known of a municipality's connection, open to all.

import { ok } from "../shared/kernel/result.ts";
import type { Handler } from "./http/boundary.ts";
import { sistKjent, type SistKjentDeps } from "./http/sist-kjent.ts";

export function createTilkobling(deps: SistKjentDeps): Handler {
  return async (request) => {
    const status = await sistKjent(request, deps);
    return status.ok ? ok({ status: 200, jsonBody: status.value }) : status;
  };
}
