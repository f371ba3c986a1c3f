// Telemetry stays out of the way: nothing is loaded before the first answer has been given, and what happens is kept, within
// bounds, until there is time to send it. No request waits for its own calls to be told of, unless so many wait that they must
// be sent at once.

import type { Telling } from "../../kernel/sporing.ts";
import type { Ferdigkall, Lytter } from "./sporing.ts";

/** What sends it on. */
export type Telemetriklient = {
  readonly kall: (kall: Ferdigkall) => void;
  /** Something was counted so many times. */
  readonly telling: (telling: Telling, antall: number) => void;
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

/**
 * What is lost: everything, since telemetry could not be started; what the client threw at, told once; or so many calls that came
 * before it was there.
 */
export type Telemetriaarsak =
  { readonly kode: "IKKE_LASTET" | "LYTTER_FEILET" } | { readonly kode: "MISTET"; readonly antall: number };

export type Telemetri = Required<Lytter> & {
  /** Sends what is left; for when the app ends. */
  readonly avslutt: () => Promise<void>;
};

// Loading takes the thread for a tenth of a second or more: long enough after the first answer for it to be on its way.
const START_ETTER_SVAR_MS = 1_000;
// A lookup of a couple makes eight calls, six of which end together: sent on as they end, they would be in the way of its answer.
const SEND_ETTER_MS = 100;
// Two seconds of as many lookups as an instance does. Counts take no room: there is one entry for each that differs.
const FLEST_KALL = 1_000;

type Antall = { readonly telling: Telling; antall: number };

export function createTelemetri({ last, senere, meld }: TelemetriDeps): Telemetri {
  let ventende: Ferdigkall[] = [];
  let tellinger = new Map<string, Antall>();
  let mistet = 0;
  let klient: Telemetriklient | undefined;
  let startet = false;
  let oppgitt = false;
  let skalSende = false;
  let harKastet = false;
  let lasting: Promise<void> = Promise.resolve();

  function proev(send: () => void): void {
    try {
      send();
    } catch {
      // What it threw may quote what it was told.
      if (!harKastet) meld({ kode: "LYTTER_FEILET" });
      harKastet = true;
    }
  }

  function sendVentende(): void {
    skalSende = false;
    const til = klient;
    if (til === undefined) return;
    const [kallene, talt] = [ventende, tellinger];
    ventende = [];
    tellinger = new Map();
    for (const kall of kallene) {
      proev(() => {
        til.kall(kall);
      });
    }
    for (const { telling, antall } of talt.values()) {
      proev(() => {
        til.telling(telling, antall);
      });
    }
    if (mistet > 0) meld({ kode: "MISTET", antall: mistet });
    mistet = 0;
  }

  function sendSnart(): void {
    if (skalSende || klient === undefined) return;
    skalSende = true;
    senere(sendVentende, SEND_ETTER_MS);
  }

  async function start(): Promise<void> {
    try {
      klient = await last();
    } catch {
      oppgitt = true;
      ventende = [];
      tellinger.clear();
      meld({ kode: "IKKE_LASTET" });
      return;
    }
    sendVentende();
  }

  function startEnGang(): void {
    if (startet) return;
    startet = true;
    lasting = start();
  }

  return {
    kall(kall) {
      if (oppgitt) return;
      if (ventende.length >= FLEST_KALL) sendVentende();
      if (ventende.length < FLEST_KALL) ventende.push(kall);
      else mistet += 1;
      sendSnart();
    },
    telling(telling) {
      if (oppgitt) return;
      const noekkel = Object.values(telling).join(" ");
      const talt = tellinger.get(noekkel);
      if (talt === undefined) tellinger.set(noekkel, { telling, antall: 1 });
      else talt.antall += 1;
      sendSnart();
    },
    besvart() {
      if (!startet) senere(startEnGang, START_ETTER_SVAR_MS);
    },
    async avslutt() {
      if (ventende.length + tellinger.size > 0) startEnGang();
      await lasting;
      sendVentende();
      await klient?.toem();
    },
  };
}
