// A country of subscriptions and a feed of events, read by processes that are killed in the middle of what they write: what
// each subscription should have been told is known beforehand.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { randomBytes } from "node:crypto";
import { text } from "node:stream/consumers";
import { TableClient, type TransactionAction } from "@azure/data-tables";
import { ABONNEMENTSTABELL } from "../../shared/adapters/storage/abonnementlager.ts";
import { HENDELSESTABELL } from "../../shared/adapters/storage/endringslager.ts";
import { abonnementsrad, lesEndring } from "../../shared/adapters/storage/hendelserad.ts";
import { hashAbonnent } from "../../shared/adapters/storage/personhash.ts";
import kommuner from "../../shared/tilkobling/kommuner.json" with { type: "json" };
import { startMellomledd, type Behandling, type Mellomkall } from "../standins/azure/mellomledd.ts";
import { STORAGE_RESSURS } from "../standins/azure/identity-server.ts";
import { organisasjon } from "../standins/maskinporten/claims.ts";
import type { Feedhendelse } from "../standins/skatteetaten/feed.ts";
import { KOMMUNE, startSystem } from "../standins/system.ts";
import { abonnement, orgnr, person } from "./eksempel.ts";

export type Omfang = {
  readonly hendelser: number;
  readonly abonnementer: number;
  /** How many municipalities the subscriptions are spread over. */
  readonly kommuner: number;
};

export type Leseutfall = {
  readonly utfall: string;
  /** Why it failed, when it did. */
  readonly feil?: { readonly kode: string };
  readonly sider: number;
  readonly hendelser: number;
  readonly endringer: number;
  readonly ms: number;
  readonly cpuMs: number;
  /** What is in use after collection, as it went, in MB. */
  readonly heapMb: readonly number[];
};

/** When a reader is killed: as it sends a transaction, which is carried out or is not, or as it is about to move the cursor. */
export type Drap =
  { readonly ved: "SKRIVING"; readonly nr: number; readonly utfoeres: boolean } | { readonly ved: "MARKOER" };

/** How much of the page that the cursor points at has been written. */
export type Sidetilstand = "UROERT" | "HALV" | "HEL";

export type Leserigg = {
  /** A run of the reader as a process; undefined when it was killed. */
  readonly les: (drap?: Drap) => Promise<Leseutfall | undefined>;
  readonly tilstand: () => Promise<Sidetilstand>;
  /** What is not as it should be in the feeds of the municipalities; empty when every change is there exactly once, in order. */
  readonly avvik: () => Promise<string[]>;
  readonly close: () => Promise<void>;
};

/** What the reader asks for at a time. */
const SIDE = 1_000;

/** An identifier for each number: eleven digits, not those of a person. The reader does not judge check digits. */
function nummer(nr: number): string {
  return String(99_000_000_000 + nr);
}

/** Lets calls through until it is time, and nothing from whoever has been killed. */
function morder(drap: Drap, drep: () => void): (kall: Mellomkall) => Behandling {
  let drept = false;
  let skrivinger = 0;
  return ({ method, sti }) => {
    if (drept) return "BRUDD";
    const skriving = sti.includes("$batch");
    if (skriving) skrivinger += 1;
    // The first cursor is made with a POST to the table.
    const markoer = method !== "GET" && (sti.includes("RowKey='markoer'") || sti.endsWith("/hendelser"));
    drept = drap.ved === "MARKOER" ? markoer : skriving && skrivinger === drap.nr;
    if (!drept) return "VIDERE";
    drep();
    return drap.ved === "SKRIVING" && drap.utfoeres ? "VIDERE" : "BRUDD";
  };
}

export async function startLeserigg(omfang: Omfang): Promise<Leserigg> {
  const system = await startSystem();
  const pepper = randomBytes(32);
  // Not the library's: it remembers the first endpoint of a process, and a bench starts several.
  const credential = {
    getToken: async () => ({
      token: await system.azure.identity.utsted(STORAGE_RESSURS),
      expiresOnTimestamp: Date.now() + 600_000,
    }),
  };
  const tlsOptions = { ca: system.azure.certificates.caPem };
  const url = system.env.STORAGE_TABLE_URL ?? "";
  const { certPem: cert, keyPem: key, caPem } = system.azure.certificates;
  const mellomledd = await startMellomledd({ cert, key }, new URL(url).origin, caPem);
  const abonnementer = new TableClient(url, ABONNEMENTSTABELL, credential, { tlsOptions });
  const hendelser = new TableClient(url, HENDELSESTABELL, credential, { tlsOptions });

  const valgte = kommuner
    .slice(0, omfang.kommuner)
    .map(({ organisasjonsnummer }) => orgnr(organisasjonsnummer));
  const kommuneAv = (nr: number): (typeof valgte)[number] => {
    const kommune = valgte[nr % valgte.length];
    if (kommune === undefined) throw new Error("no municipality");
    return kommune;
  };
  const alle = Array.from({ length: omfang.abonnementer }, (_, nr) =>
    abonnement(nr, {
      kommune: kommuneAv(nr),
      personnoekkel: hashAbonnent(person(nummer(nr)), pepper),
    }),
  );
  for (const egne of Map.groupBy(alle, ({ kommune }) => kommune).values()) {
    for (let i = 0; i < egne.length; i += 100) {
      const handlinger = egne.slice(i, i + 100).map((a): TransactionAction => ["create", abonnementsrad(a)]);
      await abonnementer.submitTransaction(handlinger);
    }
  }

  // Every tenth event is about somebody who is subscribed to, in a scattered order; the rest about others.
  const feed = Array.from({ length: omfang.hendelser }, (_, i): Feedhendelse => {
    const treffer = i % 10 === 0;
    return {
      sekvensnummer: 1 + i * 2,
      identifikator: nummer(treffer ? ((i / 10) * 7_919) % omfang.abonnementer : 1_000_000 + i),
      gjelderPeriode: "2025",
      registreringstidspunkt: "2026-03-21T09:00:00.000000Z",
      hendelsetype: "NY",
    };
  });
  system.skatteetaten.feed.leggTil(...feed);
  const perPerson = new Map(alle.map((a, nr) => [nummer(nr), a]));
  const ventet = feed.flatMap(({ sekvensnummer, identifikator }) => {
    const treff = perPerson.get(identifikator);
    return treff === undefined ? [] : [{ sekvensnummer, ...treff }];
  });
  const ventetPerKommune = Map.groupBy(ventet, ({ kommune }) => kommune);

  async function hentRad(partitionKey: string, rowKey: string): Promise<{ neste?: string } | undefined> {
    const filter = `PartitionKey eq '${partitionKey}' and RowKey eq '${rowKey}'`;
    for await (const rad of hendelser.listEntities<{ neste?: string }>({ queryOptions: { filter } }))
      return rad;
    return undefined;
  }

  const env = {
    PATH: process.env.PATH,
    ...system.env,
    PEPPER: pepper.toString("base64url"),
  };

  /** New for each run: it does not last as long as all of them. */
  const token = (): string =>
    system.maskinporten.issueToken({
      consumer: organisasjon(KOMMUNE),
      scope: "skatteetaten:summertskattegrunnlag",
    });

  return {
    async les(drap) {
      const gjennom = new URL(new URL(url).pathname, mellomledd.origin).href;
      const tabell = drap === undefined ? {} : { STORAGE_TABLE_URL: gjennom };
      const prosess = spawn(process.execPath, ["--expose-gc", "test/bench/hendelser-leser.ts"], {
        env: { ...env, ...tabell, SKATTEETATEN_TOKEN: token() },
        stdio: ["ignore", "pipe", "inherit"],
      });
      const slutt = once(prosess, "exit");
      const utskrift = text(prosess.stdout);
      if (drap !== undefined) mellomledd.behandle(morder(drap, () => prosess.kill("SIGKILL")));
      await slutt;
      await mellomledd.stille();
      const linje = await utskrift;
      return linje === "" ? undefined : (JSON.parse(linje) as Leseutfall);
    },

    async tilstand() {
      const markoer = await hentRad("kilde", "markoer");
      const neste = Number(markoer?.neste ?? 1);
      const side = feed.filter(({ sekvensnummer }) => sekvensnummer >= neste).slice(0, SIDE);
      const siste = side.at(-1)?.sekvensnummer ?? 0;
      const foer = ventet.filter(({ sekvensnummer }) => sekvensnummer < neste).length;
      const paaSiden = ventet.filter((v) => v.sekvensnummer >= neste && v.sekvensnummer <= siste).length;
      const hoder = await Promise.all(valgte.map((kommune) => hentRad(kommune, "hode")));
      const skrevet = hoder.reduce((sum, hode) => sum + Number(hode?.neste ?? 1) - 1, 0) - foer;
      if (skrevet === 0) return "UROERT";
      return skrevet === paaSiden ? "HEL" : "HALV";
    },

    async avvik() {
      const funnet: string[] = [];
      for (const [kommune, ventede] of ventetPerKommune) {
        const filter = `PartitionKey eq '${kommune}' and RowKey ge 'e.' and RowKey lt 'e/'`;
        const fortalt = [];
        for await (const rad of hendelser.listEntities({ queryOptions: { filter } }))
          fortalt.push(lesEndring(rad));
        if (fortalt.length !== ventede.length)
          funnet.push(`${kommune}: ${fortalt.length} of ${ventede.length}`);
        const galt = fortalt.findIndex(
          (e, i) => e?.sekvensnummer !== i + 1 || e.abonnementId !== ventede[i]?.abonnementId,
        );
        if (galt >= 0) funnet.push(`${kommune}: change ${galt + 1} is another`);
      }
      return funnet;
    },

    async close() {
      await mellomledd.close();
      await system.close();
    },
  };
}
