// Timer: checks the municipalities that are on their way or connected again every night, a few at a time.

import { SKATTE_APIER, type Tilkobling } from "../shared/tilkobling/tilkobling.ts";
import type { Tilkoblingslager } from "../shared/tilkobling/lager.ts";
import { velgTilKontroll } from "../shared/tilkobling/nattkontroll.ts";
import type { Sjekket, SjekkTilkobling } from "../shared/tilkobling/sjekk.ts";
import type { Bakgrunnsarbeid } from "./bakgrunn.ts";

export type TilkoblingKontrollDeps = {
  readonly lager: Pick<Tilkoblingslager, "lesAlle">;
  readonly sjekk: SjekkTilkobling;
  readonly now: () => Date;
  readonly vent: (ms: number) => Promise<void>;
};

/** Every ten minutes from midnight to five o'clock UTC. */
export const KONTROLL_TIDSPLAN = "0 */10 0-4 * * *";
const KJOERING_MIN = 10;
const SLUTT_MIN = 5 * 60;

// Between two municipalities: the counterparts ask that nobody runs through all of them in a tight loop.
const PAUSE_MS = 1_000;
/** Well within functionTimeout of host.json. What is not reached is the next run's. */
const LENGSTE_MS = 90_000;

/** Runs left of the night, this one included. A run at any other time (started by hand) takes everybody. */
function kjoeringerIgjen(now: Date): number {
  const minutter = now.getUTCHours() * 60 + now.getUTCMinutes();
  return Math.max(1, Math.ceil((SLUTT_MIN - minutter) / KJOERING_MIN));
}

function erEndret(foer: Tilkobling, { tilkobling: etter }: Sjekket): boolean {
  return SKATTE_APIER.some(
    (api) =>
      foer.apier[api].tilgang?.status !== etter.apier[api].tilgang?.status ||
      foer.apier[api].delegering?.status !== etter.apier[api].delegering?.status,
  );
}

/** What hides access is an answer about the municipality; anything else is about the counterparts or us. */
const OM_KOMMUNEN: readonly (string | null)[] = ["MP-250", "MP-251", "UKJENT_PART"];

/**
 * The code when none of the three could be answered, for a reason that has nothing to do with the municipality: then the rest
 * would not be answered either.
 */
function utenSvar({ utfall }: Sjekket): string | null {
  const tilganger = SKATTE_APIER.map((api) => utfall[api].tilgang);
  const uten = tilganger.filter((t) => t.status === "UKJENT" && !OM_KOMMUNEN.includes(t.aarsakskode));
  return uten.length === tilganger.length ? (uten[0]?.aarsakskode ?? null) : null;
}

/**
 * Creates one run. It stops when storage or the counterparts are away; the next takes up where it stopped, since what is
 * kept says who has been answered.
 */
export function createTilkoblingKontroll({
  lager,
  sjekk,
  now,
  vent,
}: TilkoblingKontrollDeps): Bakgrunnsarbeid<unknown> {
  return async (_inn, logg) => {
    const start = now().getTime();
    const alle = await lager.lesAlle();
    if (!alle.ok) {
      logg.feil({ kode: "TILKOBLINGER_KONTROLLERT", antall: 0, endret: 0, stanset: alle.feil.kode });
      return;
    }
    let antall = 0;
    let endret = 0;
    let stanset: string | null = null;
    for (const foer of velgTilKontroll(alle.value, now(), kjoeringerIgjen(now()))) {
      if (antall > 0) await vent(PAUSE_MS);
      if (now().getTime() - start > LENGSTE_MS) break;
      const sjekket = await sjekk(foer.organisasjonsnummer);
      if (!sjekket.ok) {
        stanset = sjekket.feil.kode;
        break;
      }
      antall += 1;
      if (erEndret(foer, sjekket.value)) {
        endret += 1;
        logg.info({ kode: "TILKOBLING_ENDRET", organisasjonsnummer: foer.organisasjonsnummer });
      }
      stanset = utenSvar(sjekket.value);
      if (stanset !== null) break;
    }
    logg[stanset === null ? "info" : "feil"]({ kode: "TILKOBLINGER_KONTROLLERT", antall, endret, stanset });
  };
}
