// Signatures of Standard Webhooks (standardwebhooks.com), version v1: HMAC-SHA256 with a key that both ends have. The key of a
// webhook is made anew from the pepper each time and kept nowhere.

import { createHmac } from "node:crypto";
import type { Organisasjonsnummer } from "../../kernel/organisasjonsnummer.ts";

/**
 * The key of a municipality's webhook. What else is hashed with the pepper is eleven digits, JSON, or begins with another word:
 * none of it gives a key, and no key gives away a person.
 */
export function webhooknoekkel(pepper: Uint8Array, kommune: Organisasjonsnummer, nonce: string): Buffer {
  return createHmac("sha256", pepper).update(`webhook ${kommune} ${nonce}`, "utf8").digest();
}

/** A key as receivers have it. */
export function somHemmelighet(noekkel: Buffer): string {
  return `whsec_${noekkel.toString("base64")}`;
}

export type Signert = {
  readonly id: string;
  /** Seconds since 1970. */
  readonly tidspunkt: number;
  readonly kropp: string;
};

/** What stands in `webhook-signature`: one signature for each key, the receiver takes whichever it can verify. */
export function signer(noekler: readonly Buffer[], { id, tidspunkt, kropp }: Signert): string {
  const tekst = `${id}.${tidspunkt}.${kropp}`;
  return noekler
    .map((noekkel) => `v1,${createHmac("sha256", noekkel).update(tekst, "utf8").digest("base64")}`)
    .join(" ");
}
