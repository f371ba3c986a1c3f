// Refusals as Altinn words them: ProblemDetails of ASP.NET. Clients tell them apart by status and by the texts under errors.

import { randomBytes } from "node:crypto";
import { jsonSvar, type Svar } from "../http/answers.ts";

const PROBLEMTYPE = { "content-type": "application/problem+json; charset=utf-8" };

const AVSNITT: Readonly<Record<number, string>> = { 400: "15.5.1", 403: "15.5.4", 500: "15.6.1" };

/** A problem with this title. */
export function problem(
  status: 400 | 403 | 500,
  title: string,
  mer: Readonly<Record<string, unknown>> = {},
): Svar {
  const type = `https://tools.ietf.org/html/rfc9110#section-${AVSNITT[status] ?? ""}`;
  const traceId = `00-${randomBytes(16).toString("hex")}-${randomBytes(8).toString("hex")}-00`;
  return jsonSvar(status, { type, title, status, ...mer, traceId }, PROBLEMTYPE);
}

/** Input that does not fit, text by parameter. */
export function valideringsfeil(errors: Readonly<Record<string, readonly string[]>>): Svar {
  return problem(400, "One or more validation errors occurred.", { errors });
}

/** The form of an organisation number is wrong. */
export function ugyldigNummer(parameter: string): string {
  return `${parameter} is not a valid organization number`;
}

/** The number is well formed, but no party in Altinn has it. */
export function ukjentPart(parameter: string, nummer: string): string {
  return `The specified ${parameter}: ${nummer}, is not a valid organization number (Parameter '${parameter}')`;
}

export const UTEN_SCOPE = "Not authorized for lookup of delegations without specifying parameter: scope";
export const UTEN_PARAMETRE =
  "Missing query parameters; provide at least one of: scope, supplierOrg, consumerOrg";
export const IKKE_DELEGERBAR = "The resource is not available for delegation";

/** The scope belongs to somebody else. */
export function ikkeEier(scope: string): string {
  return `Not authorized for lookup of delegations for the scope: ${scope}`;
}

/** Something went wrong at Altinn. */
export function uventetFeil(): Svar {
  return problem(500, "An error occurred while processing your request.");
}
