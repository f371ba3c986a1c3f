// Maskinporten on a loopback socket: metadata, keys and tokens, with the rules of the real one and faults on command.

import { randomUUID, type KeyObject } from "node:crypto";
import { text } from "node:stream/consumers";
import type { JWK } from "jose";
import { jsonSvar, send, type Svar } from "../http/answers.ts";
import { createFeilbryter } from "../http/feilbryter.ts";
import { startServer, type Utveksling } from "../http/server.ts";
import type { Feilform } from "./avslag.ts";
import { DELEGERINGSKILDE_TEST, tokenclaims, type Claims } from "./claims.ts";
import { svarMedJwksFeil, svarMedTokenFeil, type JwksFeil, type TokenFeil } from "./feil.ts";
import { jws, type Jwsnoekkel } from "./jws.ts";
import { SOESKENS_USER_AGENT } from "./noekkelhenting.ts";
import { createSigneringsnoekler, nyttNoekkelpar, privatJwk, type Noekkelpar } from "./noekler.ts";
import { createRegister, type Clientoppsett, type Register, type Scope } from "./register.ts";
import { svarPaaTokenkall } from "./token-endpoint.ts";
import { kidAv, tokenkallAv, type Logg, type Tokenkall } from "./tokenlogg.ts";

export type MaskinportenOptions = {
  /** 0 or absent: a free one. */
  readonly port?: number;
  /** The system clock when absent. */
  readonly now?: () => Date;
  /** Scopes that exist from the start; more with `register.settScope`. */
  readonly scopes?: Readonly<Record<string, Scope>>;
};

/** A client as its owner holds it. */
export type Clientnoekkel = { readonly clientId: string; readonly kid: string; readonly privateJwk: JWK };

type Form = Feilform & { readonly audUspesifisert: boolean };

export type Maskinporten = {
  /** `http://127.0.0.1:<port>/`: the iss of tokens and the aud of assertions. */
  readonly issuer: string;
  /** The same without the slash. */
  readonly url: string;
  readonly jwksUrl: string;
  readonly register: Register;
  /** Registers a client with a fresh RSA-2048 key; the name is made up when none is given. */
  readonly createClient: (
    oppsett: Omit<Clientoppsett, "clientId"> & { readonly clientId?: string },
  ) => Promise<Clientnoekkel>;
  /** A token for a made-up client, changed as told (undefined removes) and signed with the active key or the one given. */
  readonly issueToken: (
    claims?: Claims,
    header?: Readonly<Record<string, unknown>>,
    valg?: { readonly key?: Jwsnoekkel; readonly payload?: string },
  ) => string;
  readonly roterNoekler: () => Promise<void>;
  readonly slettGamleNoekler: () => void;
  readonly aktivNoekkel: () => Noekkelpar;
  /** The private key that signed before the last rotation; undefined when there has been none. */
  readonly gammelNoekkel: () => KeyObject | undefined;
  readonly settJwksFeil: (feil: JwksFeil, antall?: number) => void;
  /** For every token request, or those whose assertion `gjelder` accepts, or a share of them. */
  readonly settTokenFeil: (
    feil: TokenFeil,
    valg?: {
      readonly antall?: number;
      readonly andel?: number;
      readonly gjelder?: (kall: Tokenkall) => boolean;
    },
  ) => void;
  readonly fjernFeil: () => void;
  readonly settForm: (form: Partial<Form>) => void;
  readonly logg: () => Logg;
  /** Token requests that match every field given. */
  readonly antallTokenkall: (treff?: Partial<Tokenkall>) => number;
  readonly nullstillLogg: () => void;
  /** The W3C `traceparent` of every request that had one. */
  readonly traceparents: () => readonly string[];
  readonly close: () => Promise<void>;
};

const METODE_IKKE_TILLATT: Svar = { status: 405, body: "" };
const LEVETID_SEKUNDER = 120;
const SKATTEETATEN_ORGNR = "974761076";

/** The scopes of Skatteetaten's APIs, which can be delegated in Altinn. */
export const SKATTEETATENS_SCOPES: Readonly<Record<string, Scope>> = Object.fromEntries(
  ["summertskattegrunnlag", "spesifisertsummertskattegrunnlag", "beregnetskatt", "avregning"].map((navn) => [
    `skatteetaten:${navn}`,
    {
      eier: SKATTEETATEN_ORGNR,
      maksLevetidSekunder: LEVETID_SEKUNDER,
      delegeringskilde: DELEGERINGSKILDE_TEST,
    },
  ]),
);

function metadata(issuer: string): Svar {
  return jsonSvar(200, {
    issuer,
    token_endpoint: `${issuer}token`,
    jwks_uri: `${issuer}jwk`,
    grant_types_supported: ["urn:ietf:params:oauth:grant-type:jwt-bearer"],
    token_endpoint_auth_methods_supported: ["private_key_jwt"],
    token_endpoint_auth_signing_alg_values_supported: ["RS256", "RS384", "RS512"],
    authorization_details_types_supported: ["urn:altinn:systemuser", "urn:altinn:consent"],
  });
}

/** Starts the stand-in with an empty register save for the scopes. */
export async function startMaskinporten(options: MaskinportenOptions = {}): Promise<Maskinporten> {
  const now = options.now ?? (() => new Date());
  const register = createRegister(now);
  for (const [navn, scope] of Object.entries(options.scopes ?? SKATTEETATENS_SCOPES)) {
    register.settScope(navn, scope);
  }
  const noekler = await createSigneringsnoekler();
  const brukte = new Set<string>();
  const jwksFeil = createFeilbryter<undefined, JwksFeil>();
  const tokenFeil = createFeilbryter<Tokenkall, TokenFeil>();
  let form: Form = { sporing: "trace_id", errorUri: true, audUspesifisert: false };
  let tokenkall: Tokenkall[] = [];
  let grants: Logg["grants"][number][] = [];
  let jwksHentinger = 0;

  function signer(claims: Claims): string {
    const { kid, privat } = noekler.aktiv();
    return jws({ kid, alg: "RS256" }, JSON.stringify(claims), privat);
  }

  async function svarPaaJwk(utveksling: Utveksling): Promise<void> {
    const riktig = jsonSvar(200, noekler.jwks());
    const soesken = utveksling.req.headers["user-agent"] === SOESKENS_USER_AGENT;
    if (!soesken) jwksHentinger += 1;
    const feil = soesken ? undefined : jwksFeil.ta(undefined);
    if (feil === undefined) send(utveksling, riktig);
    else await svarMedJwksFeil(feil, utveksling, riktig);
  }

  async function svarPaaToken(utveksling: Utveksling, issuer: string): Promise<void> {
    const body = await text(utveksling.req);
    const assertion = new URLSearchParams(body).get("assertion") ?? "";
    const kall = tokenkallAv(assertion);
    tokenkall.push(kall);
    const svar = async (): Promise<Svar> => {
      const deps = { register, issuer, now, brukte, signer, form: () => form };
      const avgjort = await svarPaaTokenkall(utveksling.req, body, deps);
      grants.push({ clientId: kall.clientId, kid: kidAv(assertion), status: avgjort.status });
      return avgjort;
    };
    const feil = tokenFeil.ta(kall);
    if (feil === undefined) send(utveksling, await svar());
    else await svarMedTokenFeil(feil, utveksling, svar);
  }

  const server = await startServer(async (utveksling) => {
    const { req } = utveksling;
    const sti = req.url ?? "";
    if (sti === "/token") {
      if (req.method === "POST") await svarPaaToken(utveksling, issuer);
      else send(utveksling, METODE_IKKE_TILLATT);
      return;
    }
    if (req.method !== "GET") send(utveksling, METODE_IKKE_TILLATT);
    else if (sti === "/jwk") await svarPaaJwk(utveksling);
    else if (sti === "/jwk-flyttet") send(utveksling, jsonSvar(200, noekler.jwks()));
    else if (sti === "/.well-known/oauth-authorization-server") send(utveksling, metadata(issuer));
    else send(utveksling, { status: 404, body: "" });
  }, options.port);
  const issuer = `${server.url}/`;

  return {
    issuer,
    url: server.url,
    jwksUrl: `${issuer}jwk`,
    register,
    async createClient({ clientId = randomUUID(), ...oppsett }) {
      const par = await nyttNoekkelpar();
      register.registrerClient({ clientId, ...oppsett });
      register.settNoekler(clientId, [par.offentligJwk]);
      return { clientId, kid: par.kid, privateJwk: await privatJwk(par) };
    },
    issueToken(claims = {}, header = {}, { key, payload } = {}) {
      const { kid, privat } = noekler.aktiv();
      const grunnlag = tokenclaims({
        issuer,
        clientId: "00000000-0000-4000-8000-000000000000",
        scope: "",
        consumer: SKATTEETATEN_ORGNR,
        naa: now(),
        levetidSekunder: LEVETID_SEKUNDER,
      });
      // JSON leaves undefined members out, which is how an override removes a claim or a header field.
      const innhold = payload ?? JSON.stringify({ ...grunnlag, ...claims });
      return jws({ kid, alg: "RS256", ...header }, innhold, key ?? privat);
    },
    roterNoekler: noekler.roter,
    slettGamleNoekler: noekler.slettGamle,
    aktivNoekkel: noekler.aktiv,
    gammelNoekkel: () => noekler.gamle()[0]?.privat,
    settJwksFeil: (feil, antall) => {
      jwksFeil.sett(feil, () => true, antall);
    },
    settTokenFeil: (feil, { antall, andel, gjelder = () => true } = {}) => {
      tokenFeil.sett(feil, gjelder, antall, andel);
    },
    fjernFeil() {
      jwksFeil.fjernAlle();
      tokenFeil.fjernAlle();
    },
    settForm(nytt) {
      form = { ...form, ...nytt };
    },
    logg: () => ({ tokenkall: [...tokenkall], grants: [...grants], jwksHentinger }),
    antallTokenkall: (treff = {}) =>
      tokenkall.filter(
        (kall) =>
          (treff.clientId === undefined || kall.clientId === treff.clientId) &&
          (treff.scope === undefined || kall.scope === treff.scope) &&
          (treff.consumerOrg === undefined || kall.consumerOrg === treff.consumerOrg),
      ).length,
    nullstillLogg() {
      tokenkall = [];
      grants = [];
      jwksHentinger = 0;
    },
    traceparents: server.traceparents,
    close: server.close,
  };
}
