// Where a timer comes in: the one catch, and log lines from a closed list.

import type { InvocationContext, TimerHandler } from "@azure/functions";

/** The closed list of log lines of timers. Nothing here may hold a person. */
export type Tidslinje =
  | {
      readonly kode: "TILKOBLINGER_KONTROLLERT";
      /** How many were asked about, and of how many an answer had changed. */
      readonly antall: number;
      readonly endret: number;
      /** The kode of the Feil that stopped the run; null when it reached its end. */
      readonly stanset: string | null;
    }
  | { readonly kode: "TILKOBLING_ENDRET"; readonly organisasjonsnummer: string };

export type Tidsstyrt = (logg: (linje: Tidslinje) => void) => Promise<void>;

/** The host must know that a run failed, but not why in words: a message may quote what it tripped over. */
class KjoeringFeilet extends Error {}

/** Wraps the work of a timer. A bug is logged by its type and counted by the host as a failed run. */
export function tidsstyrt(funksjon: string, arbeid: Tidsstyrt): TimerHandler {
  return async (_timer, context: InvocationContext) => {
    const logg = (linje: object): void => {
      context.log(JSON.stringify(linje));
    };
    try {
      await arbeid(logg);
    } catch (bug) {
      logg({ kode: "INTERN_FEIL", funksjon, type: bug instanceof Error ? bug.name : typeof bug });
      throw new KjoeringFeilet(`${funksjon} failed`);
    }
  };
}
