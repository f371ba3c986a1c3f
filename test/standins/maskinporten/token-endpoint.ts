// POST /token: a form with a grant type and an assertion in, an access token or a refusal out.

import type { IncomingMessage } from "node:http";
import { err, ok, type Result } from "../../../shared/kernel/result.ts";
import { jsonSvar, type Svar } from "../http/answers.ts";
import { verifiserAssertion, type AssertionDeps, type GyldigGrant } from "./assertion.ts";
import { AVSLAG, avslagskropp, type Avslag, type Feilform } from "./avslag.ts";
import { delegert, tokenclaims, type Claims } from "./claims.ts";
import type { Register } from "./register.ts";
import { tildel, type Tildeling } from "./tildeling.ts";

const GRANT_TYPE = "urn:ietf:params:oauth:grant-type:jwt-bearer";

export type TokenEndpointDeps = AssertionDeps & {
  readonly signer: (claims: Claims) => string;
  /** The form of refusals, and whether a token without resource says `aud: "unspecified"` or nothing. */
  readonly form: () => Feilform & { readonly audUspesifisert: boolean };
};

function lesSkjema(req: IncomingMessage, body: string): Result<string, Avslag> {
  const mediatype = req.headers["content-type"]?.split(";")[0]?.trim().toLowerCase();
  if (mediatype !== "application/x-www-form-urlencoded") return err(AVSLAG.FEIL_PARAMETRE);
  if (req.headers.authorization !== undefined) return err(AVSLAG.FEIL_PARAMETRE);
  const skjema = new URLSearchParams(body);
  const navn = [...skjema.keys()].sort().join(" ");
  if (navn !== "assertion grant_type") return err(AVSLAG.FEIL_PARAMETRE);
  if (skjema.get("grant_type") !== GRANT_TYPE) return err(AVSLAG.FEIL_GRANT_TYPE);
  return ok(skjema.get("assertion") ?? "");
}

/** The prefixes of the consumer's own scopes, in tokens to those who ask an owner for them. */
function prefiksclaim(scope: string, consumer: string, register: Register): Claims {
  const med = scope.split(" ").some((navn) => register.scope(navn)?.medPrefiks === true);
  const prefikser = register.prefikser(consumer);
  return med && prefikser.length > 0 ? { consumer_prefix: prefikser } : {};
}

function claimsFor({ client, claims }: GyldigGrant, gitt: Tildeling, deps: TokenEndpointDeps): Claims {
  const aud = claims.resource ?? (deps.form().audUspesifisert ? "unspecified" : undefined);
  return {
    ...(aud === undefined ? {} : { aud }),
    ...tokenclaims({
      issuer: deps.issuer,
      clientId: client.clientId,
      scope: claims.scope,
      consumer: gitt.consumer,
      naa: deps.now(),
      levetidSekunder: gitt.levetidSekunder,
    }),
    ...(gitt.delegert === undefined ? {} : delegert(gitt.delegert.supplier, gitt.delegert.kilde)),
    ...(claims.pid === undefined ? {} : { pid: claims.pid }),
    ...prefiksclaim(claims.scope, gitt.consumer, deps.register),
  };
}

/** Answers a token request of which the body has been read. */
export async function svarPaaTokenkall(
  req: IncomingMessage,
  body: string,
  deps: TokenEndpointDeps,
): Promise<Svar> {
  const avvis = (avslag: Avslag): Svar =>
    jsonSvar(avslag.status, avslagskropp(avslag, deps.issuer, deps.form()));

  const assertion = lesSkjema(req, body);
  if (!assertion.ok) return avvis(assertion.feil);
  const grant = await verifiserAssertion(assertion.value, deps);
  if (!grant.ok) return avvis(grant.feil);
  const gitt = tildel(grant.value, deps.register);
  if (!gitt.ok) return avvis(gitt.feil);
  return jsonSvar(
    200,
    {
      access_token: deps.signer(claimsFor(grant.value, gitt.value, deps)),
      token_type: "Bearer",
      expires_in: gitt.value.levetidSekunder,
      scope: grant.value.claims.scope,
    },
    { "cache-control": "no-store", pragma: "no-cache" },
  );
}
