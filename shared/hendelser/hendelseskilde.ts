// The port to the feed of settlement events. It covers every taxpayer in Norway; an event holds no tax data.

import type { Dato } from "../kernel/dato.ts";
import type { Feil } from "../kernel/feil.ts";
import type { Organisasjonsnummer } from "../kernel/organisasjonsnummer.ts";
import type { Personidentifikator } from "../kernel/personidentifikator.ts";
import type { Result } from "../kernel/result.ts";

/** What the feed says happened; null when it says nothing we know, which means: look up again. */
export type Hendelsetype = "NY" | "ENDRET" | "SLETTET";

export type Kildehendelse = {
  /** Grows through the feed, with gaps. */
  readonly sekvensnummer: number;
  /**
   * Undefined for an identifier that is not a number of a person: nobody can subscribe to it. ULESELIG when the feed does not
   * say whom it is about: it may be somebody who is subscribed to.
   */
  readonly person: Personidentifikator | "ULESELIG" | undefined;
  /** Null when the feed does not give it. */
  readonly inntektsaar: number | null;
  readonly hendelsetype: Hendelsetype | null;
};

export type Hendelsesspoerring = {
  /** The municipality the feed is read on behalf of. */
  readonly kommune: Organisasjonsnummer;
  readonly frist: AbortSignal;
};

export type Hendelseskilde = {
  /** At most `antall` events from and including a number; empty when there are none. */
  hent(
    fraSekvensnummer: number,
    antall: number,
    spoerring: Hendelsesspoerring,
  ): Promise<Result<readonly Kildehendelse[], Feil>>;
  /** The number of the first event from and including a day; undefined when there is none yet. */
  finnStart(dato: Dato, spoerring: Hendelsesspoerring): Promise<Result<number | undefined, Feil>>;
};
