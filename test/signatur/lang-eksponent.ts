// RSA keys with a public exponent of any length: valid keys that no one makes, and that are slow to verify with.

import { createPrivateKey, createPublicKey, generateKeyPairSync } from "node:crypto";
import type { Noekkelpar } from "./pki.ts";

function fraBase64(tekst = ""): bigint {
  return BigInt(`0x${Buffer.from(tekst, "base64url").toString("hex")}`);
}

function tilBase64(tall: bigint): string {
  const heks = tall.toString(16);
  return Buffer.from(heks.padStart(heks.length + (heks.length % 2), "0"), "hex").toString("base64url");
}

/** The inverse of a number; undefined when the two have a factor in common. */
function invers(tall: bigint, modulus: bigint): bigint | undefined {
  let [a, b] = [tall % modulus, modulus];
  let [x, y] = [1n, 0n];
  while (b !== 0n) {
    const kvotient = a / b;
    [a, b] = [b, a % b];
    [x, y] = [y, x - kvotient * y];
  }
  return a === 1n ? ((x % modulus) + modulus) % modulus : undefined;
}

/** A key of so many bits whose public exponent has so many. */
export function rsaMedEksponent(bits: number, eksponentbits: number): Noekkelpar {
  const jwk = generateKeyPairSync("rsa", { modulusLength: bits }).privateKey.export({ format: "jwk" });
  const [p, q] = [fraBase64(jwk.p), fraBase64(jwk.q)];
  const phi = (p - 1n) * (q - 1n);
  let e = (1n << BigInt(eksponentbits - 1)) + 1n;
  let d = invers(e, phi);
  while (d === undefined) {
    e += 2n;
    d = invers(e, phi);
  }
  const privat = createPrivateKey({
    key: {
      ...jwk,
      e: tilBase64(e),
      d: tilBase64(d),
      dp: tilBase64(d % (p - 1n)),
      dq: tilBase64(d % (q - 1n)),
    },
    format: "jwk",
  });
  return { privat, offentlig: createPublicKey(privat) };
}
