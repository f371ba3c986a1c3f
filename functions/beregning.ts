// POST /api/v1/beregning: the egenandel of a year, with every step.

import { ok } from "../shared/kernel/result.ts";
import type { Segl } from "../shared/oppslag/segl.ts";
import type { Handler } from "./http/boundary.ts";
import { beregningSchema } from "./http/beregning-schema.ts";
import type { Autentiser } from "./http/caller.ts";
import { lesJson } from "./http/les-json.ts";
import { utfoerBeregning } from "./http/utfoer-beregning.ts";

export type BeregningDeps = {
  readonly autentiser: Autentiser;
  readonly scope: string;
  readonly segl: Segl;
};

export function createBeregning({ autentiser, scope, segl }: BeregningDeps): Handler {
  return async (request, { korrelasjonsid }) => {
    const caller = await autentiser(request, scope);
    if (!caller.ok) return caller;
    const forespoersel = await lesJson(request, beregningSchema);
    if (!forespoersel.ok) return forespoersel;
    const utfoert = await utfoerBeregning(forespoersel.value, caller.value.kommune, segl);
    if (!utfoert.ok) return utfoert;
    const { resultatId, json } = utfoert.value;
    return ok({
      status: 200,
      headers: { "Content-Type": "application/json" },
      // The members of the result stand between the two; both are ids without anything to escape. As bytes: as text it would be
      // written in UTF-8 twice more on its way out.
      body: Buffer.concat([
        Buffer.from(`{"resultatId":"${resultatId}",`),
        json.subarray(1, -1),
        Buffer.from(`,"korrelasjonsid":"${korrelasjonsid}"}`),
      ]),
    });
  };
}
