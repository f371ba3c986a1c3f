// The signed assertion that asks Maskinporten for a token (docs.digdir.no, JWT grant).

import { SignJWT, type CryptoKey } from "jose";

export type Signeringsnoekkel = { readonly kid: string; readonly key: CryptoKey };

export type Grant = {
  readonly issuer: string;
  readonly clientId: string;
  readonly scope: string;
  /** The municipality asked on behalf of; absent when it asks for itself. */
  readonly consumerOrg: string | undefined;
  /** A new UUID for every assertion: Maskinporten accepts each only once (MP-012). */
  readonly jti: string;
  readonly now: Date;
};

// Maskinporten allows 120 s; the assertion is sent at once, so half is plenty.
const LEVETID_SEKUNDER = 60;

/** A compact JWS with exactly the claims Maskinporten knows: an unknown claim is refused. */
export function signerGrant(grant: Grant, noekkel: Signeringsnoekkel): Promise<string> {
  const iat = Math.floor(grant.now.getTime() / 1000);
  const claims = {
    aud: grant.issuer,
    iss: grant.clientId,
    scope: grant.scope,
    iat,
    exp: iat + LEVETID_SEKUNDER,
    jti: grant.jti,
    ...(grant.consumerOrg === undefined ? {} : { consumer_org: grant.consumerOrg }),
  };
  return new SignJWT(claims).setProtectedHeader({ alg: "RS256", kid: noekkel.kid }).sign(noekkel.key);
}
