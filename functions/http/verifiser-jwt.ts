// A caller sends the same token with every request for an hour. Its signature is verified once with each key; what time says of
// it is asked anew every second, which is as fine as the times in a token are; what the issuer's keys are now, every time.

import { hash } from "node:crypto";
import {
  errors,
  jwtVerify,
  UnsecuredJWT,
  type CryptoKey,
  type JWSHeaderParameters,
  type JWTPayload,
  type JWTVerifyOptions,
} from "jose";
import { lesTrygtHode } from "./bearer.ts";

export type Verifisering<T> = {
  readonly noekkel: (header: JWSHeaderParameters) => Promise<CryptoKey>;
  readonly krav: Omit<JWTVerifyOptions, "currentDate">;
  /** What the claims of a token that meets the demands say; the same for the same claims. */
  readonly les: (claims: JWTPayload) => T;
  readonly now: () => Date;
};

/** What a token says that is signed with the key its header names and meets the demands; throws as jose's `jwtVerify`. */
export type VerifiserJwt<T> = (token: string) => Promise<T>;

type Kjent<T> = {
  readonly hode: JWSHeaderParameters;
  readonly key: CryptoKey;
  readonly sekund: number;
  readonly lest: T;
};

// More than there are municipalities and suppliers. A token is known by its digest: it is not kept.
const FLEST = 2_000;
/** {"alg":"none"}: in front of claims whose signature has been verified, so that jose checks what else is demanded. */
const UTEN_SIGNATUR = "eyJhbGciOiJub25lIn0";

export function createVerifiserJwt<T>({ noekkel, krav, les, now }: Verifisering<T>): VerifiserJwt<T> {
  const kjente = new Map<string, Kjent<T>>();

  function husk(digest: string, kjent: Kjent<T>): void {
    kjente.delete(digest);
    kjente.set(digest, kjent);
    const [eldste] = kjente.keys();
    if (kjente.size > FLEST && eldste !== undefined) kjente.delete(eldste);
  }

  return async (token) => {
    const digest = hash("sha256", token, "base64url");
    const kjent = kjente.get(digest);
    const hode = kjent?.hode ?? lesTrygtHode(token);
    if (hode === undefined) throw new errors.JWSInvalid();
    const key = await noekkel(hode);
    const currentDate = now();
    const sekund = Math.floor(currentDate.getTime() / 1_000);
    // The very key: when the issuer's keys are fetched anew, the signature is verified anew.
    const erVerifisert = kjent?.key === key;
    if (erVerifisert && kjent.sekund === sekund) return kjent.lest;
    const [, claims = ""] = token.split(".");
    const { payload } = erVerifisert
      ? UnsecuredJWT.decode(`${UTEN_SIGNATUR}.${claims}.`, { ...krav, currentDate })
      : await jwtVerify(token, key, { ...krav, currentDate });
    const lest = les(payload);
    husk(digest, { hode, key, sekund, lest });
    return lest;
  };
}
