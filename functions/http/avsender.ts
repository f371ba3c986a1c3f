// Who sends, where a municipality and an operator may do the same thing: the token is judged by the one it says issued it.

import type { HttpRequest } from "@azure/functions";
import { decodeJwt } from "jose";
import type { Feil } from "../../shared/kernel/feil.ts";
import type { Organisasjonsnummer } from "../../shared/kernel/organisasjonsnummer.ts";
import { err, ok, type Result } from "../../shared/kernel/result.ts";
import { lesBearertoken } from "./bearer.ts";
import type { Autentiser, Caller } from "./caller.ts";
import type { AutentiserOperatoer } from "./operatoer.ts";

export type Avsender =
  | { readonly type: "KOMMUNE"; readonly caller: Caller }
  /** The person's object id in Entra ID. */
  | { readonly type: "OPERATOER"; readonly oid: string };

/** `kommune` is the municipality that the request is about, as its address says. */
export type FinnAvsender = (
  request: HttpRequest,
  kommune: Organisasjonsnummer,
) => Promise<Result<Avsender, Feil>>;

export type AvsenderDeps = {
  readonly autentiser: Autentiser;
  /** The scope that a municipality's token needs. */
  readonly scope: string;
  /** Issuer of municipalities' tokens. */
  readonly kommuneIssuer: string;
  readonly autentiserOperatoer: AutentiserOperatoer;
  /** Issuer of operators' tokens; never the same. */
  readonly operatoerIssuer: string;
};

/** Who the token says issued it. Not verified: it chooses who verifies, and nothing else follows from it. */
function uverifisertIssuer(token: string): unknown {
  try {
    return decodeJwt(token).iss;
  } catch {
    return undefined;
  }
}

/**
 * Creates the question of who sends. An operator may act for every municipality, a municipality for itself only: a good token
 * of another is `ikke-tilgang`. A token of neither issuer is `ikke-autentisert`.
 */
export function createAvsender(deps: AvsenderDeps): FinnAvsender {
  return async (request, kommune) => {
    const token = lesBearertoken(request);
    const issuer = token === undefined ? undefined : uverifisertIssuer(token);
    if (issuer === deps.operatoerIssuer) {
      const operatoer = await deps.autentiserOperatoer(request);
      return operatoer.ok ? ok({ type: "OPERATOER", oid: operatoer.value.oid }) : operatoer;
    }
    if (issuer !== deps.kommuneIssuer) return err({ kode: "ikke-autentisert" });
    const caller = await deps.autentiser(request, deps.scope);
    if (!caller.ok) return caller;
    return caller.value.kommune === kommune
      ? ok({ type: "KOMMUNE", caller: caller.value })
      : err({ kode: "ikke-tilgang", mangler: "EGEN_KOMMUNE" });
  };
}
