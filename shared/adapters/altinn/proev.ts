// Proof of access and delegation where we own the scopes: Altinn says whether they are delegated, a token whether they are
// granted.

import type { SkatteApi } from "../../kernel/feil.ts";
import type { Organisasjonsnummer } from "../../kernel/organisasjonsnummer.ts";
import type { ProevApi } from "../../tilkobling/proeve.ts";
import type { Delegeringsoppslag } from "./delegeringsoppslag.ts";

export type ProevMedAltinnDeps = {
  /** Proof by token, of which the part about access is used. */
  readonly tilgangsbevis: ProevApi;
  readonly oppslag: Delegeringsoppslag;
  readonly scopes: Readonly<Record<SkatteApi, string>>;
  /** Who the municipalities delegate to. */
  readonly leverandoer: Organisasjonsnummer;
};

/** Creates the proof. Whoever runs the service for itself has nothing to delegate, and Altinn is not asked. */
export function createProevMedAltinn({
  tilgangsbevis,
  oppslag,
  scopes,
  leverandoer,
}: ProevMedAltinnDeps): ProevApi {
  return async (api, kommune) => {
    if (kommune === leverandoer) return tilgangsbevis(api, kommune);
    const [{ tilgang }, delegering] = await Promise.all([
      tilgangsbevis(api, kommune),
      oppslag({ scope: scopes[api], consumer: kommune, supplier: leverandoer }),
    ]);
    return { tilgang, delegering };
  };
}
