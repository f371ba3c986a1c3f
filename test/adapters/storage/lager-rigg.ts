// What the tests of the connection store share: stores on real Azurite, the same seen from beside, and a way in between.

import { randomUUID } from "node:crypto";
import { TableClient } from "@azure/data-tables";
import type { TokenCredential } from "@azure/identity";
import { createCredential } from "../../../shared/adapters/identity/credential.ts";
import {
  createTilkoblingslager,
  type TilkoblingslagerDeps,
} from "../../../shared/adapters/storage/tilkoblingslager.ts";
import {
  TILKOBLINGSTABELL,
  type Tilkoblingslageraarsak,
} from "../../../shared/adapters/storage/tilkoblingstabell.ts";
import {
  lesOrganisasjonsnummer,
  type Organisasjonsnummer,
} from "../../../shared/kernel/organisasjonsnummer.ts";
import { anvend, type Tilkoblingshendelse } from "../../../shared/tilkobling/hendelse.ts";
import type { Tilkoblingslager } from "../../../shared/tilkobling/lager.ts";
import { tomTilkobling, type Tilkobling } from "../../../shared/tilkobling/tilkobling.ts";
import { startMellomledd, type Behandling, type Mellomledd } from "../../standins/azure/mellomledd.ts";
import { startAzure, type Azure, type AzureValg } from "../../standins/azure/start.ts";

export const UTILGJENGELIG = { ok: false, feil: { kode: "motpart-utilgjengelig", motpart: "STORAGE" } };
export const UGYLDIG = { ok: false, feil: { kode: "ugyldig-svar", motpart: "STORAGE" } };

/** So many municipalities that do not exist, in order. */
export function kommuner(antall: number): Organisasjonsnummer[] {
  const funnet: Organisasjonsnummer[] = [];
  for (let tall = 810_000_000; funnet.length < antall; tall += 1) {
    const nummer = lesOrganisasjonsnummer(String(tall));
    if (nummer !== undefined) funnet.push(nummer);
  }
  return funnet;
}

/** A connection after events, from nothing. */
export function etter(
  kommune: Organisasjonsnummer,
  ...hendelser: readonly Tilkoblingshendelse[]
): Tilkobling {
  return hendelser.reduce(anvend, tomTilkobling(kommune));
}

/** Registers events one after the other; each must succeed. */
export async function skriv(
  lager: Tilkoblingslager,
  kommune: Organisasjonsnummer,
  ...hendelser: readonly Tilkoblingshendelse[]
): Promise<void> {
  for (const hendelse of hendelser) {
    const svar = await lager.registrer(kommune, hendelse);
    if (!svar.ok) throw new Error(`not registered: ${svar.feil.kode}`);
  }
}

/** What becomes of the writes that pass, one after the other; when all are used, and for reads, they go on. */
export function medSkriv(
  mellomledd: Mellomledd,
  ...behandlinger: readonly (() => Behandling | Promise<Behandling>)[]
): void {
  const igjen = [...behandlinger];
  mellomledd.behandle(({ method }) => (method === "GET" ? "VIDERE" : (igjen.shift()?.() ?? "VIDERE")));
}

export type Lagerrigg = {
  readonly azure: Azure;
  readonly credential: TokenCredential;
  /** What the stores made here have told since last emptied. */
  readonly meldt: Tilkoblingslageraarsak[];
  /** A municipality that nothing is kept of yet. */
  nyKommune(): Organisasjonsnummer;
  lager(endring?: Partial<TilkoblingslagerDeps>): Tilkoblingslager;
  /** The table as it is. */
  readonly tabell: TableClient;
  /** A store whose calls to tables, or to blobs, pass through something that can lose them. */
  startMellom(
    tjeneste: "tableUrl" | "blobUrl",
  ): Promise<{ readonly lager: Tilkoblingslager; readonly mellomledd: Mellomledd }>;
  close(): Promise<void>;
};

/** Starts Azure on loopback with empty tables. */
export async function startLagerrigg(valg: Pick<AzureValg, "egetLager"> = {}): Promise<Lagerrigg> {
  const azure = await startAzure(valg);
  Object.assign(process.env, azure.env);
  const { caPem: loopbackCa, certPem: cert, keyPem: key } = azure.certificates;
  const credential = createCredential(azure.identity.clientId);
  const tableUrl = new URL(azure.env.STORAGE_TABLE_URL ?? "");
  const blobUrl = new URL(azure.env.STORAGE_BLOB_URL ?? "");
  const meldt: Tilkoblingslageraarsak[] = [];
  const mellomledd: Mellomledd[] = [];
  const ledige = kommuner(100);

  function lager(endring: Partial<TilkoblingslagerDeps> = {}): Tilkoblingslager {
    return createTilkoblingslager({
      tableUrl,
      blobUrl,
      credential,
      loopbackCa,
      nyId: randomUUID,
      meld: (aarsak) => meldt.push(aarsak),
      ...endring,
    });
  }

  return {
    azure,
    credential,
    meldt,
    nyKommune() {
      const kommune = ledige.pop();
      if (kommune === undefined) throw new Error("no more municipalities");
      return kommune;
    },
    lager,
    tabell: new TableClient(tableUrl.href, TILKOBLINGSTABELL, credential, { tlsOptions: { ca: loopbackCa } }),
    async startMellom(tjeneste) {
      const { origin, pathname } = { tableUrl, blobUrl }[tjeneste];
      const ledd = await startMellomledd({ cert, key }, origin, loopbackCa);
      mellomledd.push(ledd);
      return { lager: lager({ [tjeneste]: new URL(pathname, ledd.origin) }), mellomledd: ledd };
    },
    async close() {
      await Promise.all(mellomledd.map((m) => m.close()));
      await azure.close();
    },
  };
}
