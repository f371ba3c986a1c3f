// GET /api/v1/satser/{dato}: the rates of a day, each with its source. Public: it is the law, not somebody's data.

import { finnSatser } from "../shared/beregning/satser.ts";
import { lesDato } from "../shared/kernel/dato.ts";
import { err, ok } from "../shared/kernel/result.ts";
import type { Handler } from "./http/boundary.ts";

export function createSatser(): Handler {
  return (request) => {
    const dato = lesDato(request.params.dato ?? "");
    if (dato === undefined) {
      const melding = "må være en dato som finnes, på formen ÅÅÅÅ-MM-DD";
      return Promise.resolve(err({ kode: "ugyldig-forespoersel", felt: [{ sti: "dato", melding }] }));
    }
    const satser = finnSatser(dato);
    if (!satser.ok) return Promise.resolve(satser);
    const headers = { "Cache-Control": "public, max-age=3600" };
    return Promise.resolve(ok({ status: 200, headers, jsonBody: { dato, ...satser.value } }));
  };
}
