// Everything the service calls, on loopback in one call, with a municipality that is ready, and the environment that
// makes the service find it.

import { generateKeyPair, randomBytes } from "node:crypto";
import { promisify } from "node:util";
import { calculateJwkThumbprint, exportJWK } from "jose";
import kommuner from "../../shared/tilkobling/kommuner.json" with { type: "json" };
import { ALTINNS_SCOPES, startAltinn, type Altinn } from "./altinn/altinn.ts";
import { SCOPE_OPPSLAG as SCOPE_DELEGERINGER } from "./altinn/oppslag.ts";
import { startAzure, type Azure } from "./azure/start.ts";
import { startEntra, type Entra } from "./entra/entra.ts";
import type { Claims } from "./entra/claims.ts";
import { fetchToken } from "./maskinporten/fetch-token.ts";
import {
  SKATTEETATENS_SCOPES,
  startMaskinporten,
  type Clientnoekkel,
  type Maskinporten,
} from "./maskinporten/maskinporten.ts";
import { APIER } from "./skatteetaten/api.ts";
import { startSkatteetaten, type Skatteetaten } from "./skatteetaten/skatteetaten.ts";

export const LEVERANDOER = "310149942";
/** A synthetic municipality with access and all three delegations. */
export const KOMMUNE = "313876144";
export const ANNEN_KOMMUNE = "310827002";
export const EPJ = "312582465";
export const SCOPE_OPPSLAG = "egenandel:oppslag";
export const SCOPE_TILKOBLING = "egenandel:tilkobling";
export const AUDIENCE = "https://egenandel.example.no";
/** The client id of this API in Entra ID. */
const OPERATOER_AUDIENCE = "3f6c1f0a-8d0e-4b5a-9a56-0d6f5c2b1e77";
const OPERATOER_ROLLE = "Operatoer";
const DELEGERINGSKILDE = "https://tt02.altinn.no/";
const TOKENLEVETID_SEKUNDER = 3_600;

/** Those of this service, which municipalities delegate to their EPJ supplier. */
const VAARE_SCOPES = [SCOPE_OPPSLAG, SCOPE_TILKOBLING];

export type SystemValg = {
  /** False leaves Azurite out; the access log then cannot be written. */
  readonly storage?: boolean;
  /** True gives an Azurite that can be stopped. */
  readonly egetLager?: boolean;
  /** True gives the service somewhere to send telemetry. */
  readonly telemetri?: boolean;
  readonly now?: () => Date;
};

export type Operatoervalg = {
  /** The operator's role when absent. */
  readonly roller?: readonly string[];
  readonly oid?: string;
  readonly claims?: Claims;
};

export type System = {
  readonly maskinporten: Maskinporten;
  readonly skatteetaten: Skatteetaten;
  readonly altinn: Altinn;
  readonly entra: Entra;
  readonly azure: Azure;
  /** The environment of the service, all settings. */
  readonly env: Readonly<Record<string, string>>;
  /** A token as an EPJ system gets it: on behalf of the municipality, with the scope of the lookup. */
  hentEpjToken(kommune?: string): Promise<string>;
  /** The same with the scope of the connection. */
  hentTilkoblingToken(kommune?: string): Promise<string>;
  /** A token of an operator who has signed in, changed as told (undefined removes). */
  hentOperatoerToken(valg?: Operatoervalg): Promise<string>;
  /** Gives a municipality access, and delegates everything to us and to EPJ, as KOMMUNE has from the start. */
  giTilgang(kommune: string): void;
  close(): Promise<void>;
};

/** A new key for seals, as it is kept in the vault. */
export async function seglnoekkel(): Promise<string> {
  const { privateKey } = await promisify(generateKeyPair)("ec", { namedCurve: "P-256" });
  const jwk = await exportJWK(privateKey);
  return JSON.stringify({ ...jwk, alg: "ES256", use: "sig", kid: await calculateJwkThumbprint(jwk) });
}

function giTilgang({ register }: Maskinporten, kommune: string): void {
  for (const scope of Object.keys(SKATTEETATENS_SCOPES)) {
    register.giTilgang(kommune, scope);
    register.deleger(kommune, LEVERANDOER, scope);
  }
  for (const scope of VAARE_SCOPES) {
    register.giTilgang(kommune, scope);
    register.deleger(kommune, EPJ, scope);
  }
}

/** The scopes that this service and its counterparts use, besides those of Skatteetaten, and who may have them. */
function settScopes({ register }: Maskinporten): void {
  for (const [navn, scope] of Object.entries(ALTINNS_SCOPES)) register.settScope(navn, scope);
  register.giTilgang(LEVERANDOER, SCOPE_DELEGERINGER);
  for (const navn of VAARE_SCOPES) {
    register.settScope(navn, {
      eier: LEVERANDOER,
      maksLevetidSekunder: TOKENLEVETID_SEKUNDER,
      delegeringskilde: DELEGERINGSKILDE,
    });
  }
}

/**
 * Starts all stand-ins. The municipality KOMMUNE and ANNEN_KOMMUNE are ready; EPJ may call for both. Altinn knows every
 * municipality; that LEVERANDOER may look up delegations of Skatteetaten's scopes takes
 * `maskinporten.register.giPrefiks(LEVERANDOER, "skatteetaten")`.
 */
export async function startSystem({
  storage = true,
  egetLager = false,
  telemetri = false,
  now,
}: SystemValg = {}): Promise<System> {
  const klokke = now === undefined ? {} : { now };
  const maskinporten = await startMaskinporten(klokke);
  settScopes(maskinporten);
  const [egen, epj] = await Promise.all([
    maskinporten.createClient({
      orgnr: LEVERANDOER,
      scopes: [...Object.keys(SKATTEETATENS_SCOPES), SCOPE_DELEGERINGER],
    }),
    maskinporten.createClient({ orgnr: EPJ, scopes: VAARE_SCOPES }),
  ]);
  giTilgang(maskinporten, KOMMUNE);
  giTilgang(maskinporten, ANNEN_KOMMUNE);
  const parter = [LEVERANDOER, EPJ, KOMMUNE, ANNEN_KOMMUNE, ...kommuner.map((k) => k.organisasjonsnummer)];
  const [skatteetaten, altinn, entra, azure] = await Promise.all([
    startSkatteetaten({ issuer: maskinporten.issuer, jwksUrl: maskinporten.jwksUrl, ...klokke }),
    startAltinn({ maskinporten, parter, ...klokke }),
    startEntra({ audience: OPERATOER_AUDIENCE, ...klokke }),
    startAzure({
      storage,
      egetLager,
      telemetri,
      secrets: {
        "maskinporten-noekkel": JSON.stringify(egen.privateJwk),
        "segl-noekkel": await seglnoekkel(),
        "logg-pepper": randomBytes(32).toString("base64url"),
      },
      ...klokke,
    }),
  ]);
  const tokenFor =
    (scope: string) =>
    (kommune = KOMMUNE): Promise<string> =>
      fetchToken({
        issuer: maskinporten.issuer,
        clientId: epj.clientId,
        privateJwk: epj.privateJwk,
        scope,
        consumerOrg: kommune,
        resource: AUDIENCE,
        ...klokke,
      });
  return {
    maskinporten,
    skatteetaten,
    altinn,
    entra,
    azure,
    env: miljoe({ maskinporten, egen, skatteetaten, altinn, entra, azure }),
    hentEpjToken: tokenFor(SCOPE_OPPSLAG),
    hentTilkoblingToken: tokenFor(SCOPE_TILKOBLING),
    hentOperatoerToken: ({ roller = [OPERATOER_ROLLE], oid, claims } = {}) =>
      Promise.resolve(entra.issueToken({ roles: roller, ...(oid === undefined ? {} : { oid }), ...claims })),
    giTilgang: (kommune) => {
      giTilgang(maskinporten, kommune);
      for (const api of APIER) skatteetaten.kommuner.giPakke(kommune, api);
    },
    close: async () => {
      await Promise.all([
        maskinporten.close(),
        skatteetaten.close(),
        altinn.close(),
        entra.close(),
        azure.close(),
      ]);
    },
  };
}

type Motparter = Pick<System, "maskinporten" | "skatteetaten" | "altinn" | "entra" | "azure"> & {
  readonly egen: Clientnoekkel;
};

function miljoe({
  maskinporten: { issuer },
  egen,
  skatteetaten,
  altinn,
  entra,
  azure,
}: Motparter): Readonly<Record<string, string>> {
  return {
    // Where storage is left out nothing answers there.
    STORAGE_TABLE_URL: "https://127.0.0.1:1/devstoreaccount1",
    STORAGE_BLOB_URL: "https://127.0.0.1:1/devstoreaccount1",
    STORAGE_QUEUE_URL: "https://127.0.0.1:1/devstoreaccount1",
    ...azure.env,
    MASKINPORTEN_ISSUER: issuer,
    MASKINPORTEN_CLIENT_ID: egen.clientId,
    MASKINPORTEN_KEY_SECRET: "maskinporten-noekkel",
    SEGL_KEY_SECRET: "segl-noekkel",
    LOGG_PEPPER_SECRET: "logg-pepper",
    SKATTEETATEN_SUMMERT_URL: skatteetaten.summertUrl,
    SKATTEETATEN_BEREGNET_SKATT_URL: skatteetaten.beregnetSkattUrl,
    SKATTEETATEN_AVREGNING_URL: skatteetaten.avregningUrl,
    SKATTEETATEN_SISTE_URL: skatteetaten.sisteUrl,
    SKATTEETATEN_HENDELSER_URL: skatteetaten.hendelserUrl,
    ALTINN_PLATFORM_URL: altinn.url,
    LEVERANDOER_ORGNR: LEVERANDOER,
    API_ISSUER: issuer,
    API_AUDIENCE: AUDIENCE,
    API_SCOPE_OPPSLAG: SCOPE_OPPSLAG,
    API_SCOPE_TILKOBLING: SCOPE_TILKOBLING,
    OPERATOER_ISSUER: entra.issuer,
    OPERATOER_AUDIENCE,
    OPERATOER_ROLLE,
  };
}
