// What only an operator may do: a municipality's good token is told so, and not that it is no token.

import type { HttpRequest } from "@azure/functions";
import type { Feil } from "../../shared/kernel/feil.ts";
import type { Organisasjonsnummer } from "../../shared/kernel/organisasjonsnummer.ts";
import { err, ok, type Result } from "../../shared/kernel/result.ts";
import type { FinnAvsender } from "./avsender.ts";

/** `ikke-tilgang` for everybody but an operator; `ikke-autentisert` for a token that does not verify. */
export async function krevOperatoer(
  request: HttpRequest,
  kommune: Organisasjonsnummer,
  finnAvsender: FinnAvsender,
): Promise<Result<{ readonly oid: string }, Feil>> {
  const avsender = await finnAvsender(request, kommune);
  if (!avsender.ok) return avsender;
  return avsender.value.type === "OPERATOER"
    ? ok({ oid: avsender.value.oid })
    : err({ kode: "ikke-tilgang", mangler: "OPERATOER" });
}
