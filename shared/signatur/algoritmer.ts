// Which algorithms count, and the two things done with them: hashing and verifying. node:crypto does both.

import { constants, createHash, createPublicKey, verify, type KeyObject } from "node:crypto";
import { bruk, prisPaaHash, prisPaaSignatur, type Arbeidsbudsjett } from "./arbeid.ts";
import { deler, kontekst, lite, oid, sammeBytes, ta, type Asn } from "./asn1.ts";
import { STOERSTE_RSA, STOERSTE_RSA_EKSPONENT } from "./grenser.ts";

export type Hash = "sha1" | "sha256" | "sha384" | "sha512" | "sha3-256" | "sha3-384" | "sha3-512";

const HASHER: ReadonlyMap<string, Hash> = new Map([
  ["1.3.14.3.2.26", "sha1"],
  ["2.16.840.1.101.3.4.2.1", "sha256"],
  ["2.16.840.1.101.3.4.2.2", "sha384"],
  ["2.16.840.1.101.3.4.2.3", "sha512"],
  ["2.16.840.1.101.3.4.2.8", "sha3-256"],
  ["2.16.840.1.101.3.4.2.9", "sha3-384"],
  ["2.16.840.1.101.3.4.2.10", "sha3-512"],
]);

const RSA = "1.2.840.113549.1.1.1";
const RSA_PSS = "1.2.840.113549.1.1.10";
const RSA_MED_HASH: ReadonlyMap<string, Hash> = new Map([
  ["1.2.840.113549.1.1.5", "sha1"],
  ["1.2.840.113549.1.1.11", "sha256"],
  ["1.2.840.113549.1.1.12", "sha384"],
  ["1.2.840.113549.1.1.13", "sha512"],
  ["2.16.840.1.101.3.4.3.14", "sha3-256"],
  ["2.16.840.1.101.3.4.3.15", "sha3-384"],
  ["2.16.840.1.101.3.4.3.16", "sha3-512"],
]);
const ECDSA: ReadonlyMap<string, Hash> = new Map([
  ["1.2.840.10045.4.1", "sha1"],
  ["1.2.840.10045.4.3.2", "sha256"],
  ["1.2.840.10045.4.3.3", "sha384"],
  ["1.2.840.10045.4.3.4", "sha512"],
  ["2.16.840.1.101.3.4.3.10", "sha3-256"],
  ["2.16.840.1.101.3.4.3.11", "sha3-384"],
  ["2.16.840.1.101.3.4.3.12", "sha3-512"],
]);

export type Signaturmaate = {
  readonly art: "rsa" | "rsa-pss" | "ec";
  readonly hash: Hash;
  readonly salt: number;
};

/** The hash an AlgorithmIdentifier names; undefined for those not known here (MD5 and others). */
export function hashAv(a: Asn | undefined): Hash | undefined {
  return HASHER.get(oid(deler(a)[0]));
}

/** How a signature is made by its AlgorithmIdentifier; plain RSA takes the hash it is used with. Undefined when not known. */
export function signaturmaate(a: Asn | undefined, hash: Hash | undefined): Signaturmaate | undefined {
  const [id, parametre] = deler(a);
  const navn = oid(id);
  if (navn === RSA) return hash === undefined ? undefined : { art: "rsa", hash, salt: 0 };
  if (navn === RSA_PSS) return pss(parametre);
  const rsa = RSA_MED_HASH.get(navn);
  if (rsa !== undefined) return { art: "rsa", hash: rsa, salt: 0 };
  const ec = ECDSA.get(navn);
  return ec === undefined ? undefined : { art: "ec", hash: ec, salt: 0 };
}

/** RSASSA-PSS-params (RFC 4055, 3.1) with everything said and one hash for both uses. */
function pss(a: Asn | undefined): Signaturmaate | undefined {
  const rest = deler(a);
  const hash = hashAv(ta(rest, kontekst(0))?.barn[0]);
  const mgf = hashAv(deler(ta(rest, kontekst(1))?.barn[0])[1]);
  const salt = lite(ta(rest, kontekst(2))?.barn[0]) ?? 20;
  return hash === undefined || mgf !== hash ? undefined : { art: "rsa-pss", hash, salt };
}

/** Good enough today: no SHA-1. */
export function erSterkHash(hash: Hash | undefined): boolean {
  return hash !== undefined && hash !== "sha1";
}

/** Good enough today: RSA of at least 2048 bits, or one of the NIST curves P-256, P-384 and P-521. */
export function erSterkNoekkel(noekkel: KeyObject): boolean {
  const { modulusLength, namedCurve } = noekkel.asymmetricKeyDetails ?? {};
  if (noekkel.asymmetricKeyType === "rsa") return (modulusLength ?? 0) >= 2048;
  return (
    noekkel.asymmetricKeyType === "ec" && ["prime256v1", "secp384r1", "secp521r1"].includes(namedCurve ?? "")
  );
}

/** The key of a SubjectPublicKeyInfo; undefined when it is none, or RSA so large that only time is to be had from it. */
export function lesNoekkel(spki: Uint8Array, budsjett: Arbeidsbudsjett): KeyObject | undefined {
  if (!bruk(budsjett, 1)) return undefined;
  try {
    const noekkel = createPublicKey({ key: Buffer.from(spki), format: "der", type: "spki" });
    return erForStor(noekkel) ? undefined : noekkel;
  } catch {
    return undefined;
  }
}

function erForStor({ asymmetricKeyDetails: detaljer }: KeyObject): boolean {
  const { modulusLength = 0, publicExponent = 0n } = detaljer ?? {};
  return modulusLength > STOERSTE_RSA || publicExponent >= 2n ** BigInt(STOERSTE_RSA_EKSPONENT);
}

/** Hash of some bytes after each other. */
function hashAvBytes(hash: Hash, ...deler: readonly Uint8Array[]): Uint8Array {
  const h = createHash(hash);
  for (const del of deler) h.update(del);
  return h.digest();
}

/** Whether some bytes hash to a value; false too when it costs more than what is left. */
export function harHash(
  budsjett: Arbeidsbudsjett,
  hash: Hash,
  verdi: Uint8Array,
  ...deler: readonly Uint8Array[]
): boolean {
  const byte = deler.reduce((sum, del) => sum + del.length, 0);
  if (!bruk(budsjett, prisPaaHash(hash, byte))) return false;
  return sammeBytes(hashAvBytes(hash, ...deler), verdi);
}

/** Whether a signature is right; false too when the key is of another kind than the way it is made, or the work is too much. */
export function erRiktigSignert(
  budsjett: Arbeidsbudsjett,
  { art, hash, salt }: Signaturmaate,
  data: Uint8Array,
  key: KeyObject,
  signatur: Uint8Array,
): boolean {
  if (key.asymmetricKeyType !== (art === "ec" ? "ec" : "rsa")) return false;
  if (!bruk(budsjett, prisPaaSignatur(key) + prisPaaHash(hash, data.length))) return false;
  const padding = art === "rsa-pss" ? constants.RSA_PKCS1_PSS_PADDING : constants.RSA_PKCS1_PADDING;
  try {
    if (art === "ec") return verify(hash, data, { key, dsaEncoding: "der" }, signatur);
    return verify(hash, data, { key, padding, ...(art === "rsa-pss" ? { saltLength: salt } : {}) }, signatur);
  } catch {
    // OpenSSL throws on values it cannot even try.
    return false;
  }
}
