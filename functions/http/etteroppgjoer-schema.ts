// The request of settlements in bulk: each case is a lookup and a calculation in one.

import { z } from "zod";
import { FLEST_SAKER } from "../../shared/etteroppgjoer/jobb.ts";
import { BEREGNINGSFELTER } from "./beregning-schema.ts";
import { saksreferanseSchema } from "./felles-schema.ts";
import { oppslagSchema } from "./oppslag-schema.ts";

/** A case on a day: inntektsaar goes from 2021 to last year, or is SISTE. */
export function etteroppgjoersakSchema(miljoe: "test" | "produksjon", sisteAar: number) {
  return z.strictObject({ ...oppslagSchema(miljoe, sisteAar).shape, ...BEREGNINGSFELTER });
}

/** The whole request on a day. The key is kept, and so must not name a person either. */
export function etteroppgjoerSchema(miljoe: "test" | "produksjon", sisteAar: number) {
  return z.strictObject({
    noekkel: saksreferanseSchema,
    saker: z.array(etteroppgjoersakSchema(miljoe, sisteAar)).min(1).max(FLEST_SAKER),
  });
}
