// The overview as JSON: what each municipality's own answer says, less the texts, which are asked for one by one.

import type { Oversikt } from "../../shared/tilkobling/oversikt.ts";
import type { Tilkoblingsstatus, Tilkoblingssteg } from "../../shared/tilkobling/status.ts";

type Kortsteg = Omit<Tilkoblingssteg, "detalj" | "tiltak">;
type Kortstatus = Omit<Tilkoblingsstatus, "steg"> & { readonly steg: readonly Kortsteg[] };

export type Tilkoblingsliste = {
  readonly antall: Oversikt["antall"];
  readonly tilkoblinger: readonly Kortstatus[];
};

function kortsteg({ steg, api, status, aarsakskode, tidspunkt }: Tilkoblingssteg): Kortsteg {
  return { steg, ...(api === undefined ? {} : { api }), status, aarsakskode, tidspunkt };
}

/** The answer of GET /api/v1/tilkoblinger. */
export function somListe({ antall, rader }: Oversikt): Tilkoblingsliste {
  return {
    antall,
    tilkoblinger: rader.map((rad) => ({
      ...rad,
      steg: rad.steg.map(kortsteg),
    })),
  };
}
