// Telemetry stays out of the way: nothing is loaded before the first answer has been given, and what happened until then is
// kept, within bounds, until the client is there.

import type { Telling } from "../../kernel/sporing.ts";
import type { Ferdigkall, Lytter } from "./sporing.ts";

/** What sends it on. */
export type Telemetriklient = {
  readonly kall: (kall: Ferdigkall) => void;
  readonly telling: (telling: Telling) => void;
  /** Sends what has not been sent. */
  readonly toem: () => Promise<void>;
};

export type TelemetriDeps = {
  /** Loads the client, which is heavy. */
  readonly last: () => Promise<Telemetriklient>;
  /** Does something later, without keeping the process alive for it. */
  readonly senere: (arbeid: () => void, ms: number) => void;
  readonly meld: (aarsak: Telemetriaarsak) => void;
};

/** What is lost: everything, since telemetry could not be started, or so many entries of what came before it was. */
export type Telemetriaarsak =
  { readonly kode: "IKKE_LASTET" } | { readonly kode: "MISTET"; readonly antall: number };

export type Telemetri = Required<Lytter> & {
  /** Sends what is left; for when the app ends. */
  readonly avslutt: () => Promise<void>;
};

// Loading takes the thread for a tenth of a second or more: long enough after the first answer for it to be on its way.
const START_ETTER_SVAR_MS = 1_000;
// A lookup of a couple makes about twenty entries.
const FLEST_VENTENDE = 2_000;

export function createTelemetri({ last, senere, meld }: TelemetriDeps): Telemetri {
  const ventende: ((klient: Telemetriklient) => void)[] = [];
  let mistet = 0;
  let klient: Telemetriklient | undefined;
  let startet = false;
  let oppgitt = false;
  let lasting: Promise<void> = Promise.resolve();

  function sendVentende(til: Telemetriklient): void {
    for (const send of ventende.splice(0)) {
      try {
        send(til);
      } catch {
        mistet += 1;
      }
    }
    if (mistet > 0) meld({ kode: "MISTET", antall: mistet });
  }

  async function start(): Promise<void> {
    try {
      klient = await last();
    } catch {
      oppgitt = true;
      ventende.length = 0;
      meld({ kode: "IKKE_LASTET" });
      return;
    }
    sendVentende(klient);
  }

  function send(dette: (klient: Telemetriklient) => void): void {
    if (oppgitt) return;
    if (klient !== undefined) dette(klient);
    else if (ventende.length < FLEST_VENTENDE) ventende.push(dette);
    else mistet += 1;
  }

  function startEnGang(): void {
    if (startet) return;
    startet = true;
    lasting = start();
  }

  return {
    kall(kall) {
      send((til) => {
        til.kall(kall);
      });
    },
    telling(telling) {
      send((til) => {
        til.telling(telling);
      });
    },
    besvart() {
      if (!startet) senere(startEnGang, START_ETTER_SVAR_MS);
    },
    async avslutt() {
      if (ventende.length > 0) startEnGang();
      await lasting;
      await klient?.toem();
    },
  };
}
