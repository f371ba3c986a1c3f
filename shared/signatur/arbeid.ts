// What it may cost to judge one file: a single count of the work that is dear, spent by whoever does it.

import type { KeyObject } from "node:crypto";
import { STOERSTE_ARBEID } from "./grenser.ts";

/** Units of work left, each about a fifth of a millisecond on a slow core; below nought when a file has asked for more. */
export type Arbeidsbudsjett = { igjen: number };

export function nyttBudsjett(): Arbeidsbudsjett {
  return { igjen: STOERSTE_ARBEID };
}

/** Spends some units; false, now and ever after, when they are more than what is left: then the work must not be done. */
export function bruk(budsjett: Arbeidsbudsjett, enheter: number): boolean {
  budsjett.igjen -= enheter;
  return budsjett.igjen >= 0;
}

const KURVER: ReadonlyMap<string, number> = new Map([
  ["prime256v1", 1],
  ["secp384r1", 8],
  ["secp521r1", 24],
]);
/** The dearest curve there is; it is not good enough either, but that is said by the verdict. */
const ANNEN_KURVE = 40;

/** What verifying one signature with a key costs. RSA grows with the square of its length. */
export function prisPaaSignatur({ asymmetricKeyType, asymmetricKeyDetails }: KeyObject): number {
  if (asymmetricKeyType === "ec") {
    return KURVER.get(asymmetricKeyDetails?.namedCurve ?? "") ?? ANNEN_KURVE;
  }
  return Math.ceil(((asymmetricKeyDetails?.modulusLength ?? 0) / 2048) ** 2);
}

/** What hashing some bytes costs; SHA-1 and SHA-256 are the quick ones. */
export function prisPaaHash(hash: string, byte: number): number {
  return Math.ceil(byte / (hash === "sha1" || hash === "sha256" ? 64 * 1024 : 16 * 1024));
}

/** ASN.1 values read for one unit. */
export const VERDIER_PER_ENHET = 16;
/** Rows of a list looked through for one unit. */
const RADER_PER_ENHET = 1000;

/** Spends what looking through some rows costs. */
export function brukPaaRader(budsjett: Arbeidsbudsjett, rader: number): boolean {
  return bruk(budsjett, Math.ceil(rader / RADER_PER_ENHET));
}
