// A change as the municipality reads it, and what an event of the feed becomes.

import type { Abonnement } from "./abonnement.ts";
import type { Hendelsetype } from "./hendelseskilde.ts";

export const ENDRINGSTYPER = ["NYTT_OPPGJOER", "ENDRET_OPPGJOER", "SLETTET"] as const;
export type Endringstype = (typeof ENDRINGSTYPER)[number];

export type Endring = {
  /** The municipality's own numbering: from 1, growing, with gaps where subscriptions have been deleted. */
  readonly sekvensnummer: number;
  readonly abonnementId: string;
  readonly saksreferanse: string | null;
  /** Null when the feed did not say which year. */
  readonly inntektsaar: number | null;
  readonly type: Endringstype;
  /** When the change came into the municipality's feed, ISO 8601 in UTC. */
  readonly tidspunkt: string;
};

/** An event that concerns a subscription. */
export type Treff = {
  readonly kildenummer: number;
  readonly abonnement: Abonnement;
  readonly inntektsaar: number | null;
  readonly hendelsetype: Hendelsetype | null;
};

/**
 * The type of a change, given the one before it for the same subscription and year. Skatteetaten calls corrections NY as well,
 * so a second NY is a change; what is not said to be new or deleted means that it must be looked up again.
 */
export function endringstype(
  hendelsetype: Hendelsetype | null,
  forrige: Endringstype | undefined,
): Endringstype {
  if (hendelsetype === "SLETTET") return "SLETTET";
  if (hendelsetype === "NY" && (forrige === undefined || forrige === "SLETTET")) return "NYTT_OPPGJOER";
  return "ENDRET_OPPGJOER";
}
