// One stack: its cases are handled, the results kept, and then the cases removed. In that order, so that a case is never lost;
// one that was handled just before everything stopped is handled again, and its result written over. Everything is written on
// condition of what was read: a worker that has lost the municipality may still be at it when the next one is.

import type { Feil } from "../kernel/feil.ts";
import { ok, type Result } from "../kernel/result.ts";
import type { Bunke, Jobb, Sak, Saksresultat } from "./jobb.ts";
import type { Jobblager, Lest, Skrevet } from "./lager.ts";
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
  readonly lager: Jobblager;
  readonly utfoerSak: UtfoerSak;
  /** How many persons a case is about. */
  readonly antallPersoner: (innhold: unknown) => number;
  /** A place per person. */
  readonly etterTur: EtterTur;
  /** Whether no new case may be begun. */
  readonly stopp: () => boolean;
  /** Whether somebody else may have the municipality: then nothing is written. */
  readonly tapt: () => boolean;
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

/** Handles a stack as far as time and the counterpart allow; gives how it stands, undefined when it stands as it did. */
export async function behandleBunke(
  jobb: Jobb,
  bunke: number,
  oekt: Arbeidsoekt,
): Promise<Result<Bunke | undefined, Feil>> {
  const taalmodig = oekt.naa().getTime() - Date.parse(jobb.mottatt) < TAALMODIGHET_MS;
  const saker = await oekt.lager.hentSaker(jobb, bunke);
  if (!saker.ok) return saker;

  const behandlede = await Promise.all(
    saker.value.liste.map((sak) =>
      oekt.etterTur(async (): Promise<Behandlet> => {
        if (oekt.stopp() || erNede(oekt)) return { sak, utfall: undefined };
        const utfall = await oekt.utfoerSak(sak.innhold, jobb);
        oekt.paaRad = utfall.forbigaaende ? oekt.paaRad + 1 : 0;
        return { sak, utfall };
      }, oekt.antallPersoner(sak.innhold)),
    ),
  );

  const resultater: Saksresultat[] = [];
  const proevdIgjen: Sak[] = [];
  for (const { sak, utfall } of behandlede) {
    if (utfall === undefined) continue;
    const { forbigaaende, ...resultat } = utfall;
    const forsoek = erNede(oekt) && taalmodig ? sak.forsoek : sak.forsoek + 1;
    if (forbigaaende && forsoek < FLEST_FORSOEK) {
      oekt.stoersteForsoek = Math.max(oekt.stoersteForsoek, forsoek);
      proevdIgjen.push({ ...sak, forsoek });
    } else resultater.push({ nr: sak.nr, ...resultat });
  }
  return lagre(jobb, bunke, { saker: saker.value, resultater, proevdIgjen }, oekt);
}

type Nytt = {
  /** As they were read. */
  readonly saker: Lest<Sak>;
  readonly resultater: readonly Saksresultat[];
  /** Those that failed, with the tries they have now had. */
  readonly proevdIgjen: readonly Sak[];
};

async function lagre(
  jobb: Jobb,
  bunke: number,
  { saker, resultater, proevdIgjen }: Nytt,
  oekt: Arbeidsoekt,
): Promise<Result<Bunke | undefined, Feil>> {
  const { lager } = oekt;
  const forsoekt = new Map(proevdIgjen.map((sak) => [sak.nr, sak]));
  const medForsoek = (sak: Sak): Sak => forsoekt.get(sak.nr) ?? sak;
  // A stack that stands as it did, save one that was removed without the job knowing: then the results say how it stands.
  if (resultater.length === 0 && saker.liste.length > 0) {
    if (proevdIgjen.length === 0 || oekt.tapt()) return ok(undefined);
    const venter = { ...saker, liste: saker.liste.map(medForsoek) };
    const lagret = await lager.lagreSaker(jobb, bunke, venter);
    return lagret.ok ? ok(undefined) : lagret;
  }
  // Again for as long as somebody else writes. The cases are read before the results: one that is gone has its result by then.
  for (let liggende = saker; ;) {
    if (oekt.tapt()) return ok(undefined);
    const tidligere = await lager.hentResultater(jobb, bunke);
    if (!tidligere.ok) return tidligere;
    const perNr = new Map(
      [...tidligere.value.liste, ...resultater].map((resultat) => [resultat.nr, resultat]),
    );
    const alle = [...perNr.values()].sort((a, b) => a.nr - b.nr);
    const venter = liggende.liste.filter(({ nr }) => !perNr.has(nr)).map(medForsoek);
    const skrevet =
      resultater.length === 0
        ? ok("SKREVET" as const)
        : await skriv(
            jobb,
            bunke,
            { alle: { ...tidligere.value, liste: alle }, venter: { ...liggende, liste: venter } },
            lager,
          );
    if (!skrevet.ok) return skrevet;
    if (skrevet.value === "SKREVET") {
      const feilet = alle.filter(({ status }) => status === "FEILET").length;
      oekt.behandlet += resultater.length;
      oekt.feilet += resultater.filter(({ status }) => status === "FEILET").length;
      return ok({ igjen: venter.length, beregnet: alle.length - feilet, feilet });
    }
    const igjen = await lager.hentSaker(jobb, bunke);
    if (!igjen.ok) return igjen;
    liggende = igjen.value;
  }
}

async function skriv(
  jobb: Jobb,
  bunke: number,
  { alle, venter }: { readonly alle: Lest<Saksresultat>; readonly venter: Lest<Sak> },
  lager: Jobblager,
): Promise<Result<Skrevet, Feil>> {
  const skrevet = await lager.lagreResultater(jobb, bunke, alle);
  return skrevet.ok && skrevet.value === "SKREVET" ? lager.lagreSaker(jobb, bunke, venter) : skrevet;
}
