// Compact JWS of any header and any payload, also such as no library would make.

import { constants, createHmac, sign, type KeyObject } from "node:crypto";

/** The key as node:crypto knows it, or the secret text of an HMAC. */
export type Jwsnoekkel = KeyObject | string;

function b64u(data: string | Buffer): string {
  return Buffer.from(data).toString("base64url");
}

function signer(alg: unknown, data: Buffer, noekkel: Jwsnoekkel): Buffer {
  const navn = typeof alg === "string" ? alg.toUpperCase() : "";
  if (navn === "NONE") return Buffer.alloc(0);
  const hash = `sha${/[0-9]{3}$/.exec(navn)?.[0] ?? "256"}`;
  if (navn.startsWith("HS")) return createHmac(hash, noekkel).update(data).digest();
  if (typeof noekkel === "string") throw new TypeError("only HS algorithms sign with a secret");
  if (navn.startsWith("PS")) {
    const { RSA_PKCS1_PSS_PADDING: padding, RSA_PSS_SALTLEN_DIGEST: saltLength } = constants;
    return sign(hash, data, { key: noekkel, padding, saltLength });
  }
  if (navn.startsWith("ES")) return sign(hash, data, { key: noekkel, dsaEncoding: "ieee-p1363" });
  // An unknown or missing alg is signed as RS256: only the header is wrong then.
  return sign(hash, data, noekkel);
}

/** The header is written as it is and decides the signature; the payload is the exact text. */
export function jws(header: Readonly<Record<string, unknown>>, payload: string, noekkel: Jwsnoekkel): string {
  const data = `${b64u(JSON.stringify(header))}.${b64u(payload)}`;
  return `${data}.${b64u(signer(header.alg, Buffer.from(data), noekkel))}`;
}
