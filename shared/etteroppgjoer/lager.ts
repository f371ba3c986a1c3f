// Where jobs wait and are kept: the ports that storage fills.

import type { Feil } from "../kernel/feil.ts";
import type { Organisasjonsnummer } from "../kernel/organisasjonsnummer.ts";
import type { Result } from "../kernel/result.ts";
import type { Ansvar, Jobb, Sak, Saksresultat } from "./jobb.ts";

export type Bestilling = {
  /** The caller's own key: the same key with the same content is the same job. */
  readonly noekkel: string;
  /** The whole content as one text, the same for the same content. */
  readonly kanonisk: string;
  /** The cases as they were sent. */
  readonly saker: readonly unknown[];
  readonly ansvar: Ansvar;
  readonly mottatt: Date;
};

/** A job with what it takes to write over it only if nobody else has. */
export type LestJobb = { readonly jobb: Jobb; readonly merke: string };

/** What lies in a stack, with what it takes to write over it only if nobody else has. */
export type Lest<T> = { readonly liste: readonly T[]; readonly merke: string | undefined };

/** `ENDRET`: somebody else has written since it was read, and nothing was. */
export type Skrevet = "SKREVET" | "ENDRET";

export type Jobblager = {
  /** Keeps a job, or finds it by its key. `ANNET_INNHOLD`: the key has been used for something else. */
  opprett(
    kommune: Organisasjonsnummer,
    bestilling: Bestilling,
  ): Promise<Result<Jobb | "ANNET_INNHOLD", Feil>>;
  /** A job that has come in whole; undefined when there is none. */
  hent(kommune: Organisasjonsnummer, jobbId: string): Promise<Result<LestJobb | undefined, Feil>>;
  /** Writes a job over what was read, and when; `ENDRET` when somebody else has in between. */
  lagre(fra: LestJobb, til: Jobb): Promise<Result<LestJobb | "ENDRET", Feil>>;
  /** The cases of a stack that wait. */
  hentSaker(jobb: Jobb, bunke: number): Promise<Result<Lest<Sak>, Feil>>;
  /** The cases of a stack that still wait, over what was read; with none of them the stack is removed whatever lies there. */
  lagreSaker(jobb: Jobb, bunke: number, saker: Lest<Sak>): Promise<Result<Skrevet, Feil>>;
  hentResultater(jobb: Jobb, bunke: number): Promise<Result<Lest<Saksresultat>, Feil>>;
  /** The results of a stack, over what was read. */
  lagreResultater(jobb: Jobb, bunke: number, resultater: Lest<Saksresultat>): Promise<Result<Skrevet, Feil>>;
};

/** The right to work for a municipality, which one worker has at a time. It ends by itself when the worker does. */
export type Laas = {
  /** Whether it has been lost: somebody else may be at work. */
  readonly tapt: () => boolean;
  readonly slipp: () => Promise<void>;
};

export type Laaser = {
  ta(kommune: Organisasjonsnummer): Promise<Result<Laas | "OPPTATT", Feil>>;
};

/** What stands for a job in the queue. */
export type Melding = { readonly kommune: Organisasjonsnummer; readonly jobbId: string };

export type Koe = {
  /** Puts a job at the back of the queue, hidden for so many seconds. */
  send(melding: Melding, ventSekunder: number): Promise<Result<void, Feil>>;
};
