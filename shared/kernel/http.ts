// The port through which adapters reach other systems. What implements it also decides what is tried again.

import type { Motpart, MotpartUtilgjengelig, UgyldigSvar } from "./feil.ts";
import type { Result } from "./result.ts";

/**
 * How a call ended: the HTTP status, or why there is none. TIDSAVBRUDD: the counterpart used more time than the call may take;
 * BRUDD: no connection, or one that broke; FRIST: the time of the whole request was out, which says nothing of the counterpart.
 */
export type Kallslutt = number | "TIDSAVBRUDD" | "BRUDD" | "FRIST";

export type Kall = {
  readonly motpart: Motpart;
  readonly method: "GET" | "POST";
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  /** Headers made anew for each try, for what must be unique per call. */
  readonly headersPerForsoek?: () => Readonly<Record<string, string>>;
  readonly body?: string;
  /** Tried once more after a timeout, a broken connection or a 5xx, never after a 4xx. Only for calls that may be repeated as they are. */
  readonly proevIgjen: boolean;
  readonly timeoutMs: number;
  /** The deadline of the whole request this call is part of. */
  readonly frist?: AbortSignal;
  /** Hears how it ended, for those who measure; before the answer. */
  readonly meldSlutt?: (slutt: Kallslutt) => void;
};

/** An answer below 500 with its text. Bodies of a 5xx are never read: they may hold personal data. */
export type HttpSvar = { readonly status: number; readonly mediatype: string; readonly tekst: string };

/** An unreachable counterpart, a timeout, a 429 and a 5xx are all `motpart-utilgjengelig`. */
export type Send = (kall: Kall) => Promise<Result<HttpSvar, MotpartUtilgjengelig | UgyldigSvar>>;
