// What a client of Maskinporten does, such as an EPJ system that calls us: sign an assertion, ask for a token.

import { randomUUID } from "node:crypto";
import type { JWK } from "jose";
import { z } from "zod";
import { jws } from "./jws.ts";
import { noekkelAvJwk } from "./noekler.ts";

export type Tokenoenske = {
  readonly issuer: string;
  readonly clientId: string;
  /** With `kid`. */
  readonly privateJwk: JWK;
  readonly scope: string;
  /** On behalf of whom; absent when the client's own organisation is the consumer. */
  readonly consumerOrg?: string;
  readonly resource?: string | readonly string[];
  /** The system clock when absent. */
  readonly now?: () => Date;
};

const LEVETID_SEKUNDER = 60;

const svarSchema = z.object({ access_token: z.string() });
const avslagSchema = z.object({ error: z.string(), error_uri: z.string().optional() });

/** A signed assertion, changed as told (undefined removes). */
export function signerAssertion(
  oenske: Tokenoenske,
  claims: Readonly<Record<string, unknown>> = {},
  header: Readonly<Record<string, unknown>> = {},
): string {
  const iat = Math.floor((oenske.now?.() ?? new Date()).getTime() / 1000);
  const innhold = {
    aud: oenske.issuer,
    iss: oenske.clientId,
    scope: oenske.scope,
    iat,
    exp: iat + LEVETID_SEKUNDER,
    jti: randomUUID(),
    consumer_org: oenske.consumerOrg,
    resource: oenske.resource,
    ...claims,
  };
  return jws(
    { alg: "RS256", kid: oenske.privateJwk.kid, ...header },
    JSON.stringify(innhold),
    noekkelAvJwk(oenske.privateJwk),
  );
}

/** Posts an assertion as Maskinporten wants it; the answer as it came. */
export async function postAssertion(issuer: string, assertion: string): Promise<Response> {
  return fetch(new URL("token", issuer), {
    method: "POST",
    body: new URLSearchParams({ grant_type: "urn:ietf:params:oauth:grant-type:jwt-bearer", assertion }),
  });
}

/** An access token; throws with Maskinporten's error and code when there is none. */
export async function fetchToken(oenske: Tokenoenske): Promise<string> {
  const svar = await postAssertion(oenske.issuer, signerAssertion(oenske));
  const json: unknown = await svar.json();
  if (svar.ok) return svarSchema.parse(json).access_token;
  const { error, error_uri: uri } = avslagSchema.parse(json);
  throw new Error(`Maskinporten: ${error} ${uri?.split("/").at(-1) ?? ""}`.trim());
}
