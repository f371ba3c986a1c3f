// GET /api/helse/klar: what this instance last knew of each counterpart. It calls nobody, and names no addresses.

import { ok } from "../shared/kernel/result.ts";
import type { Motparttilstand } from "../shared/kernel/motpartstilstand.ts";
import type { Handler } from "./http/boundary.ts";

/** REDUSERT when a counterpart did not answer the last time it was called. */
export function createHelseKlar(motparter: () => readonly Motparttilstand[]): () => ReturnType<Handler> {
  return () => {
    const alle = motparter();
    const borte = alle.some(({ tilstand }) => tilstand === "UTILGJENGELIG");
    return Promise.resolve(
      ok({
        status: 200,
        jsonBody: {
          status: borte ? "REDUSERT" : "OK",
          motparter: alle.map(({ motpart, tilstand, sist }) => ({
            motpart,
            tilstand,
            sist: sist?.toISOString() ?? null,
          })),
        },
      }),
    );
  };
}
