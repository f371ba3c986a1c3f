// Where subscriptions and changes are kept: the ports that storage fills.

import type { Dato } from "../kernel/dato.ts";
import type { Feil } from "../kernel/feil.ts";
import type { Organisasjonsnummer } from "../kernel/organisasjonsnummer.ts";
import type { Personidentifikator } from "../kernel/personidentifikator.ts";
import type { Result } from "../kernel/result.ts";
import type { Abonnement } from "./abonnement.ts";
import type { Endring, Treff } from "./endring.ts";
import type { Webhook } from "./webhook.ts";

export type NyttAbonnement = Pick<
  Abonnement,
  "abonnementId" | "inntektsaarFra" | "saksreferanse" | "opprettet" | "utloeper"
> & { readonly person: Personidentifikator };

export type Lagret = { readonly abonnement: Abonnement; readonly nytt: boolean };

/** Every subscription there is, found by person. */
export type Abonnementsindeks = {
  /** Which version of the table it was read from; undefined before the first. */
  readonly versjon: string | undefined;
  /** Municipalities that subscribe, in order. */
  readonly kommuner: readonly Organisasjonsnummer[];
  /** The day the oldest of them was made; undefined when there are none. */
  readonly eldste: Dato | undefined;
  finn(person: Personidentifikator): readonly Abonnement[];
};

/** An expired subscription, with what it takes to remove it only if nobody has renewed it. */
export type UtloeptAbonnement = Pick<Abonnement, "kommune" | "abonnementId"> & { readonly merke: string };

export type Abonnementlager = {
  /** Makes a subscription or replaces it; `FULLT` when it would be one too many. */
  lagre(kommune: Organisasjonsnummer, nytt: NyttAbonnement): Promise<Result<Lagret | "FULLT", Feil>>;
  /** Removes a subscription; nothing happens when there is none. */
  slett(kommune: Organisasjonsnummer, abonnementId: string): Promise<Result<void, Feil>>;
  /** The municipality's own, in order of id. */
  list(kommune: Organisasjonsnummer): Promise<Result<readonly Abonnement[], Feil>>;
  /** Those of every municipality that have expired on a day. */
  listUtloepte(idag: Dato): Promise<Result<readonly UtloeptAbonnement[], Feil>>;
  /** Removes those of a municipality that are as they were listed; gives how many. */
  slettUendrede(
    kommune: Organisasjonsnummer,
    utloepte: readonly UtloeptAbonnement[],
  ): Promise<Result<number, Feil>>;
  /** The ids of every subscription a municipality has, also of one that cannot be read. */
  idene(kommune: Organisasjonsnummer): Promise<Result<ReadonlySet<string>, Feil>>;
  /**
   * The index with everything in it that was saved before the call. Given the one before, that is given back unless something
   * has been told to be saved or removed since. Whoever saved may have ended before it was told: begin without.
   */
  hentIndeks(forrige?: Abonnementsindeks): Promise<Result<Abonnementsindeks, Feil>>;
};

/** How far the feed of the source has been read. */
export type Markoer = {
  /** The round of the source: begins at 1, raised by the operator when the source starts its numbers anew. */
  readonly omgang: number;
  /** The number to read from. */
  readonly neste: number;
  /** The last number that was read; undefined before the first. */
  readonly sisteLest: number | undefined;
  /** The day it was last moved or found to be at the end, in Norway. */
  readonly lest: Dato;
};

/** A cursor with what it takes to move it only if nobody else has. */
export type LestMarkoer = { readonly markoer: Markoer; readonly merke: string };

/** A row that stays behind a subscription: a change, or the mark of what was last told. */
export type Spor = {
  readonly noekkel: string;
  /** What it takes to remove it only if it is as it was read. */
  readonly merke: string;
  readonly abonnementId: string;
  /** When it came, ISO 8601 in UTC; undefined for a mark, which lasts as long as its subscription. */
  readonly tidspunkt: string | undefined;
};

export type Sporside = {
  readonly spor: readonly Spor[];
  /** What the next page is asked for with; undefined when this is the last. */
  readonly videre: string | undefined;
};

export type Endringslager = {
  hentMarkoer(): Promise<Result<LestMarkoer | undefined, Feil>>;
  /** Moves the cursor from what was read (undefined: there was none); `FLYTTET` when somebody else has moved it since. */
  flyttMarkoer(fra: LestMarkoer | undefined, til: Markoer): Promise<Result<LestMarkoer | "FLYTTET", Feil>>;
  /** Adds the hits of a municipality that have not been added, each exactly once; gives how many. */
  skriv(kommune: Organisasjonsnummer, treff: readonly Treff[], omgang: number): Promise<Result<number, Feil>>;
  /** The number the municipality's next change will have. */
  neste(kommune: Organisasjonsnummer): Promise<Result<number, Feil>>;
  /** At most `antall` changes from and including a number, in order. */
  les(
    kommune: Organisasjonsnummer,
    fraSekvensnummer: number,
    antall: number,
  ): Promise<Result<readonly Endring[], Feil>>;
  /** Municipalities that have a feed. */
  kommuner(): Promise<Result<readonly Organisasjonsnummer[], Feil>>;
  /** A page of what stays behind the subscriptions of a municipality, from where the page before ended. */
  spor(kommune: Organisasjonsnummer, videre: string | undefined): Promise<Result<Sporside, Feil>>;
  /** Removes what is as it was read; gives how much. */
  fjernSpor(kommune: Organisasjonsnummer, spor: readonly Spor[]): Promise<Result<number, Feil>>;
  /** Removes what was told of a subscription. */
  glem(kommune: Organisasjonsnummer, abonnementId: string): Promise<Result<void, Feil>>;
};

/** A webhook with what it takes to write it only if nobody else has. */
export type LestWebhook = { readonly webhook: Webhook; readonly merke: string };

export type Webhooklager = {
  /** The municipality's own; undefined when it has none. */
  hent(kommune: Organisasjonsnummer): Promise<Result<LestWebhook | undefined, Feil>>;
  /** Keeps what was made from what was read (undefined: there was none); `ENDRET` when it has been written or removed since. */
  lagre(fra: LestWebhook | undefined, til: Webhook): Promise<Result<"LAGRET" | "ENDRET", Feil>>;
  /** Removes it; nothing happens when there is none. */
  slett(kommune: Organisasjonsnummer): Promise<Result<void, Feil>>;
  /** Those of every municipality. */
  list(): Promise<Result<readonly LestWebhook[], Feil>>;
};
