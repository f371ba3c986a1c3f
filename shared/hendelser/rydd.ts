// Nothing is kept for longer than somebody needs it: expired subscriptions go, with what was told of them, and so do old
// changes, and what was written in the same moment as its subscription was deleted.

import { norskDato, plussMaaneder } from "../kernel/dato.ts";
import type { Feil } from "../kernel/feil.ts";
import type { Organisasjonsnummer } from "../kernel/organisasjonsnummer.ts";
import { ok, type Result } from "../kernel/result.ts";
import type { Abonnementlager, Endringslager, Spor } from "./lager.ts";

/** As long as a subscription lasts unless told otherwise: whoever reads less often than that has lost what it is for. */
const ENDRINGER_MAANEDER = 15;
const DAG_MS = 86_400_000;

export type RyddDeps = {
  readonly abonnementer: Pick<Abonnementlager, "listUtloepte" | "slettUendrede" | "idene">;
  readonly endringer: Pick<Endringslager, "kommuner" | "spor" | "fjernSpor">;
  readonly now: () => Date;
  /** A signal that fires when nothing new may be begun. */
  readonly nyFrist: () => AbortSignal;
};

export type Rydding = {
  /** Expired subscriptions that were removed. */
  readonly abonnementer: number;
  /** Changes and marks that were removed. */
  readonly spor: number;
  /** False when time was out; the next run begins with another municipality. */
  readonly ferdig: boolean;
};

/** From another one each day: those a run did not come to are not last every time. */
function fraDagens(kommuner: readonly Organisasjonsnummer[], naa: Date): readonly Organisasjonsnummer[] {
  const foerste = kommuner.length === 0 ? 0 : Math.floor(naa.getTime() / DAG_MS) % kommuner.length;
  return [...kommuner.slice(foerste), ...kommuner.slice(0, foerste)];
}

/** Removes what is out of date. May be repeated, and ended anywhere: the next run goes on. */
export async function ryddHendelser(deps: RyddDeps): Promise<Result<Rydding, Feil>> {
  const { abonnementer, endringer, now } = deps;
  const frist = deps.nyFrist();
  const idag = norskDato(now());
  const grense = `${plussMaaneder(idag, -ENDRINGER_MAANEDER)}T00:00:00.000Z`;
  const telling = { abonnementer: 0, spor: 0 };

  /** One reading of a municipality's rows. False when time was out. */
  async function ryddSpor(kommune: Organisasjonsnummer): Promise<Result<boolean, Feil>> {
    let kjente: ReadonlySet<string> = new Set();
    let videre: string | undefined;
    const skalBort = ({ abonnementId, tidspunkt }: Spor): boolean =>
      !kjente.has(abonnementId) || (tidspunkt !== undefined && tidspunkt < grense);
    do {
      if (frist.aborted) return ok(false);
      const side = await endringer.spor(kommune, videre);
      if (!side.ok) return side;
      // After the rows: what was written for a subscription that has been made meanwhile is not taken for what is left of one.
      if (side.value.spor.some(({ abonnementId }) => !kjente.has(abonnementId))) {
        const idene = await abonnementer.idene(kommune);
        if (!idene.ok) return idene;
        kjente = idene.value;
      }
      const fjernet = await endringer.fjernSpor(kommune, side.value.spor.filter(skalBort));
      if (!fjernet.ok) return fjernet;
      telling.spor += fjernet.value;
      videre = side.value.videre;
    } while (videre !== undefined);
    return ok(true);
  }

  const utloepte = await abonnementer.listUtloepte(idag);
  if (!utloepte.ok) return utloepte;
  const medFeed = await endringer.kommuner();
  if (!medFeed.ok) return medFeed;
  const perKommune = Map.groupBy(utloepte.value, ({ kommune }) => kommune);
  const alle = [...new Set([...medFeed.value, ...perKommune.keys()])].sort();
  for (const kommune of fraDagens(alle, now())) {
    if (frist.aborted) return ok({ ...telling, ferdig: false });
    // The subscriptions first, those that nobody has renewed: ended here, what is left of them is found the next time.
    const slettet = await abonnementer.slettUendrede(kommune, perKommune.get(kommune) ?? []);
    if (!slettet.ok) return slettet;
    telling.abonnementer += slettet.value;
    const ryddet = await ryddSpor(kommune);
    if (!ryddet.ok) return ryddet;
    if (!ryddet.value) return ok({ ...telling, ferdig: false });
  }
  return ok({ ...telling, ferdig: true });
}
