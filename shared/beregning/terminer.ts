// § 6: the days that are paid for, month by month.
import {
  aarAv,
  antallDager,
  dagerIMaaneden,
  dagIMaanedAv,
  datoFra,
  maanedAv,
  plussMaaneder,
  type Dato,
} from "../kernel/dato.ts";
import type { SatserMangler } from "../kernel/feil.ts";
import { err, ok, type Result } from "../kernel/result.ts";
import { regnAarsbeloep, tolvGrunnbeloepAv } from "./aarsbeloep.ts";
import { iHeleKroner, NULL_KRONER, type Eksakt } from "./eksakt.ts";
import type { Opphold, Periode, Praksis } from "./inndata.ts";
import type { Termin } from "./resultat.ts";
import { finnSatser, type Satser } from "./satser.ts";

/** § 6 (3) and (1): with more short-stay days than this in the year there is no free month. */
export const KORTTIDSDOEGN = 60;

/** Days of one month with the same fribeloep. */
export type Segment = {
  readonly fra: Dato;
  readonly til: Dato;
  readonly dager: number;
  readonly dobbeltrom: boolean;
  readonly satser: Satser;
  readonly dagerIMaaneden: number;
  /** All days of the calendar month that the stay is paid for, also outside the periode. */
  readonly betalteDager: number;
};

/** The first day that can be paid for by income (§ 6 (1)), from innflytting at the earliest. */
export function foersteBetalingsdag({ innflytting, iInstitusjonSiden, korttidsdoegnIAaret }: Opphold): Dato {
  if (korttidsdoegnIAaret !== null && korttidsdoegnIAaret > KORTTIDSDOEGN) return innflytting;
  const enMaaned = plussMaaneder(iInstitusjonSiden ?? innflytting, 1);
  return enMaaned > innflytting ? enMaaned : innflytting;
}

/** Whether a day lies in an involuntary dobbeltrom period. An open one ends with the stay. */
export function iDobbeltrom({ ufrivilligDobbeltrom, slutt }: Opphold, dato: Dato): boolean {
  return ufrivilligDobbeltrom.some((p) => {
    const til = p.til ?? slutt;
    return p.fra <= dato && (til === null || dato <= til);
  });
}

/** The days on which a dobbeltrom begins or has just ended, after `fra` and not after `til`: there a segment begins. */
function skiller(opphold: Opphold, fra: Dato, til: Dato): number[] {
  if (opphold.ufrivilligDobbeltrom.length === 0) return [];
  const dager = new Set<number>();
  for (const p of opphold.ufrivilligDobbeltrom) {
    if (fra < p.fra && p.fra <= til) dager.add(dagIMaanedAv(p.fra));
    if (p.til !== null && fra <= p.til && p.til < til) dager.add(dagIMaanedAv(p.til) + 1);
  }
  return [...dager].sort((a, b) => a - b);
}

/** The days of a calendar month that the stay is paid for, whatever the periode. */
export function betalteDagerI(
  { slutt }: Opphold,
  foersteBetalingsdagen: Dato,
  aar: number,
  maaned: number,
): number {
  const sisteDag = dagerIMaaneden(aar, maaned);
  const fra = datoFra(aar, maaned, 1);
  const til = datoFra(aar, maaned, sisteDag);
  const foerste = foersteBetalingsdagen > fra ? foersteBetalingsdagen : fra;
  const siste = slutt !== null && slutt < til ? slutt : til;
  return foerste > siste ? 0 : dagIMaanedAv(siste) - dagIMaanedAv(foerste) + 1;
}

function maanedensSegmenter(
  opphold: Opphold,
  maaned: Kalendermaaned,
  satser: Satser,
  foersteBetalingsdagen: Dato,
): Segment[] {
  const { fra, til } = maaned;
  const foerste = dagIMaanedAv(fra);
  const siste = dagIMaanedAv(til);
  const felles = {
    satser,
    dagerIMaaneden: dagerIMaaneden(maaned.aar, maaned.maaned),
    betalteDager: betalteDagerI(opphold, foersteBetalingsdagen, maaned.aar, maaned.maaned),
  };
  const segment = (dag: Dato, sisteDag: Dato, dager: number): Segment => ({
    fra: dag,
    til: sisteDag,
    dager,
    dobbeltrom: iDobbeltrom(opphold, dag),
    ...felles,
  });
  const skille = skiller(opphold, fra, til);
  if (skille.length === 0) return [segment(fra, til, siste - foerste + 1)];
  return [foerste, ...skille].map((start, i) => {
    const slutt = (skille[i] ?? siste + 1) - 1;
    return segment(
      datoFra(maaned.aar, maaned.maaned, start),
      datoFra(maaned.aar, maaned.maaned, slutt),
      slutt - start + 1,
    );
  });
}

type Kalendermaaned = Periode & { readonly aar: number; readonly maaned: number };

/** The calendar months of a periode, the first and the last cut to it. */
export function maanederI({ fra, til }: Periode): readonly Kalendermaaned[] {
  const maaneder: Kalendermaaned[] = [];
  let aar = aarAv(fra);
  let maaned = maanedAv(fra);
  for (let start = fra; start <= til; start = datoFra(aar, maaned, 1)) {
    const siste = datoFra(aar, maaned, dagerIMaaneden(aar, maaned));
    maaneder.push({ fra: start, til: siste < til ? siste : til, aar, maaned });
    if (maaned === 12) aar += 1;
    maaned = maaned === 12 ? 1 : maaned + 1;
  }
  return maaneder;
}

/** Everything that is paid for inside the periode: from the first payable day to and including the last of the stay. */
export function lagSegmenter(opphold: Opphold, periode: Periode): Result<readonly Segment[], SatserMangler> {
  const foerste = foersteBetalingsdag(opphold);
  const fra = foerste > periode.fra ? foerste : periode.fra;
  const til = opphold.slutt !== null && opphold.slutt < periode.til ? opphold.slutt : periode.til;
  const segmenter: Segment[] = [];
  for (const maaned of maanederI({ fra, til })) {
    const satser = finnSatser(maaned.fra);
    if (!satser.ok) return satser;
    segmenter.push(...maanedensSegmenter(opphold, maaned, satser.value, foerste));
  }
  return ok(segmenter);
}

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

/** Two segments with the same rates have the same yearly amount. */
function sammeSatser(a: Segment | undefined, b: Segment): boolean {
  return a?.satser === b.satser && a.dobbeltrom === b.dobbeltrom;
}

/** The terminer of the segments, each cut once; satser-mangler when the average G of a year is not known yet. */
export function regnTerminer(
  segmenter: readonly Segment[],
  grunnlag: Eksakt,
  praksis: Praksis,
): Result<readonly Termin[], SatserMangler> {
  const terminer: Termin[] = [];
  let perAar = NULL_KRONER;
  for (const [i, s] of segmenter.entries()) {
    const fribeloep = (s.dobbeltrom ? s.satser.fribeloepDobbeltrom : s.satser.fribeloep).beloep;
    if (!sammeSatser(segmenter[i - 1], s)) {
      const tolvGrunnbeloep = tolvGrunnbeloepAv(s.satser, praksis.grunnbeloep);
      if (tolvGrunnbeloep === null) {
        return err({ kode: "satser-mangler", dato: datoFra(aarAv(s.fra), 5, 1) });
      }
      perAar = regnAarsbeloep(grunnlag, { tolvGrunnbeloep, fribeloep }, praksis).egenandel;
    }
    const { teller, nevner } = andelAvMaaned(
      s.dager,
      s.betalteDager,
      s.dagerIMaaneden,
      praksis.maanedsdeling,
    );
    terminer.push({
      fra: s.fra,
      til: s.til,
      dager: s.dager,
      grunnbeloep: vistGrunnbeloep(s.satser, praksis.grunnbeloep),
      fribeloep,
      beloep: iHeleKroner(perAar, praksis.avrunding, teller, 12 * nevner),
    });
  }
  return ok(terminer);
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

/** Days of the periode that are paid for. */
export function erHelePerioden(segmenter: readonly Segment[], { fra, til }: Periode): boolean {
  return segmenter.reduce((s, x) => s + x.dager, 0) === antallDager(fra, til);
}
