// Every municipality and what is last known of it, and how many have come how far.

import { utenNavn, type Kommune } from "./kommuner.ts";
import { erSignert, harTilgang, visTilkobling, type Tilkoblingsstatus } from "./status.ts";
import { tomTilkobling, type Tilkobling } from "./tilkobling.ts";

export type Oversikt = {
  /** The municipalities in the order given, also those of which nothing is kept; then what else is kept. */
  readonly rader: readonly Tilkoblingsstatus[];
  readonly antall: {
    readonly kommuner: number;
    /** Whose declaration is accepted. */
    readonly signert: number;
    /** Who have access to the two APIs a lookup needs. */
    readonly medTilgang: number;
    readonly klare: number;
  };
};

/** The overview of these municipalities from everything that is kept. */
export function lagOversikt(kommuner: readonly Kommune[], tilkoblinger: readonly Tilkobling[]): Oversikt {
  const lagret = new Map(tilkoblinger.map((t) => [t.organisasjonsnummer, t]));
  const kjente = new Set(kommuner.map((k) => k.organisasjonsnummer));
  const andre = tilkoblinger
    .filter((t) => !kjente.has(t.organisasjonsnummer))
    .map((t) => utenNavn(t.organisasjonsnummer));
  const rader = [...kommuner, ...andre].map((kommune) =>
    visTilkobling(
      kommune,
      lagret.get(kommune.organisasjonsnummer) ?? tomTilkobling(kommune.organisasjonsnummer),
    ),
  );
  return {
    rader,
    antall: {
      kommuner: rader.length,
      signert: rader.filter(({ steg }) => erSignert(steg)).length,
      medTilgang: rader.filter(({ steg }) => harTilgang(steg)).length,
      klare: rader.filter(({ klar }) => klar).length,
    },
  };
}
