// GET /api/v1/abonnementer: the municipality's own subscriptions. The persons are not kept, and so not listed.

import { norskDato } from "../shared/kernel/dato.ts";
import { ok } from "../shared/kernel/result.ts";
import type { Abonnementlager } from "../shared/hendelser/lager.ts";
import { visAbonnement } from "./abonnement.ts";
import type { Handler } from "./http/boundary.ts";
import type { Autentiser } from "./http/caller.ts";

export type AbonnementerDeps = {
  readonly autentiser: Autentiser;
  readonly scope: string;
  readonly now: () => Date;
  readonly abonnementer: Pick<Abonnementlager, "list">;
};

export function createAbonnementer({ autentiser, scope, now, abonnementer }: AbonnementerDeps): Handler {
  return async (request) => {
    const caller = await autentiser(request, scope);
    if (!caller.ok) return caller;
    const alle = await abonnementer.list(caller.value.kommune);
    if (!alle.ok) return alle;
    const idag = norskDato(now());
    const gjeldende = alle.value.filter(({ utloeper }) => idag < utloeper);
    return ok({ status: 200, jsonBody: { abonnementer: gjeldende.map(visAbonnement) } });
  };
}
