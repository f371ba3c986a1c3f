// What the tests of settlements in bulk have in common: cases, orders, and waiting for their results.

import { setTimeout as pause } from "node:timers/promises";
import { BlobServiceClient, newPipeline, type ContainerClient } from "@azure/storage-blob";
import { STORAGE_RESSURS } from "../standins/azure/identity-server.ts";
import { SITUASJONER } from "../standins/skatteetaten/personer.ts";
import type { Svar, Tjeneste } from "./tjeneste.ts";

export type Sak = {
  readonly inntektsaar: number | "SISTE";
  readonly personer: readonly { readonly rolle: string; readonly personidentifikator: string }[];
  readonly saksreferanse?: string;
} & Readonly<Record<string, unknown>>;

export type Resultat = {
  readonly nr: number;
  readonly saksreferanse: string | null;
  readonly status: string;
  readonly oppslag?: Readonly<Record<string, unknown>>;
  readonly beregning?: Readonly<Record<string, unknown>>;
  readonly feil?: Readonly<Record<string, unknown>>;
};

export type Jobbsvar = {
  readonly id: string;
  readonly status: string;
  readonly antall: number;
  readonly beregnet: number;
  readonly feilet: number;
  readonly igjen: number;
  readonly resultater: readonly Resultat[];
};

/** A case of one resident: charged for a year, and now to be settled. */
export function sak(personidentifikator: string, inntektsaar: number | "SISTE", mer: object = {}): Sak {
  return {
    inntektsaar,
    personer: [{ rolle: "BEBOER", personidentifikator }],
    beregningsdato: "2026-06-01",
    opphold: { innflytting: "2025-01-01" },
    periode: { fra: "2026-01-01", til: "2026-06-30" },
    krevd: [{ fra: "2026-01-01", til: "2026-06-30", beloepPerMaaned: 15_000 }],
    ...mer,
  };
}

export const KS_SAK = sak(SITUASJONER.ksBeboer, 2023, {
  personer: [
    { rolle: "BEBOER", personidentifikator: SITUASJONER.ksBeboer },
    { rolle: "EKTEFELLE", personidentifikator: SITUASJONER.ksEktefelle },
  ],
  saksreferanse: "2026/1",
});

export function bestill(
  tjeneste: Tjeneste,
  noekkel: string,
  saker: readonly unknown[],
  token?: string,
): Promise<Svar> {
  return tjeneste.post("/api/v1/etteroppgjoer", { noekkel, saker }, token === undefined ? {} : { token });
}

export async function hentJobb(
  tjeneste: Tjeneste,
  sti: string,
  { query = "", kommune }: { readonly query?: string; readonly kommune?: string } = {},
): Promise<Svar> {
  return tjeneste.anrop(`${sti}${query}`, { token: await tjeneste.system.hentEpjToken(kommune) });
}

/** The job when nothing of it is left. */
export async function vent(tjeneste: Tjeneste, sti: string, innenMs = 30_000): Promise<Jobbsvar> {
  const token = await tjeneste.system.hentEpjToken();
  const slutt = performance.now() + innenMs;
  for (;;) {
    const { json } = await tjeneste.anrop(`${sti}?antall=0`, { token });
    if (json?.status === "FERDIG") break;
    if (performance.now() > slutt) throw new Error(`the job is ${String(json?.status)} still`);
    await pause(100);
  }
  const { json } = await tjeneste.anrop(sti, { token });
  return json as unknown as Jobbsvar;
}

/** The same case one by one, as an EPJ does it. */
export async function enkeltvis(
  tjeneste: Tjeneste,
  enSak: Sak,
): Promise<Pick<Resultat, "oppslag" | "beregning" | "feil">> {
  const { inntektsaar, personer, saksreferanse } = enSak;
  const oppslag = await tjeneste.post("/api/v1/oppslag", { inntektsaar, personer, saksreferanse });
  if (oppslag.status !== 200) return { feil: oppslag.json ?? {} };
  const funnet = { oppslag: oppslag.json ?? {} };
  const svar = await tjeneste.post("/api/v1/beregning", { ...beregningen(enSak), ...funnet });
  return svar.status === 200
    ? { ...funnet, beregning: svar.json ?? {} }
    : { ...funnet, feil: svar.json ?? {} };
}

/** What a case is besides its lookup. */
export function beregningen(enSak: Sak): object {
  const iOppslaget = new Set(["inntektsaar", "personer", "saksreferanse"]);
  return Object.fromEntries(Object.entries(enSak).filter(([navn]) => !iOppslaget.has(navn)));
}

const EGNE = new Set(["oppslagId", "tidspunkt", "segl", "resultatId", "korrelasjonsid", "type", "status"]);

/** Without what is drawn anew each time (ids, times and seals), and what a problem has besides as an answer. */
export function utenId(verdi: Readonly<Record<string, unknown>> | undefined): object {
  return Object.fromEntries(Object.entries(verdi ?? {}).filter(([navn]) => !EGNE.has(navn)));
}

/** A token for storage, as the identity of the service gets it. */
export function lagertilgang(tjeneste: Tjeneste) {
  return {
    getToken: async () => ({
      token: await tjeneste.system.azure.identity.utsted(STORAGE_RESSURS),
      expiresOnTimestamp: Date.now() + 600_000,
    }),
  };
}

/** Where jobs are kept. */
export function container(tjeneste: Tjeneste): ContainerClient {
  const { env, certificates } = tjeneste.system.azure;
  // The option is handed on although the type does not tell.
  const valg: object = { tlsOptions: { ca: certificates.caPem } };
  const pipeline = newPipeline(lagertilgang(tjeneste), valg);
  return new BlobServiceClient(env.STORAGE_BLOB_URL ?? "", pipeline).getContainerClient("etteroppgjoer");
}
