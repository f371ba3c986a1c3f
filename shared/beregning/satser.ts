// The rates of the regulation as dated data. A day without enacted rates is a Feil, never the last known ones.
import { aarAv, datoAv, datoFra, type Dato } from "../kernel/dato.ts";
import type { SatserMangler } from "../kernel/feil.ts";
import { err, ok, type Result } from "../kernel/result.ts";
import data from "./satser.json" with { type: "json" };

/** One rate: whole kroner, the days it holds (both included), and where it stands. */
export type Sats = {
  readonly beloep: number;
  readonly gyldigFra: Dato;
  readonly gyldigTil: Dato;
  readonly hjemmel: string;
  /** The forskrift or paragraph that sets the amount. */
  readonly kilde: string;
  /** A: read in the law or Norsk Lovtidend, down to D: not confirmed. */
  readonly sikkerhet: string;
};

/** The average G of a calendar year: four months at the old one and eight at the new. */
export type Gjennomsnitt = {
  /** To the nearest krone, as it is published. */
  readonly beloep: number;
  /** The G of the twelve months added up, whole kroner: a twelfth of it is the exact average. */
  readonly sumTolvMaaneder: number;
  readonly hjemmel: string;
};

/** Every rate that holds on a day, per year or (short stays) per doegn. */
export type Satser = {
  /** The days on which all of them hold. */
  readonly gyldigFra: Dato;
  readonly gyldigTil: Dato;
  readonly fribeloep: Sats;
  readonly fribeloepDobbeltrom: Sats;
  readonly korttidDoegn: Sats;
  readonly dagEllerNatt: Sats;
  readonly grunnbeloep: Sats;
  /** null until the year's new G is enacted. */
  readonly gjennomsnittligGrunnbeloep: Gjennomsnitt | null;
};

type Aarsrad = (typeof data.egenandel)[number];

const GRUNNBELOEP: readonly Sats[] = data.grunnbeloep.map((rad) => ({
  beloep: rad.beloep,
  gyldigFra: datoAv(rad.fra),
  gyldigTil: datoAv(rad.til),
  hjemmel: data.hjemmel.grunnbeloep,
  kilde: rad.kilde,
  sikkerhet: rad.sikkerhet,
}));

function grunnbeloepPaa(dato: Dato): Sats | undefined {
  const [rad, ...flere] = GRUNNBELOEP.filter((g) => g.gyldigFra <= dato && dato <= g.gyldigTil);
  if (flere.length > 0) throw new Error(`overlapping grunnbeloep on ${dato}`);
  return rad;
}

function gjennomsnitt(gammelt: Sats | undefined, nytt: Sats | undefined): Gjennomsnitt | null {
  if (gammelt === undefined || nytt === undefined) return null;
  const sum = 4 * gammelt.beloep + 8 * nytt.beloep;
  return {
    beloep: Math.floor((sum + 6) / 12),
    sumTolvMaaneder: sum,
    hjemmel: data.hjemmel.grunnbeloep,
  };
}

/** The rows of one year: January to April with the old G, May to December with the new one when it is known. */
function raderAv(rad: Aarsrad): readonly Satser[] {
  const fra = datoFra(rad.aar, 1, 1);
  const til = datoFra(rad.aar, 12, 31);
  const sats = (beloep: number): Sats => ({
    beloep,
    gyldigFra: fra,
    gyldigTil: til,
    hjemmel: data.hjemmel.egenandel,
    kilde: rad.kilde,
    sikkerhet: rad.sikkerhet,
  });
  const aarets = {
    fribeloep: sats(rad.fribeloep),
    fribeloepDobbeltrom: sats(rad.fribeloepDobbeltrom),
    korttidDoegn: sats(rad.korttidDoegn),
    dagEllerNatt: sats(rad.dagEllerNatt),
  };
  const gammelt = grunnbeloepPaa(fra);
  const nytt = grunnbeloepPaa(til);
  const gjennomsnittligGrunnbeloep = gjennomsnitt(gammelt, nytt);
  const del = (gyldigFra: Dato, gyldigTil: Dato, grunnbeloep: Sats | undefined): Satser[] =>
    grunnbeloep === undefined
      ? []
      : [{ gyldigFra, gyldigTil, ...aarets, grunnbeloep, gjennomsnittligGrunnbeloep }];
  return [...del(fra, datoFra(rad.aar, 4, 30), gammelt), ...del(datoFra(rad.aar, 5, 1), til, nytt)];
}

const RADER: readonly Satser[] = data.egenandel.flatMap(raderAv);
const RADER_I_AAR = Map.groupBy(RADER, (rad) => aarAv(rad.gyldigFra));

/** Every row of rates, each with the days it holds; for tests and for whoever lists them. */
export function alleSatser(): readonly Satser[] {
  return RADER;
}

/** The rates valid on a day (§§ 3 and 4, ftrl § 1-4), or satser-mangler with that day. */
export function finnSatser(dato: Dato): Result<Satser, SatserMangler> {
  const rad = RADER_I_AAR.get(aarAv(dato))?.find((r) => r.gyldigFra <= dato && dato <= r.gyldigTil);
  return rad === undefined ? err({ kode: "satser-mangler", dato }) : ok(rad);
}
