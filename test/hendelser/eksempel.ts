// Subscriptions and hits for the tests of this folder.

import type { Abonnement } from "../../shared/hendelser/abonnement.ts";
import type { Treff } from "../../shared/hendelser/endring.ts";
import { datoAv } from "../../shared/kernel/dato.ts";
import { lesOrganisasjonsnummer, type Organisasjonsnummer } from "../../shared/kernel/organisasjonsnummer.ts";
import { Personidentifikator } from "../../shared/kernel/personidentifikator.ts";

export function orgnr(nummer: string): Organisasjonsnummer {
  const lest = lesOrganisasjonsnummer(nummer);
  if (lest === undefined) throw new Error("not an organisasjonsnummer");
  return lest;
}

export function person(nummer: string): Personidentifikator {
  const lest = Personidentifikator.av(nummer);
  if (lest === undefined) throw new Error("not eleven digits");
  return lest;
}

/** The UUID with this number. */
export function uuid(nr: number): string {
  return `00000000-0000-4000-8000-${String(nr).padStart(12, "0")}`;
}

export function abonnement(nr: number, endring: Partial<Abonnement> = {}): Abonnement {
  return {
    kommune: orgnr("313876144"),
    abonnementId: uuid(nr),
    personnoekkel: `person-${nr}`,
    inntektsaarFra: 2024,
    saksreferanse: null,
    opprettet: datoAv("2026-01-01"),
    utloeper: datoAv("2027-04-01"),
    ...endring,
  };
}

export function treff(kildenummer: number, nr: number, endring: Partial<Treff> = {}): Treff {
  return {
    kildenummer,
    abonnement: abonnement(nr),
    inntektsaar: 2025,
    hendelsetype: "NY",
    ...endring,
  };
}
