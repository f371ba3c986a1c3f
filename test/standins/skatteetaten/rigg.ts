// What the tests of this folder start from: both stand-ins on one clock, and calls as a supplier makes them.

import { randomUUID } from "node:crypto";
import { fetchToken } from "../maskinporten/fetch-token.ts";
import { startMaskinporten, SKATTEETATENS_SCOPES, type Maskinporten } from "../maskinporten/maskinporten.ts";
import type { Api, Personapi } from "./api.ts";
import { TESTKOMMUNER } from "./kommuner.ts";
import { startSkatteetaten, type Skatteetaten } from "./skatteetaten.ts";

export const LEVERANDOER = "310149942";
const [kommune = "", annen = ""] = TESTKOMMUNER;
export const KOMMUNE = kommune;
export const ANNEN_KOMMUNE = annen;

export type Anrop = {
  /** Replaces the token; undefined sends none. */
  readonly token?: string | undefined;
  readonly headers?: Readonly<Record<string, string | undefined>>;
  readonly method?: string;
  readonly signal?: AbortSignal;
};

export type Rigg = {
  readonly maskinporten: Maskinporten;
  readonly skatteetaten: Skatteetaten;
  readonly settKlokke: (naa: Date) => void;
  /** A delegated token with the scope of the API. */
  readonly token: (api: Api, consumerOrg?: string) => Promise<string>;
  /** A GET below the API's address, right in everything that is not changed. */
  readonly kall: (api: Api, sti: string, anrop?: Anrop) => Promise<Response>;
  readonly nullstill: () => void;
  readonly close: () => Promise<void>;
};

export const SCOPE: Readonly<Record<Api, string>> = {
  SUMMERT_SKATTEGRUNNLAG: "skatteetaten:summertskattegrunnlag",
  BEREGNET_SKATT: "skatteetaten:beregnetskatt",
  AVREGNING: "skatteetaten:avregning",
  SISTE: "skatteetaten:summertskattegrunnlag",
  HENDELSER: "skatteetaten:summertskattegrunnlag",
};

const PAKKE = "kommunelangtidsoppholdinstitusjon";
export const KLOKKE = new Date("2026-11-23T10:00:00Z");

/** The path below the address of an API, for a person and a year. */
export function stiFor(api: Personapi, person: string, inntektsaar: number | string, pakke = PAKKE): string {
  if (api === "SISTE") return `/${person}`;
  return `${api === "SUMMERT_SKATTEGRUNNLAG" ? "/oppgjoer" : ""}/${pakke}/${inntektsaar}/${person}`;
}

export async function startRigg(): Promise<Rigg> {
  let naa = KLOKKE;
  const now = (): Date => naa;
  const maskinporten = await startMaskinporten({ now });
  const { issuer, jwksUrl, register } = maskinporten;
  const skatteetaten = await startSkatteetaten({ issuer, jwksUrl, now });
  const scopes = Object.keys(SKATTEETATENS_SCOPES);
  const client = await maskinporten.createClient({ orgnr: LEVERANDOER, scopes });
  for (const scope of scopes) {
    for (const consumer of [...TESTKOMMUNER, LEVERANDOER]) {
      register.giTilgang(consumer, scope);
      register.deleger(consumer, LEVERANDOER, scope);
    }
  }
  const base: Readonly<Record<Api, string>> = {
    SUMMERT_SKATTEGRUNNLAG: skatteetaten.summertUrl,
    BEREGNET_SKATT: skatteetaten.beregnetSkattUrl,
    AVREGNING: skatteetaten.avregningUrl,
    SISTE: skatteetaten.sisteUrl,
    HENDELSER: skatteetaten.hendelserUrl,
  };
  const token = (api: Api, consumerOrg = KOMMUNE): Promise<string> =>
    fetchToken({ issuer, ...client, scope: SCOPE[api], consumerOrg, now });

  return {
    maskinporten,
    skatteetaten,
    token,
    settKlokke(ny) {
      naa = ny;
    },
    async kall(api, sti, anrop = {}) {
      const brukt = "token" in anrop ? anrop.token : await token(api);
      const headers: Readonly<Record<string, string | undefined>> = {
        accept: "application/json",
        korrelasjonsid: randomUUID(),
        authorization: brukt === undefined ? undefined : `Bearer ${brukt}`,
        ...anrop.headers,
      };
      return fetch(`${base[api]}${sti}`, {
        method: anrop.method ?? "GET",
        headers: Object.entries(headers).flatMap(([n, v]): [string, string][] =>
          v === undefined ? [] : [[n, v]],
        ),
        ...(anrop.signal === undefined ? {} : { signal: anrop.signal }),
      });
    },
    nullstill() {
      naa = KLOKKE;
      skatteetaten.fjernFeil();
      skatteetaten.feed.toem();
      skatteetaten.feed.settSlutt("TOM_LISTE");
      skatteetaten.settForsinkelse(0);
      skatteetaten.nullstillLogg();
    },
    async close() {
      await Promise.all([maskinporten.close(), skatteetaten.close()]);
    },
  };
}
