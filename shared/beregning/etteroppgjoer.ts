// § 3 (6): what should have been paid against what was charged, both ways.
import { aarAv, antallDager, dagerIMaaneden, maanedAv, type Dato } from "../kernel/dato.ts";
import { eksaktKroner, iHeleKroner } from "./eksakt.ts";
import type { Krevd, Periode, Praksis } from "./inndata.ts";
import type { Etteroppgjoer, Oppgjoer, Termin } from "./resultat.ts";
import { andelAvMaaned, maanederI } from "./terminer.ts";

function oppgjoer(beregnet: number, krevd: number): Oppgjoer {
  const differanse = beregnet - krevd;
  const retning = differanse > 0 ? "ETTERBETALING" : differanse < 0 ? "TILBAKEBETALING" : "INGEN";
  return { beregnet, krevd, differanse, retning };
}

const senest = (a: Dato, b: Dato): Dato => (a > b ? a : b);
const tidligst = (a: Dato, b: Dato): Dato => (a < b ? a : b);

/** What a charge comes to inside one calendar month (or the part of it that lies in the periode), whole kroner. */
function krevdI(maaned: Periode, krevd: Krevd, praksis: Praksis): number {
  const fra = senest(maaned.fra, krevd.fra);
  const til = tidligst(maaned.til, krevd.til);
  if (fra > til) return 0;
  const dager = antallDager(fra, til);
  const iMaaneden = dagerIMaaneden(aarAv(fra), maanedAv(fra));
  const { teller, nevner } = andelAvMaaned(dager, dager, iMaaneden, praksis.maanedsdeling);
  return iHeleKroner(eksaktKroner(krevd.beloepPerMaaned), praksis.avrunding, teller, nevner);
}

/** The settlement of a periode, month by month and in sum, whole kroner. */
export function regnEtteroppgjoer(
  terminer: readonly Termin[],
  krevd: readonly Krevd[],
  periode: Periode,
  praksis: Praksis,
): Etteroppgjoer {
  const maaneder = maanederI(periode).map(({ fra, til }) => {
    const maaned = { fra, til };
    const beregnet = terminer
      .filter((t) => maaned.fra <= t.fra && t.til <= maaned.til)
      .reduce((s, t) => s + t.beloep, 0);
    const krevdSum = krevd.reduce((s, k) => s + krevdI(maaned, k, praksis), 0);
    return { ...maaned, ...oppgjoer(beregnet, krevdSum) };
  });
  const samlet = oppgjoer(
    maaneder.reduce((s, m) => s + m.beregnet, 0),
    maaneder.reduce((s, m) => s + m.krevd, 0),
  );
  return { ...samlet, maaneder };
}
