// One stack: its cases are handled, the results kept, and then the cases removed. In that order, so that a case is never lost;
// one that was handled just before everything stopped is handled again, and its result written over.

import type { Feil } from "../kernel/feil.ts";
import { ok, type Result } from "../kernel/result.ts";
import type { Bunke, Jobb, Sak, Saksresultat } from "./jobb.ts";
import type { Jobblager } from "./lager.ts";
import type { EtterTur } from "../kernel/etter-tur.ts";

/** What became of a case. A fault that may pass by itself is tried again. */
export type Saksutfall = Omit<Saksresultat, "nr"> & { readonly forbigaaende: boolean };

export type UtfoerSak = (innhold: unknown, jobb: Jobb) => Promise<Saksutfall>;

/** How often a case that fails for a reason that may pass is tried, before the fault is its result. */
const FLEST_FORSOEK = 5;
/** So many in a row, and it is not the cases: the counterpart is down. */
const NEDE_ETTER = 15;
/** How long a counterpart that is down is waited for. */
const TAALMODIGHET_MS = 24 * 3_600_000;

/** What all stacks of a run share. */
export type Arbeidsoekt = {
  readonly etterTur: EtterTur;
  /** Whether no new case may be begun. */
  readonly stopp: () => boolean;
  readonly naa: () => Date;
  /** Faults that may pass since the last case that got an answer. */
  paaRad: number;
  behandlet: number;
  feilet: number;
  /** The most tries of a case that is tried again. */
  stoersteForsoek: number;
};

export function erNede(oekt: Arbeidsoekt): boolean {
  return oekt.paaRad >= NEDE_ETTER;
}

type Behandlet = { readonly sak: Sak; readonly utfall: Saksutfall | undefined };

/** Handles a stack as far as time and the counterpart allow; gives how it stands. */
export async function behandleBunke(
  jobb: Jobb,
  bunke: number,
  { lager, utfoerSak }: { readonly lager: Jobblager; readonly utfoerSak: UtfoerSak },
  oekt: Arbeidsoekt,
): Promise<Result<Bunke | undefined, Feil>> {
  const taalmodig = oekt.naa().getTime() - Date.parse(jobb.mottatt) < TAALMODIGHET_MS;
  const saker = await lager.hentSaker(jobb, bunke);
  if (!saker.ok) return saker;

  const behandlede = await Promise.all(
    saker.value.map((sak) =>
      oekt.etterTur(async (): Promise<Behandlet> => {
        if (oekt.stopp() || erNede(oekt)) return { sak, utfall: undefined };
        const utfall = await utfoerSak(sak.innhold, jobb);
        oekt.paaRad = utfall.forbigaaende ? oekt.paaRad + 1 : 0;
        return { sak, utfall };
      }),
    ),
  );

  const resultater: Saksresultat[] = [];
  const igjen: Sak[] = [];
  for (const { sak, utfall } of behandlede) {
    if (utfall === undefined) {
      igjen.push(sak);
      continue;
    }
    const { forbigaaende, ...resultat } = utfall;
    const forsoek = erNede(oekt) && taalmodig ? sak.forsoek : sak.forsoek + 1;
    if (forbigaaende && forsoek < FLEST_FORSOEK) {
      oekt.stoersteForsoek = Math.max(oekt.stoersteForsoek, forsoek);
      igjen.push({ ...sak, forsoek });
    } else resultater.push({ nr: sak.nr, ...resultat });
  }
  return lagre(
    jobb,
    bunke,
    { resultater, igjen, endret: !igjen.every((sak, i) => sak === saker.value[i]) },
    lager,
    oekt,
  );
}

async function lagre(
  jobb: Jobb,
  bunke: number,
  {
    resultater,
    igjen,
    endret,
  }: {
    readonly resultater: readonly Saksresultat[];
    readonly igjen: readonly Sak[];
    readonly endret: boolean;
  },
  lager: Jobblager,
  oekt: Arbeidsoekt,
): Promise<Result<Bunke | undefined, Feil>> {
  // A stack that stands as it did, save one that was removed without the job knowing: then the results say how it stands.
  if (resultater.length === 0 && igjen.length > 0) {
    const lagret = endret ? await lager.lagreSaker(jobb, bunke, igjen) : ok(undefined);
    return lagret.ok ? ok(undefined) : lagret;
  }
  const tidligere = await lager.hentResultater(jobb, bunke);
  if (!tidligere.ok) return tidligere;
  const perNr = new Map([...tidligere.value, ...resultater].map((resultat) => [resultat.nr, resultat]));
  const alle = [...perNr.values()].sort((a, b) => a.nr - b.nr);
  if (resultater.length > 0) {
    const skrevet = await lager.lagreResultater(jobb, bunke, alle);
    if (!skrevet.ok) return skrevet;
    const fjernet = await lager.lagreSaker(jobb, bunke, igjen);
    if (!fjernet.ok) return fjernet;
  }
  const feilet = alle.filter(({ status }) => status === "FEILET").length;
  oekt.behandlet += resultater.length;
  oekt.feilet += resultater.filter(({ status }) => status === "FEILET").length;
  return ok({ igjen: igjen.length, beregnet: alle.length - feilet, feilet });
}
