// Persons in the access log and in subscriptions are keyed hashes, of two kinds: what is read of the one cannot be linked to
// the other. Whoever has the pepper can find a person in both (right of access, GDPR article 15).

import { createHmac } from "node:crypto";
import type { Personidentifikator } from "../../kernel/personidentifikator.ts";

/** One BEBOER, one EKTEFELLE, PARTNER or SAMBOER, ten BARN: also what one table query can ask about. */
export const FLEST_PERSONER = 12;

const PEPPER_BYTE = 32;

/** The pepper as bytes, or undefined when the text is not 32 bytes as base64url. */
export function lesPepper(tekst: string): Uint8Array | undefined {
  if (!/^[\w-]{43}$/.test(tekst)) return undefined;
  const byte = Buffer.from(tekst, "base64url");
  return byte.byteLength === PEPPER_BYTE && byte.toString("base64url") === tekst ? byte : undefined;
}

function hmac(tekst: string, pepper: Uint8Array): string {
  return createHmac("sha256", pepper).update(tekst, "ascii").digest("base64url");
}

/** Of a person in the access log: HMAC-SHA256 of the eleven digits with the pepper as key, as base64url. */
export function hashPersonidentifikator(person: Personidentifikator, pepper: Uint8Array): string {
  return hmac(person.reveal(), pepper);
}

/** Of a person in a subscription and in what was told of it: the same of `abonnement ` and the eleven digits. */
export function hashAbonnent(person: Personidentifikator, pepper: Uint8Array): string {
  return hmac(`abonnement ${person.reveal()}`, pepper);
}

/** The columns of one person, numbered from 0: `person01` holds the hash and `rolle01` the rolle. */
export function personkolonner(nr: number): { readonly person: string; readonly rolle: string } {
  const nummer = String(nr + 1).padStart(2, "0");
  return { person: `person${nummer}`, rolle: `rolle${nummer}` };
}

/**
 * The OData filter that finds every entry about a person, in whichever rolle: 12 comparisons of the 15 a query may have,
 * so a range of PartitionKey (`<kommune>_<yyyy-MM>`) can be added with `and`.
 */
export function personfilter(hash: string): string {
  if (!/^[\w-]{43}$/.test(hash)) throw new RangeError("not a hash");
  const ledd = Array.from({ length: FLEST_PERSONER }, (_, nr) => `${personkolonner(nr).person} eq '${hash}'`);
  return `(${ledd.join(" or ")})`;
}
