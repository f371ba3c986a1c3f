// What one transaction adds to a municipality's feed. The head says how far the source has been written, event by event and
// subscription by subscription, and moves in the same transaction: whatever is repeated afterwards is skipped.

import { endringstype, type Endring, type Endringstype, type Treff } from "./endring.ts";

/** The head of a municipality's feed. */
export type Feedhode = {
  /** The number of the next change. */
  readonly neste: number;
  /** The last hit that has been written. */
  readonly sisteTreff: string;
};

export const TOM_FEED: Feedhode = { neste: 1, sisteTreff: "" };

/** What was last told of a subscription and a year, and for which person: the id may have been given to another since. */
export type Merke = { readonly type: Endringstype; readonly personnoekkel: string };

export type Plan = {
  readonly hode: Feedhode;
  readonly endringer: readonly Endring[];
  /** By `merkenoekkel`. */
  readonly merker: ReadonlyMap<string, Merke>;
};

/** A storage transaction takes a hundred rows: the head, and a change and a mark for each hit. */
const FLEST_TREFF = 49;

/**
 * Texts that sort as hits are written: by round of the source, then number, then subscription. A round begins when the
 * source starts its numbers anew.
 */
export function treffnoekkel(omgang: number, { kildenummer, abonnement }: Treff): string {
  return `${String(omgang).padStart(4, "0")}.${String(kildenummer).padStart(16, "0")}.${abonnement.abonnementId}`;
}

export function merkenoekkel({ abonnement, inntektsaar }: Treff): string {
  return `${abonnement.abonnementId}.${inntektsaar ?? "ukjent"}`;
}

/** The hits of one transaction: the first that have not been written; empty when all have. */
export function nesteTreff(treff: readonly Treff[], omgang: number, hode: Feedhode): readonly Treff[] {
  return treff.filter((t) => treffnoekkel(omgang, t) > hode.sisteTreff).slice(0, FLEST_TREFF);
}

/** The rows of a transaction for hits that have not been written, given the marks there are for them. */
export function planlegg(
  treff: readonly Treff[],
  hode: Feedhode,
  kjente: ReadonlyMap<string, Merke>,
  { omgang, tidspunkt }: { readonly omgang: number; readonly tidspunkt: string },
): Plan {
  const merker = new Map<string, Merke>();
  const endringer = treff.map((t, nr): Endring => {
    const { abonnementId, saksreferanse, personnoekkel } = t.abonnement;
    const noekkel = merkenoekkel(t);
    const merke = merker.get(noekkel) ?? kjente.get(noekkel);
    const type = endringstype(
      t.hendelsetype,
      merke?.personnoekkel === personnoekkel ? merke.type : undefined,
    );
    merker.set(noekkel, { type, personnoekkel });
    return {
      sekvensnummer: hode.neste + nr,
      abonnementId,
      saksreferanse,
      inntektsaar: t.inntektsaar,
      type,
      tidspunkt,
    };
  });
  const siste = treff.at(-1);
  return {
    hode: {
      neste: hode.neste + treff.length,
      sisteTreff: siste === undefined ? hode.sisteTreff : treffnoekkel(omgang, siste),
    },
    endringer,
    merker,
  };
}
