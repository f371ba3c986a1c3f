// Everything the service calls, on loopback in one call, with a municipality that is ready, and the environment that
// makes the service find it.

import { generateKeyPair, randomBytes } from "node:crypto";
import { promisify } from "node:util";
import { calculateJwkThumbprint, exportJWK } from "jose";
import { startAzure, type Azure } from "./azure/start.ts";
import { fetchToken } from "./maskinporten/fetch-token.ts";
import {
  SKATTEETATENS_SCOPES,
  startMaskinporten,
  type Clientnoekkel,
  type Maskinporten,
} from "./maskinporten/maskinporten.ts";
import { startSkatteetaten, type Skatteetaten } from "./skatteetaten/skatteetaten.ts";

export const LEVERANDOER = "310149942";
/** A synthetic municipality with access and all three delegations. */
export const KOMMUNE = "313876144";
export const ANNEN_KOMMUNE = "310827002";
export const EPJ = "312582465";
export const SCOPE_OPPSLAG = "egenandel:oppslag";
const SCOPE_TILKOBLING = "egenandel:tilkobling";
export const AUDIENCE = "https://egenandel.example.no";
const DELEGERINGSKILDE = "https://tt02.altinn.no/";
const TOKENLEVETID_SEKUNDER = 3_600;

export type SystemValg = {
  /** False leaves Azurite out; the access log then cannot be written. */
  readonly storage?: boolean;
  readonly now?: () => Date;
};

export type System = {
  readonly maskinporten: Maskinporten;
  readonly skatteetaten: Skatteetaten;
  readonly azure: Azure;
  /** The environment of the service, all settings. */
  readonly env: Readonly<Record<string, string>>;
  /** A token as an EPJ system gets it: on behalf of the municipality, with the scope of the lookup. */
  hentEpjToken(kommune?: string): Promise<string>;
  close(): Promise<void>;
};

async function seglnoekkel(): Promise<string> {
  const { privateKey } = await promisify(generateKeyPair)("ec", { namedCurve: "P-256" });
  const jwk = await exportJWK(privateKey);
  return JSON.stringify({ ...jwk, alg: "ES256", use: "sig", kid: await calculateJwkThumbprint(jwk) });
}

function giTilgang({ register }: Maskinporten, kommune: string): void {
  for (const scope of Object.keys(SKATTEETATENS_SCOPES)) {
    register.giTilgang(kommune, scope);
    register.deleger(kommune, LEVERANDOER, scope);
  }
  register.giTilgang(kommune, SCOPE_OPPSLAG);
  register.deleger(kommune, EPJ, SCOPE_OPPSLAG);
}

/** Starts all stand-ins. The municipality KOMMUNE and ANNEN_KOMMUNE are ready; EPJ may call for both. */
export async function startSystem({ storage = true, now }: SystemValg = {}): Promise<System> {
  const klokke = now === undefined ? {} : { now };
  const maskinporten = await startMaskinporten(klokke);
  maskinporten.register.settScope(SCOPE_OPPSLAG, {
    eier: LEVERANDOER,
    maksLevetidSekunder: TOKENLEVETID_SEKUNDER,
    delegeringskilde: DELEGERINGSKILDE,
  });
  const [egen, epj] = await Promise.all([
    maskinporten.createClient({ orgnr: LEVERANDOER, scopes: Object.keys(SKATTEETATENS_SCOPES) }),
    maskinporten.createClient({ orgnr: EPJ, scopes: [SCOPE_OPPSLAG] }),
  ]);
  giTilgang(maskinporten, KOMMUNE);
  giTilgang(maskinporten, ANNEN_KOMMUNE);
  const [skatteetaten, azure] = await Promise.all([
    startSkatteetaten({ issuer: maskinporten.issuer, jwksUrl: maskinporten.jwksUrl, ...klokke }),
    startAzure({
      storage,
      secrets: {
        "maskinporten-noekkel": JSON.stringify(egen.privateJwk),
        "segl-noekkel": await seglnoekkel(),
        "logg-pepper": randomBytes(32).toString("base64url"),
      },
      ...klokke,
    }),
  ]);
  return {
    maskinporten,
    skatteetaten,
    azure,
    env: miljoe(maskinporten, egen, skatteetaten, azure),
    hentEpjToken: (kommune = KOMMUNE) =>
      fetchToken({
        issuer: maskinporten.issuer,
        clientId: epj.clientId,
        privateJwk: epj.privateJwk,
        scope: SCOPE_OPPSLAG,
        consumerOrg: kommune,
        resource: AUDIENCE,
        ...klokke,
      }),
    close: async () => {
      await Promise.all([maskinporten.close(), skatteetaten.close(), azure.close()]);
    },
  };
}

function miljoe(
  { issuer }: Maskinporten,
  egen: Clientnoekkel,
  skatteetaten: Skatteetaten,
  azure: Azure,
): Readonly<Record<string, string>> {
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
    ALTINN_PLATFORM_URL: "https://platform.tt02.altinn.no",
    LEVERANDOER_ORGNR: LEVERANDOER,
    API_ISSUER: issuer,
    API_AUDIENCE: AUDIENCE,
    API_SCOPE_OPPSLAG: SCOPE_OPPSLAG,
    API_SCOPE_TILKOBLING: SCOPE_TILKOBLING,
    OPERATOER_ISSUER: "https://login.microsoftonline.com/00000000-0000-0000-0000-000000000000/v2.0",
    OPERATOER_AUDIENCE: "api://egenandel",
    OPERATOER_ROLLE: "Operatoer",
  };
}
