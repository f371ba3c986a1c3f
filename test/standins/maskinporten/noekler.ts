// RSA key pairs: those Maskinporten signs access tokens with, and those clients sign assertions with.

import { createPrivateKey, type KeyObject } from "node:crypto";
import { calculateJwkThumbprint, exportJWK, type JWK } from "jose";
import { nyttRsapar } from "../felles/rsa.ts";

export type Noekkelpar = {
  readonly kid: string;
  readonly privat: KeyObject;
  readonly offentlig: KeyObject;
  /** With exactly the members Maskinporten wants at registration and serves itself: kty, n, e, use, alg, kid. */
  readonly offentligJwk: JWK;
};

/** An RSA-2048 pair as no other here; `kid` is its thumbprint (RFC 7638). */
export async function nyttNoekkelpar(): Promise<Noekkelpar> {
  const { publicKey, privateKey } = await nyttRsapar();
  const jwk = await exportJWK(publicKey);
  const kid = await calculateJwkThumbprint(jwk);
  return {
    kid,
    privat: privateKey,
    offentlig: publicKey,
    offentligJwk: { ...jwk, use: "sig", alg: "RS256", kid },
  };
}

/** The private half as the JWK that a client keeps: with `kid`, `alg` and `use`. */
export async function privatJwk({ privat, kid }: Noekkelpar): Promise<JWK> {
  return { ...(await exportJWK(privat)), use: "sig", alg: "RS256", kid };
}

/** The key object of a private JWK; throws when it is none. */
export function noekkelAvJwk(jwk: JWK): KeyObject {
  return createPrivateKey({ key: { ...jwk }, format: "jwk" });
}

export type Signeringsnoekler = {
  readonly aktiv: () => Noekkelpar;
  /** The keys that no longer sign but are still served, the newest first. */
  readonly gamle: () => readonly Noekkelpar[];
  readonly jwks: () => { readonly keys: readonly JWK[] };
  /** A new key signs from now on; what signed until now is still served. Nobody has seen the new key before. */
  readonly roter: () => Promise<void>;
  /** Stops serving the keys that no longer sign. */
  readonly slettGamle: () => void;
};

/** Two keys are always served (SM-2): the one that signs, and a reserve that never signs. */
export async function createSigneringsnoekler(): Promise<Signeringsnoekler> {
  const [reserve, foerste] = await Promise.all([nyttNoekkelpar(), nyttNoekkelpar()]);
  let aktiv = foerste;
  let gamle: Noekkelpar[] = [];
  return {
    aktiv: () => aktiv,
    gamle: () => gamle,
    jwks: () => ({ keys: [reserve, ...gamle, aktiv].map((n) => n.offentligJwk) }),
    async roter() {
      const ny = await nyttNoekkelpar();
      gamle = [aktiv, ...gamle];
      aktiv = ny;
    },
    slettGamle() {
      gamle = [];
    },
  };
}
