// What the tests of proof by token start from: a supplier's client at Maskinporten, and a municipality that has delegated.

import { randomUUID } from "node:crypto";
import { importJWK, type CryptoKey } from "jose";
import { createSend } from "../../../shared/adapters/http/send.ts";
import { createTilgangsbevis } from "../../../shared/adapters/maskinporten/tilgangsbevis.ts";
import {
  createTokenClient,
  SCOPES,
  type TokenClientDeps,
} from "../../../shared/adapters/maskinporten/token-client.ts";
import { createJwks, NoeklerUtilgjengelige } from "../../../shared/adapters/noekler/jwks.ts";
import {
  lesOrganisasjonsnummer,
  type Organisasjonsnummer,
} from "../../../shared/kernel/organisasjonsnummer.ts";
import { ok } from "../../../shared/kernel/result.ts";
import type { ApiProeve, Proeve } from "../../../shared/tilkobling/hendelse.ts";
import type { ProevApi } from "../../../shared/tilkobling/proeve.ts";
import { jsonSvar } from "../../standins/http/answers.ts";
import { delegert, organisasjon, type Claims } from "../../standins/maskinporten/claims.ts";
import {
  startMaskinporten,
  type Clientnoekkel,
  type Maskinporten,
} from "../../standins/maskinporten/maskinporten.ts";

function orgnr(tekst: string): Organisasjonsnummer {
  const lest = lesOrganisasjonsnummer(tekst);
  if (lest === undefined) throw new Error("not an organisasjonsnummer");
  return lest;
}
export const LEVERANDOER = orgnr("310149942");
export const KOMMUNE = orgnr("313876144");
export const ANNEN_KOMMUNE = orgnr("310827002");
export const NAA = new Date("2026-11-23T10:00:00Z");
export const SEKUND = NAA.getTime() / 1000;
export const KILDE = "https://tt02.altinn.no/";
/** The API that a token is asked for where it does not matter which. */
export const API = "BEREGNET_SKATT";

export const OK: Proeve = { status: "OK", aarsakskode: null };
export const mangler = (aarsakskode: string): Proeve => ({ status: "MANGLER", aarsakskode });
export const ukjent = (aarsakskode: string): Proeve => ({ status: "UKJENT", aarsakskode });
export const beggeUkjent = (kode: string): ApiProeve => ({ tilgang: ukjent(kode), delegering: ukjent(kode) });

const send = createSend({ fetch, tilfeldig: () => 0, vent: () => Promise.resolve() });

export type Bevisrigg = {
  readonly maskinporten: Maskinporten;
  /** The proof, with something of ours changed. */
  readonly bevis: (endring?: Partial<TokenClientDeps>) => ProevApi;
  /** How a client signs, as the proof wants it. */
  readonly noekkelAv: (client: Clientnoekkel) => Promise<TokenClientDeps["noekkel"]>;
  /** Claims of a token that is accepted, changed as told (undefined removes). */
  readonly claims: (endring?: Claims) => Claims;
  /** Maskinporten answers every request with this token. */
  readonly svarMedToken: (accessToken: string) => void;
  readonly nullstill: () => void;
};

async function noekkelAv({ kid, privateJwk }: Clientnoekkel): Promise<TokenClientDeps["noekkel"]> {
  const key: CryptoKey | Uint8Array = await importJWK(privateJwk, "RS256");
  if (key instanceof Uint8Array) throw new Error("not a key pair");
  return () => Promise.resolve(ok({ kid, key }));
}

/** A stand-in on a clock that stands still at NAA. */
export async function startBevisrigg(): Promise<Bevisrigg> {
  const maskinporten = await startMaskinporten({ now: () => NAA });
  const { issuer, jwksUrl, register } = maskinporten;
  const client = await maskinporten.createClient({ orgnr: LEVERANDOER, scopes: Object.values(SCOPES) });
  const { clientId } = client;
  const noekkel = await noekkelAv(client);

  return {
    maskinporten,
    noekkelAv,
    bevis(endring = {}) {
      const felles = { issuer, clientId, leverandoer: LEVERANDOER, now: (): Date => NAA, ...endring };
      return createTilgangsbevis({
        ...felles,
        hentToken: createTokenClient({
          send,
          tokenUrl: new URL("token", issuer),
          noekkel,
          nyId: randomUUID,
          ...felles,
        }),
        delegeringskilde: KILDE,
        noekkel: createJwks({
          send,
          motpart: "MASKINPORTEN",
          jwkUrl: () => Promise.resolve(new URL(jwksUrl)),
          now: () => NAA,
        }),
        erUtilgjengelig: (feil) => feil instanceof NoeklerUtilgjengelige,
      });
    },
    claims: (endring = {}) => ({
      scope: SCOPES[API],
      client_id: clientId,
      consumer: organisasjon(KOMMUNE),
      ...delegert(LEVERANDOER, KILDE),
      ...endring,
    }),
    svarMedToken(accessToken) {
      const body = { access_token: accessToken, token_type: "Bearer", expires_in: 120 };
      maskinporten.settTokenFeil({ type: "SVAR", svar: jsonSvar(200, body) });
    },
    nullstill() {
      maskinporten.fjernFeil();
      maskinporten.nullstillLogg();
      maskinporten.settForm({ errorUri: true, sporing: "trace_id" });
      for (const scope of Object.values(SCOPES)) {
        register.giTilgang(KOMMUNE, scope);
        register.giTilgang(LEVERANDOER, scope);
        register.deleger(KOMMUNE, LEVERANDOER, scope);
      }
    },
  };
}
