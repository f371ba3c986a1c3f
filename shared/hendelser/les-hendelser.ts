// One run of the reader: from the cursor, a page at a time, until the feed ends or time is short. A page is written to the
// feeds of the municipalities first and the cursor moved afterwards; ended anywhere in between, the same page is read again
// and what has been written is skipped. Tax data are never fetched here: that is for whoever has the case.

import { norskDato } from "../kernel/dato.ts";
import type { Feil } from "../kernel/feil.ts";
import type { Organisasjonsnummer } from "../kernel/organisasjonsnummer.ts";
import { err, ok, type Result } from "../kernel/result.ts";
import { finnTreff, ordne } from "./finn-treff.ts";
import type { Hendelseskilde, Hendelsesspoerring } from "./hendelseskilde.ts";
import type { Abonnementlager, Abonnementsindeks, Endringslager, LestMarkoer, Markoer } from "./lager.ts";

export type LesHendelserDeps = {
  readonly kilde: Hendelseskilde;
  readonly abonnementer: Abonnementlager;
  readonly endringer: Endringslager;
  readonly now: () => Date;
  /** A signal that fires when no new page may be begun. */
  readonly nyFrist: () => AbortSignal;
};

export type Utfall =
  /** The end of the feed was reached. */
  | "A_JOUR"
  /** Time was out; the next run goes on. */
  | "TIDEN_UTE"
  /** Nobody subscribes, so there is nobody to read for. */
  | "INGEN_ABONNEMENTER"
  /** Another run moved the cursor. */
  | "ANNEN_LESER"
  /** A whole page lay before the cursor: the feed goes backwards. */
  | "BAKLENGS"
  /** There is nothing from the cursor on, and what was last read is gone too: the feed has begun anew. */
  | "UTENFOR_SLUTTEN"
  /** A counterpart or storage failed; the next run takes up where this one stopped. */
  | "FEILET";

export type Lesning = {
  readonly utfall: Utfall;
  readonly feil?: Feil;
  readonly sider: number;
  readonly hendelser: number;
  /** Changes added to the feeds of the municipalities. */
  readonly endringer: number;
  /** Events before the cursor, which were left out. */
  readonly baklengs: number;
  /** Events that do not say whom they are about, which were passed over: somebody may have missed a change. */
  readonly uleselige: number;
  /** The number of the first of them; null when there are none. It leads to nobody. */
  readonly foersteUleselige: number | null;
};

const SIDE = 1_000;
/** Municipalities written to at the same time. */
const SAMTIDIGE_KOMMUNER = 8;

type Telling = {
  sider: number;
  hendelser: number;
  endringer: number;
  baklengs: number;
  uleselige: number;
  foersteUleselige: number | null;
};

export type LesHendelser = () => Promise<Lesning>;

export function createLesHendelser(deps: LesHendelserDeps): LesHendelser {
  const { kilde, abonnementer, endringer, now } = deps;

  /**
   * The feed is the same whoever asks. The first municipality that has access is asked on behalf of, and remembered for the
   * rest of the run.
   */
  function paaVegneAv(indeks: Abonnementsindeks, frist: AbortSignal) {
    let valgt: Organisasjonsnummer | undefined;
    return async <T>(
      spoer: (spoerring: Hendelsesspoerring) => Promise<Result<T, Feil>>,
    ): Promise<Result<T, Feil>> => {
      let sist: Result<never, Feil> = err({
        kode: "tilkobling-feilkonfigurert",
        aarsakskode: "INGEN_KOMMUNE",
      });
      for (const kommune of valgt === undefined ? indeks.kommuner : [valgt]) {
        const svar = await spoer({ kommune, frist });
        if (svar.ok) {
          valgt = kommune;
          return svar;
        }
        sist = svar;
        const { kode } = svar.feil;
        if (kode !== "delegering-mangler" && kode !== "tilgang-mangler") return svar;
      }
      return sist;
    };
  }

  type Spoer = ReturnType<typeof paaVegneAv>;

  /**
   * Where to read from: the cursor, or the day the oldest subscription was made when the feed has not been read since then.
   * Undefined when the feed has nothing from that day.
   */
  async function finnFra(
    lest: LestMarkoer | undefined,
    { eldste }: Abonnementsindeks,
    spoer: Spoer,
  ): Promise<Result<Markoer | undefined, Feil>> {
    const markoer = lest?.markoer;
    if (eldste === undefined || (markoer !== undefined && markoer.lest >= eldste)) return ok(markoer);
    const start = await spoer((spoerring) => kilde.finnStart(eldste, spoerring));
    if (!start.ok) return start;
    if (start.value === undefined) return ok(markoer);
    const neste = Math.max(start.value, markoer?.neste ?? 1);
    return ok({ omgang: 1, sisteLest: undefined, ...markoer, neste, lest: norskDato(now()) });
  }

  /** Whether the event that was last read is still there. */
  async function sisteFinnes({ sisteLest }: Markoer, spoer: Spoer): Promise<Result<boolean, Feil>> {
    if (sisteLest === undefined) return ok(true);
    const svar = await spoer((spoerring) => kilde.hent(sisteLest, 1, spoerring));
    return svar.ok ? ok(svar.value.length > 0) : svar;
  }

  async function skrivSide(
    perKommune: ReturnType<typeof finnTreff>,
    omgang: number,
    telling: Telling,
  ): Promise<Result<void, Feil>> {
    const kommuner = [...perKommune];
    for (let i = 0; i < kommuner.length; i += SAMTIDIGE_KOMMUNER) {
      const skrevet = await Promise.all(
        kommuner
          .slice(i, i + SAMTIDIGE_KOMMUNER)
          .map(([kommune, treff]) => endringer.skriv(kommune, treff, omgang)),
      );
      for (const antall of skrevet) {
        if (!antall.ok) return antall;
        telling.endringer += antall.value;
      }
    }
    return ok(undefined);
  }

  /** What a run holds besides the cursor; the index is replaced as subscriptions come and go. */
  type Loep = {
    readonly spoer: Spoer;
    readonly frist: AbortSignal;
    readonly telling: Telling;
    indeks: Abonnementsindeks;
  };

  async function lesSide(fra: Markoer, loep: Loep): Promise<Result<Markoer | Utfall, Feil>> {
    const { spoer, telling } = loep;
    const side = await spoer((spoerring) => kilde.hent(fra.neste, SIDE, spoerring));
    if (!side.ok) return side;
    if (side.value.length === 0) {
      const finnes = await sisteFinnes(fra, spoer);
      if (!finnes.ok) return finnes;
      return ok(finnes.value ? "A_JOUR" : "UTENFOR_SLUTTEN");
    }
    // After the page: whoever subscribed before an event was in the feed is in the index it is held against.
    const indeks = await abonnementer.hentIndeks(loep.indeks);
    if (!indeks.ok) return indeks;
    loep.indeks = indeks.value;
    const { hendelser, baklengs } = ordne(side.value, fra.neste);
    telling.sider += 1;
    telling.hendelser += hendelser.length;
    telling.baklengs += baklengs;
    const uleselige = hendelser.filter(({ person }) => person === "ULESELIG");
    telling.uleselige += uleselige.length;
    telling.foersteUleselige ??= uleselige[0]?.sekvensnummer ?? null;
    const siste = hendelser.at(-1);
    if (siste === undefined) return ok("BAKLENGS");
    const idag = norskDato(now());
    const treff = finnTreff(hendelser, (person) => indeks.value.finn(person), idag);
    const skrevet = await skrivSide(treff, fra.omgang, telling);
    if (!skrevet.ok) return skrevet;
    return ok({ ...fra, neste: siste.sekvensnummer + 1, sisteLest: siste.sekvensnummer, lest: idag });
  }

  async function lesFra(
    markoer: LestMarkoer | undefined,
    start: Markoer,
    loep: Loep,
  ): Promise<Result<Utfall, Feil>> {
    const tidenErUte = (): boolean => loep.frist.aborted;
    let lest = markoer;
    let fra = start;
    while (!tidenErUte()) {
      const steg = await lesSide(fra, loep);
      // A call that was under way when time ran out is not a fault of the counterpart.
      if (!steg.ok) return tidenErUte() ? ok("TIDEN_UTE") : steg;
      const slutt = typeof steg.value === "string" ? steg.value : undefined;
      if (slutt !== undefined && slutt !== "A_JOUR") return ok(slutt);
      fra = typeof steg.value === "string" ? { ...fra, lest: norskDato(now()) } : steg.value;
      const flyttet = await endringer.flyttMarkoer(lest, fra);
      if (!flyttet.ok) return flyttet;
      if (flyttet.value === "FLYTTET") return ok("ANNEN_LESER");
      if (slutt !== undefined) return ok(slutt);
      lest = flyttet.value;
    }
    return ok("TIDEN_UTE");
  }

  async function les(telling: Telling): Promise<Result<Utfall, Feil>> {
    const frist = deps.nyFrist();
    // Anew for each run: whoever saved a subscription may have ended before it was told that there is one more.
    const indeks = await abonnementer.hentIndeks();
    if (!indeks.ok) return indeks;
    if (indeks.value.kommuner.length === 0) return ok("INGEN_ABONNEMENTER");
    const markoer = await endringer.hentMarkoer();
    if (!markoer.ok) return markoer;
    const spoer = paaVegneAv(indeks.value, frist);
    const fra = await finnFra(markoer.value, indeks.value, spoer);
    if (!fra.ok) return fra;
    return fra.value === undefined
      ? ok("A_JOUR")
      : lesFra(markoer.value, fra.value, { spoer, frist, telling, indeks: indeks.value });
  }

  return async () => {
    const telling: Telling = {
      sider: 0,
      hendelser: 0,
      endringer: 0,
      baklengs: 0,
      uleselige: 0,
      foersteUleselige: null,
    };
    const utfall = await les(telling);
    return utfall.ok
      ? { utfall: utfall.value, ...telling }
      : { utfall: "FEILET", feil: utfall.feil, ...telling };
  };
}
