// The verdict on a declaration with the trust anchors that are configured.

import type { Feil } from "../shared/kernel/feil.ts";
import type { Organisasjonsnummer } from "../shared/kernel/organisasjonsnummer.ts";
import { err, ok, type Result } from "../shared/kernel/result.ts";
import type { Sporing } from "../shared/kernel/sporing.ts";
import type { Erklaeringsvurdering } from "../shared/signatur/verifiser.ts";
import type { VurderErklaering } from "./tilslutningserklaering.ts";

export type VurderErklaeringDeps = {
  /** PEM text with the anchors; undefined when none are configured. */
  readonly hentAnkere: () => Promise<Result<string | undefined, Feil>>;
  /** Judges a file with anchors that can be read; rejects for our own faults only. */
  readonly verifiser: (oppgave: {
    readonly pdf: Uint8Array;
    readonly kommune: Organisasjonsnummer;
    readonly ankere: readonly Uint8Array[];
    readonly now: Date;
  }) => Promise<Erklaeringsvurdering>;
  readonly tell: Sporing["tell"];
};

function feilkonfigurert(aarsakskode: string): Result<never, Feil> {
  return err({ kode: "tilkobling-feilkonfigurert", aarsakskode });
}

/** Without anchors nothing can be accepted or refused with right, so the declaration is not taken at all. */
export function createVurderErklaering({
  hentAnkere,
  verifiser,
  tell,
}: VurderErklaeringDeps): VurderErklaering {
  return async (pdf, kommune, naar) => {
    const pem = await hentAnkere();
    if (!pem.ok) return pem;
    if (pem.value === undefined) return feilkonfigurert("TILLITSANKERE_MANGLER");
    // Loaded when first needed: certificates are read by nothing else here.
    const { lesTillitsankere } = await import("./http/tillitsankere.ts");
    const ankere = lesTillitsankere(pem.value);
    if (ankere === undefined) return feilkonfigurert("TILLITSANKERE_UGYLDIG");
    const vurdering = await verifiser({ pdf, kommune, ankere, now: naar });
    const { avgjoerelse, indikasjon } = vurdering;
    tell({ navn: "erklaeringer", avgjoerelse, indikasjon });
    return ok(vurdering);
  };
}
