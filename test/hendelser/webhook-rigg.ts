// What the tests of the run that tells receivers have in common: real storage, a real receiver, and a clock that is moved.

import { randomBytes } from "node:crypto";
import { createSend } from "../../shared/adapters/http/send.ts";
import { createCredential } from "../../shared/adapters/identity/credential.ts";
import { createEndringslager } from "../../shared/adapters/storage/endringslager.ts";
import { lesPepper } from "../../shared/adapters/storage/personhash.ts";
import { createWebhooklager } from "../../shared/adapters/storage/webhooklager.ts";
import { createWebhookavsender } from "../../shared/adapters/webhook/webhookavsender.ts";
import type { Endringslager, Webhooklager } from "../../shared/hendelser/lager.ts";
import {
  registrerWebhook,
  type Registrering,
  type RegistrerWebhookDeps,
} from "../../shared/hendelser/registrer-webhook.ts";
import { createVarsle, type VarsleDeps, type Varsling } from "../../shared/hendelser/varsle.ts";
import type { Webhook } from "../../shared/hendelser/webhook.ts";
import { ok } from "../../shared/kernel/result.ts";
import { startAzure } from "../standins/azure/start.ts";
import { startMottaker, type Mottaker } from "../standins/webhook/mottaker.ts";
import { abonnement, orgnr, treff } from "./eksempel.ts";

export const KOMMUNE = orgnr("313876144");
export const ANNEN = orgnr("310827002");
export const MINUTT = 60_000;
export const TIME = 60 * MINUTT;

export type Webhookrigg = {
  readonly mottaker: Mottaker;
  readonly webhooker: Webhooklager;
  readonly endringer: Endringslager;
  /** What registering takes; each nonce is a new one. */
  readonly registreringsdeps: RegistrerWebhookDeps;
  /** What has been stopped, as it was told. */
  readonly stanset: string[];
  readonly now: () => Date;
  /** Moves the clock forward. */
  vent(ms: number): void;
  /** The clock at its start, no webhooks, and a receiver that takes everything. */
  nullstill(): Promise<void>;
  registrer(kommune?: typeof KOMMUNE, url?: string, nyNoekkel?: boolean): Promise<Registrering>;
  /** Changes come into the feed of a municipality. */
  skjer(antall: number, kommune?: typeof KOMMUNE): Promise<void>;
  /** One run. */
  varsle(endring?: Partial<VarsleDeps>): Promise<Varsling>;
  /** The webhook of KOMMUNE as it is kept. */
  kjent(): Promise<Webhook>;
  /** The ids that have come, and how often. */
  ider(): string[];
  close(): Promise<void>;
};

/** The id of a range that begins and ends so many numbers after the webhook's first. */
export function id({ kommune, varslesFra }: Webhook, fra: number, til: number): string {
  return `endringer-${kommune}-${varslesFra + fra}-${varslesFra + til}`;
}

export async function startWebhookrigg(): Promise<Webhookrigg> {
  const [azure, mottaker] = await Promise.all([startAzure(), startMottaker()]);
  Object.assign(process.env, azure.env);
  const start = new Date("2026-11-23T10:00:00Z").getTime();
  const stanset: string[] = [];
  let ms = start;
  let kildenummer = 0;
  let nonceNr = 0;
  const now = (): Date => new Date(ms);
  const felles = {
    tableUrl: new URL(azure.env.STORAGE_TABLE_URL ?? ""),
    credential: createCredential(azure.identity.clientId),
    loopbackCa: azure.certificates.caPem,
    meld: (aarsak: object) => {
      throw new Error(JSON.stringify(aarsak));
    },
  };
  const webhooker = createWebhooklager(felles);
  const endringer = createEndringslager({ ...felles, now });
  const pepper = randomBytes(32).toString("base64url");
  const { lever, lagNoekkel } = createWebhookavsender({
    send: createSend<"MOTTAKER">({ fetch, tilfeldig: () => 0, vent: () => Promise.resolve() }),
    pepper: () => Promise.resolve(ok(pepper)),
    lesPepper,
    now,
    fristMs: 500,
  });
  const nyNonce = (): string => String((nonceNr += 1)).padStart(22, "0");
  const registreringsdeps = { webhooker, endringer, lagNoekkel, nyNonce, now };

  return {
    mottaker,
    webhooker,
    endringer,
    registreringsdeps,
    stanset,
    now,
    vent: (antall) => {
      ms += antall;
    },
    async nullstill() {
      ms = start;
      stanset.length = 0;
      mottaker.mottatt.length = 0;
      mottaker.svar(204);
      for (const kommune of [KOMMUNE, ANNEN]) await webhooker.slett(kommune);
    },
    async registrer(kommune = KOMMUNE, url = mottaker.url, nyNoekkel = false) {
      const registrert = await registrerWebhook(registreringsdeps, { kommune, url, nyNoekkel });
      if (!registrert.ok) throw new Error(registrert.feil.kode);
      return registrert.value;
    },
    async skjer(antall, kommune = KOMMUNE) {
      const hos = abonnement(1, { kommune, saksreferanse: "2026/77" });
      const nye = Array.from({ length: antall }, () => treff((kildenummer += 1), 1, { abonnement: hos }));
      const skrevet = await endringer.skriv(kommune, nye, 1);
      if (!skrevet.ok || skrevet.value !== antall) throw new Error("the changes were not written");
    },
    varsle: (endring = {}) =>
      createVarsle({
        lever,
        verter: [mottaker.vert],
        now,
        webhooker,
        endringer,
        tilfeldig: () => 0.5,
        nyFrist: () => AbortSignal.timeout(30_000),
        ...endring,
      })((kommune, aarsak) => stanset.push(`${kommune} ${aarsak}`)),
    async kjent() {
      const lest = await webhooker.hent(KOMMUNE);
      if (!lest.ok || lest.value === undefined) throw new Error("there is no webhook");
      return lest.value.webhook;
    },
    ider: () => mottaker.mottatt.map(({ headers }) => String(headers["webhook-id"])),
    close: async () => {
      await Promise.all([azure.close(), mottaker.close()]);
    },
  };
}
