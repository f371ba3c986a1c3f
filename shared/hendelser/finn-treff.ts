// A page of the feed → what concerns whom.

import type { Dato } from "../kernel/dato.ts";
import type { Organisasjonsnummer } from "../kernel/organisasjonsnummer.ts";
import type { Personidentifikator } from "../kernel/personidentifikator.ts";
import { gjelder, type Abonnement } from "./abonnement.ts";
import type { Treff } from "./endring.ts";
import type { Kildehendelse } from "./hendelseskilde.ts";

export type OrdnetSide = {
  /** In order of number, each number once, none below where the page should start. */
  readonly hendelser: readonly Kildehendelse[];
  /** Events with a number below where the page should start: they have been read before. */
  readonly baklengs: number;
};

/** Puts a page in order. The first event of a number is taken; another with the same number is the same event again. */
export function ordne(side: readonly Kildehendelse[], fraSekvensnummer: number): OrdnetSide {
  const perNummer = new Map<number, Kildehendelse>();
  let baklengs = 0;
  for (const hendelse of side) {
    if (hendelse.sekvensnummer < fraSekvensnummer) baklengs += 1;
    else if (!perNummer.has(hendelse.sekvensnummer)) perNummer.set(hendelse.sekvensnummer, hendelse);
  }
  const hendelser = [...perNummer.values()].sort((a, b) => a.sekvensnummer - b.sekvensnummer);
  return { hendelser, baklengs };
}

/** Events that concern a subscription on a day, per municipality, in order of number and then of subscription. */
export function finnTreff(
  hendelser: readonly Kildehendelse[],
  finn: (person: Personidentifikator) => readonly Abonnement[],
  idag: Dato,
): ReadonlyMap<Organisasjonsnummer, readonly Treff[]> {
  const treff = hendelser.flatMap(({ sekvensnummer, person, inntektsaar, hendelsetype }): Treff[] =>
    person === undefined || person === "ULESELIG"
      ? []
      : finn(person)
          .filter((abonnement) => gjelder(abonnement, inntektsaar, idag))
          .map((abonnement) => ({ kildenummer: sekvensnummer, abonnement, inntektsaar, hendelsetype })),
  );
  return Map.groupBy(
    treff.sort((a, b) => a.kildenummer - b.kildenummer || sammenlign(a.abonnement, b.abonnement)),
    ({ abonnement }) => abonnement.kommune,
  );
}

function sammenlign(a: Abonnement, b: Abonnement): number {
  return a.abonnementId < b.abonnementId ? -1 : 1;
}
