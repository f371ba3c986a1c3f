// One case of a settlement in bulk: the same lookup, logged the same way, and the same calculation as one by one.

import { z } from "zod";
import { aarAv, norskDato } from "../../shared/kernel/dato.ts";
import type { Feil } from "../../shared/kernel/feil.ts";
import type { Jobb } from "../../shared/etteroppgjoer/jobb.ts";
import type { Saksutfall, UtfoerSak } from "../../shared/etteroppgjoer/behandle-bunke.ts";
import type { Oppslagssvar } from "../../shared/oppslag/oppslagssvar.ts";
import type { UtfoerOppslag } from "../../shared/oppslag/utfoer-oppslag.ts";
import { etteroppgjoersakSchema } from "./etteroppgjoer-schema.ts";
import { lesVerdi } from "./les-json.ts";
import { somSaksfeil } from "./problem.ts";
import { beregnUtenKontroll } from "./utfoer-beregning.ts";

export type UtfoerSakDeps = {
  readonly miljoe: "test" | "produksjon";
  readonly now: () => Date;
  readonly utfoerOppslag: UtfoerOppslag;
  /** Hears the type of what was thrown: a bug that strikes one case must not keep the others from theirs. */
  readonly meldBug: (type: string) => void;
};

const FORBIGAAENDE: ReadonlySet<string> = new Set(["motpart-utilgjengelig", "logg-utilgjengelig"]);

const medPersoner = z.object({ personer: z.array(z.unknown()).min(1) });

/** How many persons a case asks about at a time; one when it cannot be read, which its handling tells. */
export function antallPersoner(innhold: unknown): number {
  const lest = medPersoner.safeParse(innhold);
  return lest.success ? lest.data.personer.length : 1;
}

/** Creates the handling of a case. A Feil is the result of the case, and no concern of the others. */
export function createUtfoerSak(deps: UtfoerSakDeps): UtfoerSak {
  const { miljoe, now, utfoerOppslag, meldBug } = deps;
  let gjeldende:
    { readonly aar: number; readonly schema: ReturnType<typeof etteroppgjoersakSchema> } | undefined;
  const schemaFor = (aar: number): ReturnType<typeof etteroppgjoersakSchema> => {
    if (gjeldende?.aar !== aar) gjeldende = { aar, schema: etteroppgjoersakSchema(miljoe, aar) };
    return gjeldende.schema;
  };
  const feilet = (
    saksreferanse: string | null,
    feil: Feil | "intern-feil",
    // What was found although it could not be calculated on: the caseworker needs it to see why.
    oppslag?: Oppslagssvar,
  ): Saksutfall => ({
    status: "FEILET",
    innhold: { saksreferanse, ...(oppslag === undefined ? {} : { oppslag }), feil: somSaksfeil(feil) },
    forbigaaende: feil !== "intern-feil" && FORBIGAAENDE.has(feil.kode),
  });

  async function utfoer(innhold: unknown, { kommune, ansvar }: Jobb): Promise<Saksutfall> {
    // Checked when it came in, and again: the year may have turned since, or the rules of the service changed.
    const lest = lesVerdi(innhold, schemaFor(aarAv(norskDato(now())) - 1));
    if (!lest.ok) return feilet(null, lest.feil);
    const { inntektsaar, personer, saksreferanse, ...beregning } = lest.value;
    const referanse = saksreferanse ?? null;
    const oppslag = await utfoerOppslag({ inntektsaar, personer, saksreferanse }, { kommune, ...ansvar });
    if (!oppslag.ok) return feilet(referanse, oppslag.feil);
    const beregnet = beregnUtenKontroll({ ...beregning, oppslag: oppslag.value });
    if (!beregnet.ok) return feilet(referanse, beregnet.feil, oppslag.value);
    const { resultatId, resultat } = beregnet.value;
    return {
      status: "BEREGNET",
      innhold: {
        saksreferanse: referanse,
        oppslag: oppslag.value,
        beregning: { resultatId, ...resultat, korrelasjonsid: ansvar.korrelasjonsid },
      },
      forbigaaende: false,
    };
  }

  return async (innhold, jobb) => {
    try {
      return await utfoer(innhold, jobb);
    } catch (bug) {
      meldBug(bug instanceof Error ? bug.name : typeof bug);
      return feilet(null, "intern-feil");
    }
  };
}
