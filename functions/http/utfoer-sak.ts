// One case of a settlement in bulk: the same lookup, logged the same way, and the same calculation as one by one.

import { aarAv, norskDato } from "../../shared/kernel/dato.ts";
import type { Feil } from "../../shared/kernel/feil.ts";
import type { Saksutfall, UtfoerSak } from "../../shared/etteroppgjoer/behandle-bunke.ts";
import type { Segl } from "../../shared/oppslag/segl.ts";
import type { UtfoerOppslag } from "../../shared/oppslag/utfoer-oppslag.ts";
import { etteroppgjoersakSchema } from "./etteroppgjoer-schema.ts";
import { lesVerdi } from "./les-json.ts";
import { somSaksfeil } from "./problem.ts";
import { utfoerBeregning } from "./utfoer-beregning.ts";

export type UtfoerSakDeps = {
  readonly miljoe: "test" | "produksjon";
  readonly now: () => Date;
  readonly utfoerOppslag: UtfoerOppslag;
  readonly segl: Segl;
};

const FORBIGAAENDE: ReadonlySet<string> = new Set(["motpart-utilgjengelig", "logg-utilgjengelig"]);

/** Creates the handling of a case. A Feil is the result of the case, and no concern of the others. */
export function createUtfoerSak({ miljoe, now, utfoerOppslag, segl }: UtfoerSakDeps): UtfoerSak {
  let gjeldende:
    { readonly aar: number; readonly schema: ReturnType<typeof etteroppgjoersakSchema> } | undefined;
  const schemaFor = (aar: number): ReturnType<typeof etteroppgjoersakSchema> => {
    if (gjeldende?.aar !== aar) gjeldende = { aar, schema: etteroppgjoersakSchema(miljoe, aar) };
    return gjeldende.schema;
  };
  const feilet = (saksreferanse: string | null, feil: Feil): Saksutfall => ({
    status: "FEILET",
    innhold: { saksreferanse, feil: somSaksfeil(feil) },
    forbigaaende: FORBIGAAENDE.has(feil.kode),
  });

  return async (innhold, { kommune, ansvar }) => {
    // Checked when it came in, and again: the year may have turned since, or the rules of the service changed.
    const lest = lesVerdi(innhold, schemaFor(aarAv(norskDato(now())) - 1));
    if (!lest.ok) return feilet(null, lest.feil);
    const { inntektsaar, personer, saksreferanse, ...beregning } = lest.value;
    const referanse = saksreferanse ?? null;
    const oppslag = await utfoerOppslag({ inntektsaar, personer, saksreferanse }, { kommune, ...ansvar });
    if (!oppslag.ok) return feilet(referanse, oppslag.feil);
    const beregnet = await utfoerBeregning({ ...beregning, oppslag: oppslag.value }, kommune, segl);
    if (!beregnet.ok) return feilet(referanse, beregnet.feil);
    const { resultatId, resultat } = beregnet.value;
    return {
      status: "BEREGNET",
      innhold: { saksreferanse: referanse, oppslag: oppslag.value, beregning: { resultatId, ...resultat } },
      forbigaaende: false,
    };
  };
}
