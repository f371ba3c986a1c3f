// Checks a connection now: asks about the three APIs and keeps the answers.

import { ok, type Result } from "../kernel/result.ts";
import type { Utfall } from "./status.ts";
import type { Lagerfeil, Tilkoblingslager } from "./lager.ts";
import type { ProevApi } from "./proeve.ts";
import type { Organisasjonsnummer } from "../kernel/organisasjonsnummer.ts";
import type { Tilkobling } from "./tilkobling.ts";

export type SjekkDeps = {
  readonly prov: ProevApi;
  readonly lager: Tilkoblingslager;
  readonly now: () => Date;
};

export type Sjekket = { readonly tilkobling: Tilkobling; readonly utfall: Utfall };

export type SjekkTilkobling = (kommune: Organisasjonsnummer) => Promise<Result<Sjekket, Lagerfeil>>;

/** Creates the check. The three are asked at the same time; an answer that is not got leaves the last one standing. */
export function createSjekk({ prov, lager, now }: SjekkDeps): SjekkTilkobling {
  return async (kommune) => {
    // When it was asked: an answer is no newer than its question.
    const tidspunkt = now().toISOString();
    const [summert, beregnet, avregning] = await Promise.all([
      prov("SUMMERT_SKATTEGRUNNLAG", kommune),
      prov("BEREGNET_SKATT", kommune),
      prov("AVREGNING", kommune),
    ]);
    const utfall: Utfall = {
      SUMMERT_SKATTEGRUNNLAG: summert,
      BEREGNET_SKATT: beregnet,
      AVREGNING: avregning,
    };
    const registrert = await lager.registrer(kommune, { type: "SJEKKET", tidspunkt, utfall });
    return registrert.ok ? ok({ tilkobling: registrert.value, utfall }) : registrert;
  };
}
