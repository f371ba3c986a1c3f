// Nothing is kept for longer than somebody needs it: expired subscriptions go, with what was told of them, and so do old
// changes.

import { norskDato, plussMaaneder } from "../kernel/dato.ts";
import type { Feil } from "../kernel/feil.ts";
import { ok, type Result } from "../kernel/result.ts";
import type { Abonnementlager, Endringslager } from "./lager.ts";

/** As long as a subscription lasts unless told otherwise: whoever reads less often than that has lost what it is for. */
const ENDRINGER_MAANEDER = 15;

export type RyddDeps = {
  readonly abonnementer: Pick<Abonnementlager, "listUtloepte" | "slett">;
  readonly endringer: Pick<Endringslager, "glem" | "kommuner" | "fjernFoer">;
  readonly now: () => Date;
};

/** Removes what is out of date; gives how many subscriptions went. May be repeated. */
export async function ryddHendelser({
  abonnementer,
  endringer,
  now,
}: RyddDeps): Promise<Result<number, Feil>> {
  const idag = norskDato(now());
  const utloepte = await abonnementer.listUtloepte(idag);
  if (!utloepte.ok) return utloepte;
  for (const { kommune, abonnementId } of utloepte.value) {
    // The subscription last: should this end in between, it is found again.
    const glemt = await endringer.glem(kommune, abonnementId);
    if (!glemt.ok) return glemt;
    const slettet = await abonnementer.slett(kommune, abonnementId);
    if (!slettet.ok) return slettet;
  }
  const kommuner = await endringer.kommuner();
  if (!kommuner.ok) return kommuner;
  const grense = new Date(`${plussMaaneder(idag, -ENDRINGER_MAANEDER)}T00:00:00Z`);
  for (const kommune of kommuner.value) {
    const fjernet = await endringer.fjernFoer(kommune, grense);
    if (!fjernet.ok) return fjernet;
  }
  return ok(utloepte.value.length);
}
