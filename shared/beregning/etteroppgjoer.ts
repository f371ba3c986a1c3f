// § 3 (6): what should have been paid against what was charged, both ways.
import { antallDager, type Dato } from "../kernel/dato.ts";
import { eksaktKroner, iHeleKroner } from "./eksakt.ts";
import type { Krevd, Opphold, Periode, Praksis } from "./inndata.ts";
import { maanederI, type Kalendermaaned } from "./maaneder.ts";
import type { Etteroppgjoer, Oppgjoer, Termin } from "./resultat.ts";
import { betalteDagerI, foersteBetalingsdag } from "./segmenter.ts";
import { andelAvMaaned } from "./terminer.ts";

function oppgjoer(beregnet: number, krevd: number): Oppgjoer {
  const differanse = beregnet - krevd;
  const retning = differanse > 0 ? "ETTERBETALING" : differanse < 0 ? "TILBAKEBETALING" : "INGEN";
  return { beregnet, krevd, differanse, retning };
}

const senest = (a: Dato, b: Dato): Dato => (a > b ? a : b);
const tidligst = (a: Dato, b: Dato): Dato => (a < b ? a : b);

/**
 * What was charged inside one calendar month (or the part of it that lies in the periode), whole kroner. Charges that
 * follow each other in the month share it by days as the amount due does, and are cut once.
 */
function krevdI(maaned: Kalendermaaned, krevd: readonly Krevd[], opphold: Opphold, praksis: Praksis): number {
  const deler = krevd.flatMap((k) => {
    const fra = senest(maaned.fra, k.fra);
    const til = tidligst(maaned.til, k.til);
    return fra > til ? [] : [{ dager: antallDager(fra, til), beloep: k.beloepPerMaaned }];
  });
  const dekket = deler.reduce((s, d) => s + d.dager, 0);
  const betalte = betalteDagerI(opphold, foersteBetalingsdag(opphold), maaned.aar, maaned.maaned);
  const { nevner } = andelAvMaaned(
    dekket,
    Math.max(dekket, betalte),
    maaned.dagerIMaaneden,
    praksis.maanedsdeling,
  );
  const kronedager = deler.reduce((s, d) => s + d.beloep * d.dager, 0);
  return iHeleKroner(eksaktKroner(kronedager), praksis.avrunding, 1, nevner);
}

/** The settlement of a periode, month by month and in sum, whole kroner. */
export function regnEtteroppgjoer(
  terminer: readonly Termin[],
  krevd: readonly Krevd[],
  periode: Periode,
  opphold: Opphold,
  praksis: Praksis,
): Etteroppgjoer {
  const maaneder = maanederI(periode).map((maaned) => {
    const { fra, til } = maaned;
    const beregnet = terminer.filter((t) => fra <= t.fra && t.til <= til).reduce((s, t) => s + t.beloep, 0);
    return { fra, til, ...oppgjoer(beregnet, krevdI(maaned, krevd, opphold, praksis)) };
  });
  const samlet = oppgjoer(
    maaneder.reduce((s, m) => s + m.beregnet, 0),
    maaneder.reduce((s, m) => s + m.krevd, 0),
  );
  return { ...samlet, maaneder };
}
