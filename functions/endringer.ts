// GET /api/v1/endringer: what has happened to the settlements the municipality subscribes to, as a feed of its own.

import { ok } from "../shared/kernel/result.ts";
import type { Endringslager } from "../shared/hendelser/lager.ts";
import type { Handler } from "./http/boundary.ts";
import type { Autentiser } from "./http/caller.ts";
import { lesQuery, type Heltall } from "./http/les-query.ts";

export type EndringerDeps = {
  readonly autentiser: Autentiser;
  readonly scope: string;
  readonly endringer: Pick<Endringslager, "les">;
};

export const ENDRINGSPARAMETRE = {
  fraSekvensnummer: { min: 1, max: 999_999_999_999_999, uten: 1 },
  antall: { min: 1, max: 1_000, uten: 1_000 },
} as const satisfies Readonly<Record<string, Heltall>>;

export function createEndringer({ autentiser, scope, endringer }: EndringerDeps): Handler {
  return async (request) => {
    const caller = await autentiser(request, scope);
    if (!caller.ok) return caller;
    const query = lesQuery(request, ENDRINGSPARAMETRE);
    if (!query.ok) return query;
    const { fraSekvensnummer, antall } = query.value;
    const funnet = await endringer.les(caller.value.kommune, fraSekvensnummer, antall);
    return funnet.ok ? ok({ status: 200, jsonBody: { endringer: funnet.value } }) : funnet;
  };
}
