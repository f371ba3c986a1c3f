// Health learns of the counterparts from the calls that are made anyway.

import type { Motpart } from "../../kernel/feil.ts";
import type { Motpartstilstander } from "../../kernel/motpartstilstand.ts";
import type { Lytter } from "./sporing.ts";

/** Whose calls may still hang when the request that made them has been answered. A call over HTTP has always ended by then. */
const KAN_HENGE: ReadonlySet<Motpart> = new Set(["KEY_VAULT", "STORAGE"]);

/**
 * Creates the listener. A request that ended because a counterpart did not answer counts too, where its call may still hang.
 * What our own time limit cut short says nothing.
 */
export function createHelselytter({ meld }: Pick<Motpartstilstander, "meld">): Lytter {
  return {
    kall({ motpart, utfall }) {
      // Whether somebody else's system answers says nothing of the health of this one.
      if (motpart !== "MOTTAKER" && utfall.svarte !== undefined) meld(motpart, utfall.svarte);
    },
    telling(telling) {
      if (telling.navn !== "forespoersler" || telling.kode !== "motpart-utilgjengelig") return;
      if (telling.motpart !== undefined && KAN_HENGE.has(telling.motpart)) meld(telling.motpart, false);
    },
  };
}
