// What a municipality subscribes to: one person's settlements from an inntektsaar on, for a case of its own.

import { plussMaaneder, type Dato } from "../kernel/dato.ts";
import type { Organisasjonsnummer } from "../kernel/organisasjonsnummer.ts";

export type Abonnement = {
  readonly kommune: Organisasjonsnummer;
  /** The caller's own id, a UUID in lower case. */
  readonly abonnementId: string;
  /** Stands for the person without naming them; the same person has the same in every municipality. */
  readonly personnoekkel: string;
  readonly inntektsaarFra: number;
  readonly saksreferanse: string | null;
  /** The day it was first made, in Norway. */
  readonly opprettet: Dato;
  /** The first day it no longer counts. */
  readonly utloeper: Dato;
};

/** A settlement comes within a year after its inntektsaar; the rest is room for a late one. */
const VARIGHET_MAANEDER = 15;
/** A claim for money is barred after three years (foreldelsesloven § 2): nothing has to be followed for longer. */
const LENGSTE_VARIGHET_MAANEDER = 36;

/** Subscriptions a municipality may have; the largest one has some five thousand residents. */
export const FLEST_ABONNEMENTER = 10_000;

/** When a subscription made today expires unless the caller says otherwise. */
export function vanligUtloep(idag: Dato): Dato {
  return plussMaaneder(idag, VARIGHET_MAANEDER);
}

/** The latest expiry that may be asked for. */
export function senesteUtloep(idag: Dato): Dato {
  return plussMaaneder(idag, LENGSTE_VARIGHET_MAANEDER);
}

/** Whether an event for a year concerns the subscription on a day. An event without a year concerns every year. */
export function gjelder(abonnement: Abonnement, inntektsaar: number | null, idag: Dato): boolean {
  return idag < abonnement.utloeper && (inntektsaar === null || inntektsaar >= abonnement.inntektsaarFra);
}
