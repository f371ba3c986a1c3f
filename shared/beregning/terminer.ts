// What each month of a stay costs: the yearly amount at the rates of its days, shared by days and cut once.
import { aarAv, datoFra } from "../kernel/dato.ts";
import type { SatserMangler } from "../kernel/feil.ts";
import { err, ok, type Result } from "../kernel/result.ts";
import { regnAarsbeloep, tolvGrunnbeloepAv } from "./aarsbeloep.ts";
import { iHeleKroner, NULL_KRONER, type Eksakt } from "./eksakt.ts";
import type { Praksis } from "./inndata.ts";
import type { Termin } from "./resultat.ts";
import type { Satser } from "./satser.ts";
import type { Segment } from "./segmenter.ts";

/**
 * The share of a month's amount that some of its days are. A whole month is the whole amount, also in thirtieths;
 * the days of a part month are thirty at most, so they never come to more.
 */
export function andelAvMaaned(
  dager: number,
  betalteDager: number,
  dagerIMnd: number,
  deling: Praksis["maanedsdeling"],
): { readonly teller: number; readonly nevner: number } {
  const helMaaned = betalteDager === dagerIMnd;
  return { teller: dager, nevner: deling === "FAKTISKE_DAGER" || helMaaned ? dagerIMnd : 30 };
}

function fribeloepAv({ satser, dobbeltrom }: Segment): number {
  return (dobbeltrom ? satser.fribeloepDobbeltrom : satser.fribeloep).beloep;
}

/** Two segments with the same rates have the same yearly amount. */
function sammeSatser(a: Segment | undefined, b: Segment): boolean {
  return a?.satser === b.satser && a.dobbeltrom === b.dobbeltrom;
}

/**
 * Something made of each segment and what it costs, whole kroner, each cut once; satser-mangler when the average G of a
 * year is not known yet.
 */
function medBeloep<T>(
  segmenter: readonly Segment[],
  grunnlag: Eksakt,
  praksis: Praksis,
  lag: (segment: Segment, beloep: number) => T,
): Result<readonly T[], SatserMangler> {
  const laget: T[] = [];
  let perAar = NULL_KRONER;
  let forrige: Segment | undefined;
  for (const s of segmenter) {
    if (!sammeSatser(forrige, s)) {
      const tolvGrunnbeloep = tolvGrunnbeloepAv(s.satser, praksis.grunnbeloep);
      if (tolvGrunnbeloep === null) {
        return err({ kode: "satser-mangler", dato: datoFra(aarAv(s.fra), 5, 1) });
      }
      perAar = regnAarsbeloep(grunnlag, { tolvGrunnbeloep, fribeloep: fribeloepAv(s) }, praksis).egenandel;
    }
    const { teller, nevner } = andelAvMaaned(
      s.dager,
      s.betalteDager,
      s.dagerIMaaneden,
      praksis.maanedsdeling,
    );
    laget.push(lag(s, iHeleKroner(perAar, praksis.avrunding, teller, 12 * nevner)));
    forrige = s;
  }
  return ok(laget);
}

/** The terminer of the segments; satser-mangler when the average G of a year is not known yet. */
export function regnTerminer(
  segmenter: readonly Segment[],
  grunnlag: Eksakt,
  praksis: Praksis,
): Result<readonly Termin[], SatserMangler> {
  return medBeloep(segmenter, grunnlag, praksis, (s, beloep) => ({
    fra: s.fra,
    til: s.til,
    dager: s.dager,
    grunnbeloep: vistGrunnbeloep(s.satser, praksis.grunnbeloep),
    fribeloep: fribeloepAv(s),
    beloep,
  }));
}

/** What the segments come to together, whole kroner, as the sum of their terminer; null when there are no rates for it. */
export function regnSum(segmenter: readonly Segment[], grunnlag: Eksakt, praksis: Praksis): number | null {
  const beloep = medBeloep(segmenter, grunnlag, praksis, (_, b) => b);
  return beloep.ok ? beloep.value.reduce((s, b) => s + b, 0) : null;
}

/** G in whole kroner as it is shown; the average to the nearest krone. */
export function vistGrunnbeloep(satser: Satser, metode: Praksis["grunnbeloep"]): number {
  const snitt = satser.gjennomsnittligGrunnbeloep;
  return metode === "GJENNOMSNITT" && snitt !== null ? snitt.beloep : satser.grunnbeloep.beloep;
}

/** What the terminer come to together, whole kroner. */
export function sumAv(terminer: readonly Termin[]): number {
  return terminer.reduce((s, t) => s + t.beloep, 0);
}
