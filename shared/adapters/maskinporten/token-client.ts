// Access tokens to Skatteetaten's APIs on behalf of a municipality, and to APIs that we use for ourselves.

import type { Feil, SkatteApi } from "../../kernel/feil.ts";
import type { Organisasjonsnummer } from "../../kernel/organisasjonsnummer.ts";
import { err, type Result } from "../../kernel/result.ts";
import { createHentForScope, type HentForScopeDeps, type Token } from "./hent-for-scope.ts";

/** One scope per token, so that a missing delegation of one API does not spoil the others. */
export const SCOPES: Readonly<Record<SkatteApi, string>> = {
  SUMMERT_SKATTEGRUNNLAG: "skatteetaten:summertskattegrunnlag",
  BEREGNET_SKATT: "skatteetaten:beregnetskatt",
  AVREGNING: "skatteetaten:avregning",
};

export type TokenClientDeps = HentForScopeDeps & {
  /** Who the municipalities delegate to. Its own look-ups carry no consumer_org. */
  readonly leverandoer: Organisasjonsnummer;
};

export type TokenClient = (api: SkatteApi, kommune: Organisasjonsnummer) => Promise<Result<Token, Feil>>;

/** Creates the client. Every call asks Maskinporten; nothing is kept. */
export function createTokenClient(deps: TokenClientDeps): TokenClient {
  const hent = createHentForScope(deps);
  return async (api, kommune) => {
    const svar = await hent(SCOPES[api], kommune === deps.leverandoer ? undefined : kommune);
    if (!("type" in svar)) return svar;
    const { aarsakskode } = svar;
    switch (svar.type) {
      case "IKKE_DELEGERT":
        return err({ kode: "delegering-mangler", api, aarsakskode });
      case "IKKE_GITT":
        return err({ kode: "tilgang-mangler", api, aarsakskode });
    }
  };
}

/** A token with a scope that we use for ourselves. */
export type EgetToken = (scope: string) => Promise<Result<Token, Feil>>;

/** Creates the client for ourselves. That we lack the scope is our own fault, not a municipality's. */
export function createEgetToken(deps: HentForScopeDeps): EgetToken {
  const hent = createHentForScope(deps);
  return async (scope) => {
    const svar = await hent(scope, undefined);
    return "type" in svar ? err({ kode: "tilkobling-feilkonfigurert", aarsakskode: svar.aarsakskode }) : svar;
  };
}
