// The port through which adapters reach other systems. What implements it also decides what is tried again.

import type { Motpart } from "./feil.ts";
import type { Result } from "./result.ts";

/**
 * How a call ended: the HTTP status, or why there is none. TIDSAVBRUDD: the counterpart used more time than the call may take;
 * BRUDD: no connection, or one that broke; FRIST: the time of the whole request was out, which says nothing of the counterpart.
 */
export type Kallslutt = number | "TIDSAVBRUDD" | "BRUDD" | "FRIST";

/**
 * Whoever is called: a counterpart, or the receiver of a municipality's webhook. The service does not depend on the latter, so
 * no problem and no health check may name it; the types keep the two apart.
 */
export type Adressat = Motpart | "MOTTAKER";

export type Kall<A extends Adressat = Motpart> = {
  readonly motpart: A;
  readonly method: "GET" | "POST";
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  /** Headers made anew for each try, for what must be unique per call. */
  readonly headersPerForsoek?: () => Readonly<Record<string, string>>;
  readonly body?: string;
  /** Tried once more after a timeout, a broken connection or a 5xx, never after a 4xx. Only for calls that may be repeated as they are. */
  readonly proevIgjen: boolean;
  readonly timeoutMs: number;
  /** Only the status is wanted: whatever it is, it is an answer, and its body is let go unread. */
  readonly bareStatus?: boolean;
  /** The deadline of the whole request this call is part of. */
  readonly frist?: AbortSignal;
  /** Hears how it ended, for those who measure; before the answer. */
  readonly meldSlutt?: (slutt: Kallslutt) => void;
};

/** An answer with its text. Bodies of a 5xx are never read: they may hold personal data. */
export type HttpSvar = { readonly status: number; readonly mediatype: string; readonly tekst: string };

type Sendefeil<A extends Adressat> = {
  readonly kode: "motpart-utilgjengelig" | "ugyldig-svar";
  readonly motpart: A;
};

/** An unreachable counterpart, a timeout, and (unless only the status is wanted) a 429 and a 5xx are `motpart-utilgjengelig`. */
export type Send<A extends Adressat = Motpart> = (kall: Kall<A>) => Promise<Result<HttpSvar, Sendefeil<A>>>;
