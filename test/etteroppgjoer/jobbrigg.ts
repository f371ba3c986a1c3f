// Jobs on real storage for a test: ordered, given turns, and read back.

import { randomBytes, randomUUID } from "node:crypto";
import { BlobServiceClient, newPipeline } from "@azure/storage-blob";
import { createJobblager } from "../../shared/adapters/storage/jobblager.ts";
import { createLaaser } from "../../shared/adapters/storage/laaser.ts";
import type { Hendelselageraarsak } from "../../shared/adapters/storage/hendelseskall.ts";
import type { Saksutfall, UtfoerSak } from "../../shared/etteroppgjoer/behandle-bunke.ts";
import { createBehandleJobb, type Arbeid } from "../../shared/etteroppgjoer/behandle-jobb.ts";
import type { Jobb } from "../../shared/etteroppgjoer/jobb.ts";
import type { Jobblager, Laaser, Melding } from "../../shared/etteroppgjoer/lager.ts";
import { ok } from "../../shared/kernel/result.ts";
import { orgnr } from "../hendelser/eksempel.ts";
import { STORAGE_RESSURS } from "../standins/azure/identity-server.ts";
import { startAzure } from "../standins/azure/start.ts";

export const KOMMUNE = orgnr("313876144");
const PEPPER = randomBytes(32).toString("base64url");
const ANSVAR = { leverandoer: null, clientId: "klient", jti: "jti", korrelasjonsid: randomUUID() };

export const BEREGNET = (innhold: unknown): Saksutfall => ({
  status: "BEREGNET",
  innhold: { innhold },
  forbigaaende: false,
});

export const tall = (antall: number): number[] => Array.from({ length: antall }, (_, i) => i + 1);
/** Each case with its own number as its result. */
export const hvert = (antall: number): [number, number][] => tall(antall).map((nr) => [nr, nr]);

export type Turvalg = {
  readonly frist?: AbortSignal;
  readonly lager?: Jobblager;
  readonly laaser?: Laaser;
};

/** Azurite, with a clock that stands until it is set. */
export async function startJobbrigg() {
  const azure = await startAzure();
  const sendt: { melding: Melding; vent: number }[] = [];
  const meldt: Hendelselageraarsak[] = [];
  let naa = new Date(0);

  /** `foerKall` is waited for before each call to storage. */
  const adgang = (foerKall?: () => Promise<void>) => ({
    blobUrl: new URL(azure.env.STORAGE_BLOB_URL ?? ""),
    credential: {
      getToken: async () => {
        await foerKall?.();
        const token = await azure.identity.utsted(STORAGE_RESSURS);
        // One that is out already is asked for again before the next call.
        return { token, expiresOnTimestamp: foerKall === undefined ? Date.now() + 600_000 : 0 };
      },
    },
    loopbackCa: azure.certificates.caPem,
    meld: (aarsak: Hendelselageraarsak) => meldt.push(aarsak),
    klokkeMs: () => performance.now(),
  });

  const lager = (foerKall?: () => Promise<void>): Jobblager =>
    createJobblager({
      ...adgang(foerKall),
      pepper: () => Promise.resolve(ok(PEPPER)),
      now: () => naa,
      nyId: randomUUID,
    });

  const opprett = (saker: readonly unknown[], noekkel: string = randomUUID(), i: Jobblager = lager()) =>
    i.opprett(KOMMUNE, { noekkel, kanonisk: JSON.stringify(saker), saker, ansvar: ANSVAR, mottatt: naa });

  // The option is handed on although the type does not tell.
  const tls: object = { tlsOptions: { ca: azure.certificates.caPem } };
  const container = new BlobServiceClient(
    azure.env.STORAGE_BLOB_URL ?? "",
    newPipeline(adgang().credential, tls),
  ).getContainerClient("etteroppgjoer");

  return {
    /** What was sent to the queue, and why storage failed. */
    sendt,
    meldt,
    lager,
    opprett,

    nullstill(): void {
      naa = new Date("2026-11-23T10:00:00Z");
      sendt.length = 0;
      meldt.length = 0;
    },

    settNaa(tid: string): void {
      naa = new Date(tid);
    },

    async bestill(saker: readonly unknown[], noekkel?: string): Promise<Jobb> {
      const jobb = await opprett(saker, noekkel);
      if (!jobb.ok || jobb.value === "ANNET_INNHOLD") throw new Error("not ordered");
      return jobb.value;
    },

    async tur({ jobbId }: Pick<Jobb, "jobbId">, utfoerSak: UtfoerSak, valg: Turvalg = {}): Promise<Arbeid> {
      const behandle = createBehandleJobb({
        lager: valg.lager ?? lager(),
        laaser: valg.laaser ?? createLaaser(adgang()),
        koe: {
          send: (melding, vent) => {
            sendt.push({ melding, vent });
            return Promise.resolve(ok(undefined));
          },
        },
        utfoerSak,
        antallPersoner: () => 1,
        now: () => naa,
        nyFrist: () => valg.frist ?? new AbortController().signal,
      });
      const arbeid = await behandle({ kommune: KOMMUNE, jobbId });
      if (!arbeid.ok) throw new Error(arbeid.feil.kode);
      return arbeid.value;
    },

    async staar({ jobbId }: Pick<Jobb, "jobbId">): Promise<Jobb> {
      const lest = await lager().hent(KOMMUNE, jobbId);
      if (!lest.ok || lest.value === undefined) throw new Error("no job");
      return lest.value.jobb;
    },

    /** The results by number, with what they hold. */
    async resultater(jobb: Jobb): Promise<[number, unknown][]> {
      const alle = [];
      for (const nr of jobb.bunker.keys()) {
        const lest = await lager().hentResultater(jobb, nr);
        if (!lest.ok) throw new Error(lest.feil.kode);
        alle.push(...lest.value.liste);
      }
      return alle.map(({ nr, innhold }) => [nr, innhold.innhold ?? innhold.feil]);
    },

    /** The blobs of cases, which hold numbers of persons, that are kept under a key still, whoever wrote them. */
    async sakblober({ jobbId }: Pick<Jobb, "jobbId">): Promise<string[]> {
      const navn: string[] = [];
      for await (const blob of container.listBlobsFlat({ prefix: `${KOMMUNE}/${jobbId}/` })) {
        if (blob.name.includes("/saker/")) navn.push(blob.name);
      }
      return navn;
    },

    /** Writes what is none of the service's in the place of a blob. */
    async oedelegg(navn: string): Promise<void> {
      await container.getBlockBlobClient(navn).upload("{}", 2);
    },

    close: () => azure.close(),
  };
}

export type Jobbrigg = Awaited<ReturnType<typeof startJobbrigg>>;
