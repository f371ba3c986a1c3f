// Health learns of the counterparts from the calls that are made anyway.

import type { Motpartstilstander } from "../../kernel/motpartstilstand.ts";
import type { Lytter } from "./sporing.ts";

/** Creates the listener. A request that ended because a counterpart did not answer counts too: its call may still hang. */
export function createHelselytter({ meld }: Pick<Motpartstilstander, "meld">): Lytter {
  return {
    kall({ motpart, utfall }) {
      // Whether somebody else's system answers says nothing of the health of this one.
      if (motpart !== "MOTTAKER") meld(motpart, utfall.svarte);
    },
    telling(telling) {
      if (telling.navn !== "forespoersler" || telling.motpart === undefined) return;
      if (telling.kode === "motpart-utilgjengelig") meld(telling.motpart, false);
    },
  };
}
