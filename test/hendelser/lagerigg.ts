// Subscriptions and changes in real tables, with something between that can lose calls and answers.

import { randomBytes, randomUUID } from "node:crypto";
import { TableClient } from "@azure/data-tables";
import { createCredential } from "../../shared/adapters/identity/credential.ts";
import { createAbonnementlager } from "../../shared/adapters/storage/abonnementlager.ts";
import { createEndringslager } from "../../shared/adapters/storage/endringslager.ts";
import type { Hendelselageraarsak } from "../../shared/adapters/storage/hendelseskall.ts";
import type { Abonnementlager, Endringslager, NyttAbonnement } from "../../shared/hendelser/lager.ts";
import { datoAv } from "../../shared/kernel/dato.ts";
import { ok } from "../../shared/kernel/result.ts";
import { startMellomledd, type Mellomledd } from "../standins/azure/mellomledd.ts";
import { startAzure } from "../standins/azure/start.ts";
import { person } from "./eksempel.ts";

export const NUMMER = "17865131208";
/** When changes are written. */
export const SKREVET = "2026-11-23T10:00:00.000Z";

export type Lagerigg = {
  /** Of the account, the first part of every path. */
  readonly konto: string;
  readonly mellomledd: Mellomledd;
  readonly pepper: Uint8Array;
  /** Why storage has failed so far. */
  readonly meldt: Hendelselageraarsak[];
  /** A store of its own, as in another process. */
  readonly abonnementer: (valg?: { readonly pepper?: string; readonly gjennom?: boolean }) => Abonnementlager;
  readonly endringer: (valg?: { readonly gjennom?: boolean }) => Endringslager;
  readonly tabell: (navn: string) => TableClient;
  readonly close: () => Promise<void>;
};

export async function startLagerigg(): Promise<Lagerigg> {
  const azure = await startAzure();
  Object.assign(process.env, azure.env);
  const tableUrl = azure.env.STORAGE_TABLE_URL ?? "";
  const konto = new URL(tableUrl).pathname;
  const { certPem: cert, keyPem: key, caPem } = azure.certificates;
  const mellomledd = await startMellomledd({ cert, key }, new URL(tableUrl).origin, caPem);
  const credential = createCredential(azure.identity.clientId);
  const pepper = randomBytes(32);
  const meldt: Hendelselageraarsak[] = [];
  const felles = (gjennom: boolean) => ({
    tableUrl: new URL(gjennom ? `${mellomledd.origin}${konto}` : tableUrl),
    credential,
    loopbackCa: caPem,
    meld: (aarsak: Hendelselageraarsak) => meldt.push(aarsak),
  });
  return {
    konto,
    mellomledd,
    pepper,
    meldt,
    abonnementer: ({ pepper: tekst = pepper.toString("base64url"), gjennom = false } = {}) =>
      createAbonnementlager({
        ...felles(gjennom),
        pepper: () => Promise.resolve(ok(tekst)),
        nyId: randomUUID,
      }),
    endringer: ({ gjennom = false } = {}) =>
      createEndringslager({ ...felles(gjennom), now: () => new Date(SKREVET) }),
    tabell: (navn) => new TableClient(tableUrl, navn, credential, { tlsOptions: { ca: caPem } }),
    async close() {
      await mellomledd.close();
      await azure.close();
    },
  };
}

export function nytt(endring: Partial<NyttAbonnement> = {}): NyttAbonnement {
  return {
    abonnementId: randomUUID(),
    person: person(NUMMER),
    inntektsaarFra: 2024,
    saksreferanse: null,
    opprettet: datoAv("2026-11-23"),
    utloeper: datoAv("2028-02-23"),
    ...endring,
  };
}

/** What was given; throws on a Feil. */
export async function verdi<T>(
  resultat: Promise<{ ok: true; value: T } | { ok: false; feil: unknown }>,
): Promise<T> {
  const lest = await resultat;
  if (!lest.ok) throw new Error(JSON.stringify(lest.feil));
  return lest.value;
}
