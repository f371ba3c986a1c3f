// The calendar months of a periode.
import { aarAv, dagerIMaaneden, dagIMaanedAv, datoFra, maanedAv, type Dato } from "../kernel/dato.ts";
import type { Periode } from "./inndata.ts";
import { alleSatser } from "./satser.ts";

/** A calendar month, or the part of it that lies in a periode: its days, also as numbers. */
export type Kalendermaaned = Periode & {
  readonly aar: number;
  readonly maaned: number;
  readonly foersteDag: number;
  readonly sisteDag: number;
  /** Days of the whole calendar month. */
  readonly dagerIMaaneden: number;
};

/** Months since year 0, to step through months with. */
function maanedsnr(dato: Dato): number {
  return 12 * aarAv(dato) + maanedAv(dato) - 1;
}

function lagMaaned(nr: number): Kalendermaaned {
  const aar = Math.floor(nr / 12);
  const maaned = (nr % 12) + 1;
  const sisteDag = dagerIMaaneden(aar, maaned);
  return {
    fra: datoFra(aar, maaned, 1),
    til: datoFra(aar, maaned, sisteDag),
    aar,
    maaned,
    foersteDag: 1,
    sisteDag,
    dagerIMaaneden: sisteDag,
  };
}

/** The months that have rates, made once: nearly every month that is asked for is one of them. */
const MED_SATSER = new Map<number, Kalendermaaned>();
for (const { gyldigFra, gyldigTil } of alleSatser()) {
  for (let nr = maanedsnr(gyldigFra); nr <= maanedsnr(gyldigTil); nr++) MED_SATSER.set(nr, lagMaaned(nr));
}

function kuttTil({ fra, til }: Periode, hel: Kalendermaaned): Kalendermaaned {
  if (fra <= hel.fra && hel.til <= til) return hel;
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
  const siste = maanedsnr(periode.til);
  for (let nr = maanedsnr(periode.fra); nr <= siste; nr++) {
    maaneder.push(kuttTil(periode, MED_SATSER.get(nr) ?? lagMaaned(nr)));
  }
  return maaneder;
}
