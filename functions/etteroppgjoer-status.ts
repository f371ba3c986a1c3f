// GET /api/v1/etteroppgjoer/{id}: how far a job has come, and the results there are, a page at a time.

import { err, ok, type Result } from "../shared/kernel/result.ts";
import type { Feil } from "../shared/kernel/feil.ts";
import { bunkeFor, FLEST_SAKER, type Jobb, type Saksresultat } from "../shared/etteroppgjoer/jobb.ts";
import type { Jobblager } from "../shared/etteroppgjoer/lager.ts";
import { visJobb } from "./etteroppgjoer.ts";
import type { Handler } from "./http/boundary.ts";
import type { Autentiser } from "./http/caller.ts";
import { lesQuery, type Heltall } from "./http/les-query.ts";

export type EtteroppgjoerStatusDeps = {
  readonly autentiser: Autentiser;
  readonly scope: string;
  readonly lager: Pick<Jobblager, "hent" | "hentResultater">;
};

export const RESULTATPARAMETRE = {
  fraSak: { min: 1, max: FLEST_SAKER, uten: 1 },
  // None: how far it has come, which is all that whoever waits for it needs to read.
  antall: { min: 0, max: 100, uten: 100 },
} as const satisfies Readonly<Record<string, Heltall>>;

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export function createEtteroppgjoerStatus({ autentiser, scope, lager }: EtteroppgjoerStatusDeps): Handler {
  async function hentResultater(jobb: Jobb, fra: number, til: number): Promise<Result<Saksresultat[], Feil>> {
    const bunker = jobb.bunker.flatMap(({ beregnet, feilet }, nr) =>
      beregnet + feilet > 0 && nr >= bunkeFor(fra) && nr <= bunkeFor(til) ? [nr] : [],
    );
    const hentede = await Promise.all(bunker.map((nr) => lager.hentResultater(jobb, nr)));
    const resultater: Saksresultat[] = [];
    for (const hentet of hentede) {
      if (!hentet.ok) return hentet;
      resultater.push(...hentet.value.liste.filter(({ nr }) => nr >= fra && nr <= til));
    }
    return ok(resultater);
  }

  return async (request) => {
    const caller = await autentiser(request, scope);
    if (!caller.ok) return caller;
    const query = lesQuery(request, RESULTATPARAMETRE);
    if (!query.ok) return query;
    const id = request.params.id ?? "";
    if (!UUID.test(id)) return err({ kode: "ikke-funnet" });
    const lest = await lager.hent(caller.value.kommune, id.toLowerCase());
    if (!lest.ok) return lest;
    if (lest.value === undefined) return err({ kode: "ikke-funnet" });
    const { jobb } = lest.value;
    const { fraSak, antall } = query.value;
    const resultater = antall === 0 ? ok([]) : await hentResultater(jobb, fraSak, fraSak + antall - 1);
    if (!resultater.ok) return resultater;
    const vist = resultater.value.map(({ nr, status, innhold }) => ({ nr, status, ...innhold }));
    return ok({ status: 200, jsonBody: { ...visJobb(jobb), resultater: vist } });
  };
}
