// What is done to the counterparts while the service is under load, and which answers that may give.

import { setTimeout as vent } from "node:timers/promises";
import { nyttNoekkelpar, privatJwk } from "../standins/maskinporten/noekler.ts";
import type { Mellomledd } from "../standins/azure/mellomledd.ts";
import type { System } from "../standins/system.ts";
import type { Instans } from "./instans.ts";

export type Omgivelser = {
  readonly system: System;
  readonly instans: Instans;
  /** Between the instance and its storage. */
  readonly mellomledd: Mellomledd;
  /** Moves the clock of every counterpart; 0 puts it right. */
  readonly skjevMs: (ms: number) => void;
  /** Fetches a new token for the load. */
  readonly nyttToken: () => Promise<void>;
};

export type Scene = {
  readonly navn: string;
  /** Answers other than 200 that are right here: `<status> <kode>`. */
  readonly tillatt: readonly string[];
  /** Whether the instance is killed, so that requests are without an answer. */
  readonly drept?: boolean;
  /** Done while the load goes on; what it did is undone when it resolves. */
  readonly underveis: (her: Omgivelser, sekunder: number) => Promise<void>;
};

const BORTE = "503 motpart-utilgjengelig";
const LOGG_BORTE = "503 logg-utilgjengelig";
const OPPSATT_FEIL = "502 tilkobling-feilkonfigurert";
const IKKE_INNLOGGET = "401 ikke-autentisert";

function iMidten(sekunder: number): Promise<void> {
  return vent(sekunder * 500);
}

/** Now and then an answer of Skatteetaten's is a page from a gateway, or never comes. */
async function noenFeil({ system: { skatteetaten } }: Omgivelser, sekunder: number): Promise<void> {
  const slutt = performance.now() + sekunder * 1_000;
  while (performance.now() < slutt) {
    skatteetaten.settFeil({ type: "HTML", status: 502 }, { antall: 2 });
    skatteetaten.settFeil({ type: "BRUDD" }, { antall: 2 });
    await vent(200);
  }
  skatteetaten.fjernFeil();
}

/** One of three calls to storage is cut before it is carried out, one of ten after. */
async function noenBrudd({ mellomledd }: Omgivelser, sekunder: number): Promise<void> {
  let nr = 0;
  mellomledd.behandle(() => {
    nr += 1;
    if (nr % 10 === 0) return "SVAR_TAPT";
    return nr % 3 === 0 ? "BRUDD" : "VIDERE";
  });
  await vent(sekunder * 600);
  // Then nothing gets through at all.
  mellomledd.behandle(() => "BRUDD");
  await vent(sekunder * 300);
  mellomledd.behandle(() => "VIDERE");
}

/** A new key for our client, in force beside the old one, then in the vault: as the runbook for rotation says. */
async function byttNoekkel({ system }: Omgivelser, sekunder: number): Promise<void> {
  await iMidten(sekunder);
  const { register } = system.maskinporten;
  const clientId = system.env.MASKINPORTEN_CLIENT_ID ?? "";
  const par = await nyttNoekkelpar();
  register.settNoekler(clientId, [...register.postede(clientId), par.offentligJwk]);
  system.azure.keyVault.secrets.sett("maskinporten-noekkel", JSON.stringify(await privatJwk(par)));
}

/** The issuer signs with a key nobody has seen, and takes the old one away. */
async function byttUtstedernoekkel({ system, nyttToken }: Omgivelser, sekunder: number): Promise<void> {
  await iMidten(sekunder);
  await system.maskinporten.roterNoekler();
  await nyttToken();
  await vent(sekunder * 200);
  system.maskinporten.slettGamleNoekler();
}

function skjevt(...skjevheter: readonly number[]): Scene["underveis"] {
  return async ({ skjevMs, nyttToken }, sekunder) => {
    for (const ms of [...skjevheter, 0]) {
      skjevMs(ms);
      await nyttToken();
      await vent((sekunder * 900) / (skjevheter.length + 1));
    }
  };
}

/**
 * Killed in the middle of it all; it is started again when the load has ended. By then only the newest key of our client is in
 * force: who starts now must have the one that was put in the vault.
 */
async function drept({ instans, system }: Omgivelser, sekunder: number): Promise<void> {
  await vent(sekunder * 700);
  await instans.drep();
  const { register } = system.maskinporten;
  const clientId = system.env.MASKINPORTEN_CLIENT_ID ?? "";
  for (const { kid } of register.postede(clientId).slice(0, -1)) register.trekkNoekkel(clientId, kid ?? "");
}

export const SCENER: readonly Scene[] = [
  { navn: "steady", tillatt: [], underveis: () => Promise.resolve() },
  {
    navn: "slow counterpart, 250 ms",
    tillatt: [],
    async underveis({ system }, sekunder) {
      system.skatteetaten.settForsinkelse(250);
      await vent(sekunder * 1_000);
      system.skatteetaten.settForsinkelse(0);
    },
  },
  { navn: "Skatteetaten fails now and then", tillatt: [BORTE], underveis: noenFeil },
  { navn: "storage fails, then is gone", tillatt: [LOGG_BORTE], underveis: noenBrudd },
  { navn: "clocks 8 s apart", tillatt: [], underveis: skjevt(8_000, -8_000) },
  {
    navn: "clocks 45 s apart",
    tillatt: [OPPSATT_FEIL, IKKE_INNLOGGET],
    underveis: skjevt(45_000, -45_000),
  },
  { navn: "our key is rotated", tillatt: [], underveis: byttNoekkel },
  { navn: "Maskinporten's keys are rotated", tillatt: [], underveis: byttUtstedernoekkel },
  { navn: "killed", tillatt: [], drept: true, underveis: drept },
  { navn: "started again", tillatt: [], underveis: () => Promise.resolve() },
];
