// Entra ID on a loopback socket: metadata, keys and v2.0 access tokens of one tenant, with faults on command.

import type { KeyObject } from "node:crypto";
import { jsonSvar, send, type Svar } from "../http/answers.ts";
import { createFeilbryter } from "../http/feilbryter.ts";
import { startServer, type Utveksling } from "../http/server.ts";
import { svarMedJwksFeil, type JwksFeil } from "../maskinporten/feil.ts";
import { jws, type Jwsnoekkel } from "../maskinporten/jws.ts";
import { createSigneringsnoekler, type Noekkelpar } from "../maskinporten/noekler.ts";
import { appclaims, brukerclaims, type Claims } from "./claims.ts";
import { FLYTTET, svarMedMetadataFeil, type MetadataFeil } from "./feil.ts";

export type EntraOptions = {
  /** The client id of the API that tokens are for. */
  readonly audience: string;
  /** The system clock when absent. */
  readonly now?: () => Date;
  /** 0 or absent: a free one. */
  readonly port?: number;
};

export type Entra = {
  /** `http://127.0.0.1:<port>/<tenant>/v2.0`, no slash at the end. */
  readonly issuer: string;
  readonly tenant: string;
  /** `http://127.0.0.1:<port>`. */
  readonly url: string;
  readonly jwksUrl: string;
  /** A token of a person, changed as told (undefined removes) and signed with the active key or the one given. */
  readonly issueToken: (
    claims?: Claims,
    header?: Claims,
    valg?: { readonly key?: Jwsnoekkel; readonly payload?: string },
  ) => string;
  /** A token of an application that acts for itself. */
  readonly issueAppToken: (claims?: Claims) => string;
  readonly roterNoekler: () => Promise<void>;
  readonly slettGamleNoekler: () => void;
  readonly aktivNoekkel: () => Noekkelpar;
  readonly gammelNoekkel: () => KeyObject | undefined;
  readonly settMetadataFeil: (feil: MetadataFeil, antall?: number) => void;
  readonly settJwksFeil: (feil: JwksFeil, antall?: number) => void;
  readonly fjernFeil: () => void;
  readonly logg: () => { readonly metadataHentinger: number; readonly jwksHentinger: number };
  readonly nullstillLogg: () => void;
  readonly close: () => Promise<void>;
};

const TENANT = "6f4b0f7e-3a52-4c1d-9f0a-5d1c8e2b7a90";

/** Starts the stand-in of one tenant. */
export async function startEntra(options: EntraOptions): Promise<Entra> {
  const { audience, now = (): Date => new Date() } = options;
  const noekler = await createSigneringsnoekler();
  const metadataFeil = createFeilbryter<undefined, MetadataFeil>();
  const jwksFeil = createFeilbryter<undefined, JwksFeil>();
  let metadataHentinger = 0;
  let jwksHentinger = 0;

  /** As Entra ID serves them: no alg, and the issuer with the tenant left open. */
  function jwks(): Svar {
    const keys = noekler.jwks().keys.map(({ kty, use, kid, n, e }) => ({
      kty,
      use,
      kid,
      x5t: kid,
      n,
      e,
      issuer: `${server.url}/{tenantid}/v2.0`,
    }));
    return jsonSvar(200, { keys });
  }

  function metadata(): Readonly<Record<string, unknown>> {
    return {
      token_endpoint: `${server.url}/${TENANT}/oauth2/v2.0/token`,
      token_endpoint_auth_methods_supported: ["client_secret_post", "private_key_jwt", "client_secret_basic"],
      jwks_uri: jwksUrl,
      response_modes_supported: ["query", "fragment", "form_post"],
      subject_types_supported: ["pairwise"],
      id_token_signing_alg_values_supported: ["RS256"],
      response_types_supported: ["code", "id_token", "code id_token", "id_token token"],
      scopes_supported: ["openid", "profile", "email", "offline_access"],
      issuer,
      authorization_endpoint: `${server.url}/${TENANT}/oauth2/v2.0/authorize`,
      tenant_region_scope: "EU",
    };
  }

  async function svarPaaMetadata(utveksling: Utveksling): Promise<void> {
    metadataHentinger += 1;
    const feil = metadataFeil.ta(undefined);
    if (feil === undefined) send(utveksling, jsonSvar(200, metadata()));
    else await svarMedMetadataFeil(feil, utveksling, metadata());
  }

  async function svarPaaNoekler(utveksling: Utveksling): Promise<void> {
    jwksHentinger += 1;
    const feil = jwksFeil.ta(undefined);
    if (feil === undefined) send(utveksling, jwks());
    else await svarMedJwksFeil(feil, utveksling, jwks());
  }

  const server = await startServer(async (utveksling) => {
    const { method, url: sti = "" } = utveksling.req;
    if (method !== "GET") send(utveksling, { status: 405, body: "" });
    else if (sti === `/${TENANT}/v2.0/.well-known/openid-configuration`) await svarPaaMetadata(utveksling);
    else if (sti === `/${TENANT}/discovery/v2.0/keys`) await svarPaaNoekler(utveksling);
    else if (sti === "/jwk-flyttet") send(utveksling, jwks());
    else if (sti === FLYTTET) send(utveksling, jsonSvar(200, metadata()));
    else send(utveksling, { status: 404, body: "" });
  }, options.port);
  const issuer = `${server.url}/${TENANT}/v2.0`;
  const jwksUrl = `${server.url}/${TENANT}/discovery/v2.0/keys`;

  const issueToken: Entra["issueToken"] = (claims = {}, header = {}, { key, payload } = {}) => {
    const { kid, privat } = noekler.aktiv();
    const grunnlag = brukerclaims({ issuer, tenant: TENANT, audience, naa: now() });
    // JSON leaves undefined members out, which is how an override removes a claim or a header field.
    const innhold = payload ?? JSON.stringify({ ...grunnlag, ...claims });
    return jws({ typ: "JWT", alg: "RS256", kid, ...header }, innhold, key ?? privat);
  };

  return {
    issuer,
    tenant: TENANT,
    url: server.url,
    jwksUrl,
    issueToken,
    issueAppToken: (claims = {}) => issueToken({ ...appclaims(), ...claims }),
    roterNoekler: noekler.roter,
    slettGamleNoekler: noekler.slettGamle,
    aktivNoekkel: noekler.aktiv,
    gammelNoekkel: () => noekler.gamle()[0]?.privat,
    settMetadataFeil: (feil, antall) => {
      metadataFeil.sett(feil, () => true, antall);
    },
    settJwksFeil: (feil, antall) => {
      jwksFeil.sett(feil, () => true, antall);
    },
    fjernFeil() {
      metadataFeil.fjernAlle();
      jwksFeil.fjernAlle();
    },
    logg: () => ({ metadataHentinger, jwksHentinger }),
    nullstillLogg() {
      metadataHentinger = 0;
      jwksHentinger = 0;
    },
    close: server.close,
  };
}
