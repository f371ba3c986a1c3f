// The calendar months of a periode.
import { aarAv, dagerIMaaneden, dagIMaanedAv, datoFra, maanedAv, type Dato } from "../kernel/dato.ts";
import type { Periode } from "./inndata.ts";
import { alleSatser, finnSatser, type Satser } from "./satser.ts";

/** A calendar month, or the part of it that lies in a periode: its days, also as numbers. */
export type Kalendermaaned = Periode & {
  readonly aar: number;
  readonly maaned: number;
  readonly foersteDag: number;
  readonly sisteDag: number;
  /** Days of the whole calendar month. */
  readonly dagerIMaaneden: number;
  /** The rates of the month, for they change only where a month does; null when there are none. */
  readonly satser: Satser | null;
};

/** Months since year 0, to step through months with. */
function maanedsnr(dato: Dato): number {
  return 12 * aarAv(dato) + maanedAv(dato) - 1;
}

function lagMaaned(nr: number): Kalendermaaned {
  const aar = Math.floor(nr / 12);
  const maaned = (nr % 12) + 1;
  const sisteDag = dagerIMaaneden(aar, maaned);
  const fra = datoFra(aar, maaned, 1);
  const satser = finnSatser(fra);
  return {
    fra,
    til: datoFra(aar, maaned, sisteDag),
    aar,
    maaned,
    foersteDag: 1,
    sisteDag,
    dagerIMaaneden: sisteDag,
    satser: satser.ok ? satser.value : null,
  };
}

/** The months that have rates, made once: nearly every month that is asked for is one of them. */
const MED_SATSER = new Map<number, Kalendermaaned>();
for (const { gyldigFra, gyldigTil } of alleSatser()) {
  for (let nr = maanedsnr(gyldigFra); nr <= maanedsnr(gyldigTil); nr++) MED_SATSER.set(nr, lagMaaned(nr));
}

function kuttTil({ fra, til }: Periode, hel: Kalendermaaned): Kalendermaaned {
  const foerste = fra > hel.fra ? fra : hel.fra;
  const siste = til < hel.til ? til : hel.til;
  return {
    ...hel,
    fra: foerste,
    til: siste,
    foersteDag: dagIMaanedAv(foerste),
    sisteDag: dagIMaanedAv(siste),
  };
}

/** The calendar months of a periode, the first and the last cut to it; none when it is reversed. */
export function maanederI(periode: Periode): readonly Kalendermaaned[] {
  const maaneder: Kalendermaaned[] = [];
  if (periode.fra > periode.til) return maaneder;
  const foerste = maanedsnr(periode.fra);
  const siste = maanedsnr(periode.til);
  for (let nr = foerste; nr <= siste; nr++) {
    const hel = MED_SATSER.get(nr) ?? lagMaaned(nr);
    maaneder.push(nr === foerste || nr === siste ? kuttTil(periode, hel) : hel);
  }
  return maaneder;
}
