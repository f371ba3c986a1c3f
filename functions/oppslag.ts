// POST /api/v1/oppslag: tax data of a household for a year, grouped and sealed.

import { aarAv, norskDato } from "../shared/kernel/dato.ts";
import { ok } from "../shared/kernel/result.ts";
import type { UtfoerOppslag } from "../shared/oppslag/utfoer-oppslag.ts";
import type { Handler } from "./http/boundary.ts";
import type { Autentiser } from "./http/caller.ts";
import { lesJson } from "./http/les-json.ts";
import { oppslagSchema } from "./http/oppslag-schema.ts";
import type { IPlass } from "./http/plasser.ts";

export type OppslagDeps = {
  readonly autentiser: Autentiser;
  readonly scope: string;
  readonly miljoe: "test" | "produksjon";
  readonly now: () => Date;
  readonly utfoerOppslag: UtfoerOppslag;
  readonly iPlass: IPlass;
};

export function createOppslag({
  autentiser,
  scope,
  miljoe,
  now,
  utfoerOppslag,
  iPlass,
}: OppslagDeps): Handler {
  // The schema depends on the year only, so it is made once a year.
  let gjeldende: { readonly sisteAar: number; readonly schema: ReturnType<typeof oppslagSchema> } | undefined;
  const schemaFor = (sisteAar: number): ReturnType<typeof oppslagSchema> => {
    if (gjeldende?.sisteAar !== sisteAar) gjeldende = { sisteAar, schema: oppslagSchema(miljoe, sisteAar) };
    return gjeldende.schema;
  };

  return async (request, { korrelasjonsid }) => {
    const caller = await autentiser(request, scope);
    if (!caller.ok) return caller;
    return iPlass(async () => {
      const sisteAar = aarAv(norskDato(now())) - 1;
      const forespoersel = await lesJson(request, schemaFor(sisteAar));
      if (!forespoersel.ok) return forespoersel;
      const { inntektsaar, personer, saksreferanse } = forespoersel.value;
      const svar = await utfoerOppslag(
        { inntektsaar, personer, saksreferanse },
        { ...caller.value, korrelasjonsid },
      );
      return svar.ok ? ok({ status: 200, jsonBody: svar.value }) : svar;
    });
  };
}
