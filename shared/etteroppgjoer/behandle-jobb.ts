// What a message of the queue sets off: some of a job's cases are handled, for as long as a turn lasts, and the job goes to the
// back of the queue with what remains. So every municipality gets its turn however much another has ordered, and one worker at
// a time asks on behalf of a municipality.

import type { Feil } from "../kernel/feil.ts";
import { err, ok, type Result } from "../kernel/result.ts";
import { behandleBunke, erNede, type Arbeidsoekt, type UtfoerSak } from "./behandle-bunke.ts";
import { framdrift, type Bunke, type Jobb } from "./jobb.ts";
import type { Jobblager, Koe, Laas, Laaser, LestJobb, Melding } from "./lager.ts";
import { createEtterTur } from "../kernel/etter-tur.ts";

export type BehandleJobbDeps = {
  readonly lager: Jobblager;
  readonly laaser: Laaser;
  readonly koe: Koe;
  readonly utfoerSak: UtfoerSak;
  /** How many persons a case is about. */
  readonly antallPersoner: (innhold: unknown) => number;
  readonly now: () => Date;
  /** A signal that fires when a turn is over. */
  readonly nyFrist: () => AbortSignal;
};

export type Jobbutfall =
  | "FERDIG"
  /** The turn is over, or cases wait to be tried again. */
  | "FORTSETTER"
  /** Another worker has the municipality. */
  | "OPPTATT"
  /** A counterpart is down. */
  | "VENTER_PAA_MOTPART"
  /** There is no such job, any more or yet. */
  | "UKJENT_JOBB"
  /** Storage failed. */
  | "LAGER_FEILET"
  /** What is kept cannot be read, and all else is done. It does not pass by itself: the platform counts the tries. */
  | "ULESELIG";

export type Arbeid = {
  readonly utfall: Jobbutfall;
  readonly feil?: Feil;
  /** Cases that got their result in this turn, and how many of them failed. */
  readonly behandlet: number;
  readonly feilet: number;
};

export type BehandleJobb = (melding: Melding) => Promise<Result<Arbeid, Feil>>;

/**
 * More than the five calls a municipality may have at a time per API, so that there is always one that waits; and no more than
 * that, since what a lookup waits for its turn counts against its deadline: the last of these waits for two rounds of calls.
 */
const PERSONER_SAMTIDIG = 15;
const BUNKER_SAMTIDIG = 4;

/** A job of the same municipality that was turned away comes again before one whose turn is over: they take turns. */
const OPPTATT_SEKUNDER = 3;
const TUR_OVER_SEKUNDER = 5;
const LAGER_SEKUNDER = 60;
const MOTPART_SEKUNDER = 300;
const FORSOEK_SEKUNDER = 30;

/** A retry does not help: it is what is kept that is wrong. */
function erUleselig(feil: Feil): boolean {
  return feil.kode === "ugyldig-svar";
}

/** A worker that has lost the municipality may tell of a stack later than the one that has it. */
function lengstKommet(en: Bunke, annen: Bunke): Bunke {
  if (en.igjen !== annen.igjen) return en.igjen < annen.igjen ? en : annen;
  return en.beregnet + en.feilet > annen.beregnet + annen.feilet ? en : annen;
}

export function createBehandleJobb(deps: BehandleJobbDeps): BehandleJobb {
  const { lager, laaser, koe } = deps;

  /** Writes how a stack stands, on what anybody else has written; without one only that somebody has been at work. */
  async function merk(
    lest: LestJobb,
    stand?: { readonly nr: number; readonly bunke: Bunke },
  ): Promise<Result<LestJobb, Feil>> {
    let fra = lest;
    for (;;) {
      const { jobb } = fra;
      const bunker = jobb.bunker.map((b, nr) => (nr === stand?.nr ? lengstKommet(b, stand.bunke) : b));
      const lagret = await lager.lagre(fra, { ...jobb, stanset: false, bunker });
      if (!lagret.ok) return lagret;
      if (lagret.value !== "ENDRET") return ok(lagret.value);
      const igjen = await lager.hent(jobb.kommune, jobb.jobbId);
      if (!igjen.ok) return igjen;
      if (igjen.value === undefined) return err({ kode: "ugyldig-svar", motpart: "STORAGE" });
      fra = igjen.value;
    }
  }

  type Etter = { readonly jobb: Jobb; readonly uleselig: Feil | undefined };

  async function behandle(start: LestJobb, oekt: Arbeidsoekt): Promise<Result<Etter, Feil>> {
    let lest = start;
    let feil: Feil | undefined;
    let uleselig: Feil | undefined;
    const venter = start.jobb.bunker.flatMap(({ igjen }, nr) => (igjen > 0 ? [nr] : []));
    // One write of the job at a time: each builds on the one before.
    let skriving: Promise<void> = Promise.resolve();

    async function neste(): Promise<void> {
      for (let nr = venter.shift(); nr !== undefined; nr = venter.shift()) {
        if (oekt.stopp() || erNede(oekt) || feil !== undefined) return;
        const bunkenr = nr;
        const behandlet = await behandleBunke(start.jobb, bunkenr, oekt);
        if (!behandlet.ok && erUleselig(behandlet.feil)) {
          // The other stacks are none the worse for it.
          uleselig = behandlet.feil;
          continue;
        }
        if (!behandlet.ok) {
          feil = behandlet.feil;
          return;
        }
        const bunke = behandlet.value;
        if (bunke === undefined) continue;
        skriving = skriving.then(async () => {
          if (oekt.tapt()) return;
          const merket = await merk(lest, { nr: bunkenr, bunke });
          if (merket.ok) lest = merket.value;
          else feil = merket.feil;
        });
        await skriving;
      }
    }

    await Promise.all(Array.from({ length: BUNKER_SAMTIDIG }, neste));
    if (feil !== undefined) return err(feil);
    if (lest !== start || framdrift(lest.jobb).igjen === 0 || oekt.tapt())
      return ok({ jobb: lest.jobb, uleselig });
    const merket = await merk(lest);
    return merket.ok ? ok({ jobb: merket.value.jobb, uleselig }) : merket;
  }

  /** The outcome, and the seconds to wait before the next turn; null when there is nothing more to do. */
  type Tur = { readonly arbeid: Arbeid; readonly ventSekunder: number | null };

  async function taTur(melding: Melding, laas: Laas): Promise<Tur> {
    const frist = deps.nyFrist();
    const tidErUte = (): boolean => frist.aborted || laas.tapt();
    const oekt: Arbeidsoekt = {
      lager,
      utfoerSak: deps.utfoerSak,
      antallPersoner: deps.antallPersoner,
      etterTur: createEtterTur(PERSONER_SAMTIDIG),
      stopp: tidErUte,
      tapt: laas.tapt,
      naa: deps.now,
      paaRad: 0,
      behandlet: 0,
      feilet: 0,
      stoersteForsoek: 0,
    };
    const tur = (utfall: Jobbutfall, ventSekunder: number | null, feil?: Feil): Tur => {
      const { behandlet, feilet } = oekt;
      return { arbeid: { utfall, behandlet, feilet, ...(feil === undefined ? {} : { feil }) }, ventSekunder };
    };
    const lagerfeil = (feil: Feil): Tur =>
      erUleselig(feil) ? tur("ULESELIG", null, feil) : tur("LAGER_FEILET", LAGER_SEKUNDER, feil);
    const lest = await lager.hent(melding.kommune, melding.jobbId);
    if (!lest.ok) return lagerfeil(lest.feil);
    if (lest.value === undefined) return tur("UKJENT_JOBB", null);
    const etter = await behandle(lest.value, oekt);
    if (!etter.ok) return lagerfeil(etter.feil);
    const { jobb, uleselig } = etter.value;
    if (framdrift(jobb).igjen === 0) return tur("FERDIG", null);
    if (erNede(oekt)) return tur("VENTER_PAA_MOTPART", MOTPART_SEKUNDER);
    if (tidErUte()) return tur("FORTSETTER", TUR_OVER_SEKUNDER);
    if (uleselig !== undefined && oekt.behandlet === 0) return lagerfeil(uleselig);
    return tur("FORTSETTER", FORSOEK_SEKUNDER * 2 ** Math.max(0, oekt.stoersteForsoek - 1));
  }

  async function utfoer(melding: Melding): Promise<Tur> {
    const ingenting = { behandlet: 0, feilet: 0 };
    const laas = await laaser.ta(melding.kommune);
    if (!laas.ok) {
      const arbeid: Arbeid = { utfall: "LAGER_FEILET", feil: laas.feil, ...ingenting };
      return { arbeid, ventSekunder: LAGER_SEKUNDER };
    }
    if (laas.value === "OPPTATT") {
      return { arbeid: { utfall: "OPPTATT", ...ingenting }, ventSekunder: OPPTATT_SEKUNDER };
    }
    try {
      return await taTur(melding, laas.value);
    } finally {
      await laas.value.slipp();
    }
  }

  return async (melding) => {
    const { arbeid, ventSekunder } = await utfoer(melding);
    if (ventSekunder === null) return ok(arbeid);
    // Last, so that a job whose turn was cut short comes back by the queue's own means.
    const sendt = await koe.send(melding, ventSekunder);
    return sendt.ok ? ok(arbeid) : sendt;
  };
}
