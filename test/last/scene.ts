// What a scene is, and what scenes have in common: waiting until something is seen, and making the service ask for new tokens.

import { setTimeout as vent } from "node:timers/promises";
import type { Mellomledd } from "../standins/azure/mellomledd.ts";
import { SKATTEETATENS_SCOPES } from "../standins/maskinporten/maskinporten.ts";
import type { Tokenkall } from "../standins/maskinporten/tokenlogg.ts";
import type { System } from "../standins/system.ts";
import type { Tall } from "./flyt.ts";
import type { Instans } from "./instans.ts";

export type Omgivelser = {
  readonly system: System;
  readonly instans: Instans;
  /** One more instance of the service beside it, which the scene stops. */
  readonly enTil: () => Promise<Instans>;
  /** Between the instance and its storage. */
  readonly mellomledd: Mellomledd;
  /** Moves the clock of every counterpart; 0 puts it right. */
  readonly skjevMs: (ms: number) => void;
  readonly token: () => string;
  /** Fetches a new token for the load, and gives it. */
  readonly nyttToken: () => Promise<string>;
};

/** A stretch of load while it goes on. */
export type Underveis = {
  readonly sekunder: number;
  /** What has been answered so far. */
  readonly tall: Tall;
};

export type Scene = {
  readonly navn: string;
  /** Answers other than 200 that are right here: `<status> <kode>` with motpart or aarsakskode where there is one. */
  readonly tillatt: readonly string[];
  /** What must be seen, or the scene has shown nothing: such an answer, or what `underveis` says that it saw. */
  readonly maaSees: readonly string[];
  /** Whether the instance is killed, so that requests are without an answer. */
  readonly drept?: boolean;
  /** Done while the load goes on; what it did is undone when it resolves. Resolves to what it saw. */
  readonly underveis: (her: Omgivelser, underveis: Underveis) => Promise<readonly string[]>;
};

const APIER = ["SUMMERT_SKATTEGRUNNLAG", "BEREGNET_SKATT", "AVREGNING"] as const;
const HYPPIGHET_MS = 20;

/** What it is called when it is seen within so many seconds; otherwise nothing. */
export async function sees(hva: string, innenSekunder: number, er: () => boolean): Promise<string[]> {
  const slutt = performance.now() + innenSekunder * 1_000;
  while (performance.now() < slutt) {
    if (er()) return [hva];
    await vent(HYPPIGHET_MS);
  }
  return [];
}

/** Whether a token request is ours, and not that of the EPJ system. */
export function erVaar({ system }: Omgivelser): (kall: Pick<Tokenkall, "clientId">) => boolean {
  return ({ clientId }) => clientId === system.env.MASKINPORTEN_CLIENT_ID;
}

/** The grants of ours that Maskinporten judges from now on. */
export function grantsFraNaa(her: Omgivelser): () => { kid: string | undefined; status: number }[] {
  const { maskinporten } = her.system;
  const foer = maskinporten.logg().grants.length;
  return () => maskinporten.logg().grants.slice(foer).filter(erVaar(her));
}

/** Skatteetaten refuses the token of each API once, so that the service must ask for new ones. */
export function avvisTokener({ system: { skatteetaten } }: Omgivelser): void {
  for (const api of APIER) {
    skatteetaten.settFeil({ type: "KODE", feiltype: "IKKE_AUTENTISERT" }, { api, antall: 1 });
  }
}

// With so little life left a token is never taken for fresh, so nearly every call waits for one of its own.
const KORT_LEVETID_SEKUNDER = 5;

/** Does something while tokens to Skatteetaten live so short that new ones are asked for all the time. */
export async function medKorteTokener<T>(her: Omgivelser, arbeid: () => Promise<T>): Promise<T> {
  const { register } = her.system.maskinporten;
  for (const [navn, scope] of Object.entries(SKATTEETATENS_SCOPES)) {
    register.settScope(navn, { ...scope, maksLevetidSekunder: KORT_LEVETID_SEKUNDER });
  }
  avvisTokener(her);
  try {
    return await arbeid();
  } finally {
    her.system.skatteetaten.fjernFeil();
    for (const [navn, scope] of Object.entries(SKATTEETATENS_SCOPES)) register.settScope(navn, scope);
  }
}
