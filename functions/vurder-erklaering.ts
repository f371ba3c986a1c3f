// The verdict on a declaration with the trust anchors that are configured. The verifier is loaded when first needed.

import type { Feil } from "../shared/kernel/feil.ts";
import { err, ok, type Result } from "../shared/kernel/result.ts";
import type { Sporing } from "../shared/kernel/sporing.ts";
import { lesTillitsankere } from "./http/tillitsankere.ts";
import type { VurderErklaering } from "./tilslutningserklaering.ts";

export type VurderErklaeringDeps = {
  /** PEM text with the anchors; undefined when none are configured. */
  readonly hentAnkere: () => Promise<Result<string | undefined, Feil>>;
  readonly tell: Sporing["tell"];
};

function feilkonfigurert(aarsakskode: string): Result<never, Feil> {
  return err({ kode: "tilkobling-feilkonfigurert", aarsakskode });
}

/** Without anchors nothing can be accepted or refused with right, so the declaration is not taken at all. */
export function createVurderErklaering({ hentAnkere, tell }: VurderErklaeringDeps): VurderErklaering {
  return async (pdf, kommune, naar) => {
    const pem = await hentAnkere();
    if (!pem.ok) return pem;
    if (pem.value === undefined) return feilkonfigurert("TILLITSANKERE_MANGLER");
    const ankere = lesTillitsankere(pem.value);
    if (ankere === undefined) return feilkonfigurert("TILLITSANKERE_UGYLDIG");
    const { verifiserErklaering } = await import("../shared/signatur/verifiser.ts");
    const vurdering = await verifiserErklaering(pdf, kommune, { ankere, now: naar });
    const { avgjoerelse, indikasjon } = vurdering;
    tell({ navn: "erklaeringer", avgjoerelse, indikasjon });
    return ok(vurdering);
  };
}
