// A caller sends the same token with every request for an hour. Its signature is verified once with each key; what the issuer's
// keys are now, and what time says of the token, is asked every time.

import { hash } from "node:crypto";
import {
  decodeProtectedHeader,
  jwtVerify,
  UnsecuredJWT,
  type CryptoKey,
  type JWSHeaderParameters,
  type JWTPayload,
  type JWTVerifyOptions,
} from "jose";

export type Noekkelvalg = (header: JWSHeaderParameters) => Promise<CryptoKey>;

/** The claims of a token that is signed with the key its header names and meets the demands; throws as jose's `jwtVerify`. */
export type VerifiserJwt = (
  token: string,
  noekkel: Noekkelvalg,
  krav: JWTVerifyOptions,
) => Promise<JWTPayload>;

// More than there are municipalities and suppliers. A token is known by its digest: it is not kept.
const FLEST = 2_000;
/** {"alg":"none"}: in front of claims whose signature has been verified, so that jose checks what else is demanded. */
const UTEN_SIGNATUR = "eyJhbGciOiJub25lIn0";

export function createVerifiserJwt(): VerifiserJwt {
  const verifiserte = new Map<string, CryptoKey>();

  return async (token, noekkel, krav) => {
    const key = await noekkel(decodeProtectedHeader(token));
    const digest = hash("sha256", token, "base64url");
    // The very key: when the issuer's keys are fetched anew, the signature is verified anew.
    if (verifiserte.get(digest) === key) {
      const [, claims = ""] = token.split(".");
      return UnsecuredJWT.decode(`${UTEN_SIGNATUR}.${claims}.`, krav).payload;
    }
    const { payload } = await jwtVerify(token, key, krav);
    verifiserte.delete(digest);
    verifiserte.set(digest, key);
    const [eldste] = verifiserte.keys();
    if (verifiserte.size > FLEST && eldste !== undefined) verifiserte.delete(eldste);
    return payload;
  };
}
