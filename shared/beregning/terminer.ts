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

function delAvMaaned(s: Segment, perAar: Eksakt, { maanedsdeling, avrunding }: Praksis): number {
  const { teller, nevner } = andelAvMaaned(s.dager, s.betalteDager, s.dagerIMaaneden, maanedsdeling);
  return iHeleKroner(perAar, avrunding, teller, 12 * nevner);
}

function fribeloepAv({ satser, dobbeltrom }: Segment): number {
  return (dobbeltrom ? satser.fribeloepDobbeltrom : satser.fribeloep).beloep;
}

/**
 * What each segment costs, whole kroner, cut once; null when the average G of its year is not known yet. The segments are
 * given in order: the yearly amount is computed where the rates change, and the whole months between share theirs.
 */
function segmentbeloep(grunnlag: Eksakt, praksis: Praksis): (segment: Segment) => number | null {
  let forrige: Segment | null = null;
  let perAar = NULL_KRONER;
  let perMaaned = 0;
  return (s) => {
    if (forrige?.satser !== s.satser || forrige.dobbeltrom !== s.dobbeltrom) {
      const tolvGrunnbeloep = tolvGrunnbeloepAv(s.satser, praksis.grunnbeloep);
      if (tolvGrunnbeloep === null) return null;
      perAar = regnAarsbeloep(grunnlag, { tolvGrunnbeloep, fribeloep: fribeloepAv(s) }, praksis).egenandel;
      perMaaned = iHeleKroner(perAar, praksis.avrunding, 1, 12);
      forrige = s;
    }
    return s.dager === s.dagerIMaaneden ? perMaaned : delAvMaaned(s, perAar, praksis);
  };
}

/** The terminer of the segments; satser-mangler when the average G of a year is not known yet. */
export function regnTerminer(
  segmenter: readonly Segment[],
  grunnlag: Eksakt,
  praksis: Praksis,
): Result<readonly Termin[], SatserMangler> {
  const beloepAv = segmentbeloep(grunnlag, praksis);
  const terminer: Termin[] = [];
  for (const s of segmenter) {
    const beloep = beloepAv(s);
    if (beloep === null) return err({ kode: "satser-mangler", dato: datoFra(aarAv(s.fra), 5, 1) });
    const { fra, til, dager, satser } = s;
    const grunnbeloep = vistGrunnbeloep(satser, praksis.grunnbeloep);
    terminer.push({ fra, til, dager, grunnbeloep, fribeloep: fribeloepAv(s), beloep });
  }
  return ok(terminer);
}

/** The sum of what the terminer of the segments would be, whole kroner; null when there are no rates for one of them. */
export function regnSum(segmenter: readonly Segment[], grunnlag: Eksakt, praksis: Praksis): number | null {
  const beloepAv = segmentbeloep(grunnlag, praksis);
  let sum = 0;
  for (const s of segmenter) {
    const beloep = beloepAv(s);
    if (beloep === null) return null;
    sum += beloep;
  }
  return sum;
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
