// § 6: the days that are paid for, cut where the month, the rates or the room changes.
import {
  aarAv,
  dagerIMaaneden,
  dagIMaanedAv,
  datoFra,
  maanedAv,
  plussMaaneder,
  type Dato,
} from "../kernel/dato.ts";
import type { SatserMangler } from "../kernel/feil.ts";
import { err, ok, type Result } from "../kernel/result.ts";
import type { Opphold, Periode } from "./inndata.ts";
import { maanederI } from "./maaneder.ts";
import type { Satser } from "./satser.ts";

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

/** The days of the segment on which a dobbeltrom begins or has just ended, after its first: there a new one begins. */
function skiller({ ufrivilligDobbeltrom }: Opphold, { fra, til }: Segment): number[] {
  if (ufrivilligDobbeltrom.length === 0) return [];
  const dager = new Set<number>();
  for (const p of ufrivilligDobbeltrom) {
    if (fra < p.fra && p.fra <= til) dager.add(dagIMaanedAv(p.fra));
    if (p.til !== null && fra <= p.til && p.til < til) dager.add(dagIMaanedAv(p.til) + 1);
  }
  return [...dager].sort((a, b) => a - b);
}

/** The segment cut where a dobbeltrom begins or ends inside it. */
function delt(opphold: Opphold, segment: Segment): readonly Segment[] {
  const skille = skiller(opphold, segment);
  if (skille.length === 0) return [segment];
  const aar = aarAv(segment.fra);
  const maaned = maanedAv(segment.fra);
  return [dagIMaanedAv(segment.fra), ...skille].map((start, i) => {
    const slutt = (skille[i] ?? dagIMaanedAv(segment.til) + 1) - 1;
    const fra = datoFra(aar, maaned, start);
    const til = datoFra(aar, maaned, slutt);
    return { ...segment, fra, til, dager: slutt - start + 1, dobbeltrom: iDobbeltrom(opphold, fra) };
  });
}

/** Everything that is paid for inside the periode: from the first payable day to and including the last of the stay. */
export function lagSegmenter(opphold: Opphold, periode: Periode): Result<readonly Segment[], SatserMangler> {
  const foerste = foersteBetalingsdag(opphold);
  const fra = foerste > periode.fra ? foerste : periode.fra;
  const til = opphold.slutt !== null && opphold.slutt < periode.til ? opphold.slutt : periode.til;
  const segmenter: Segment[] = [];
  for (const maaned of maanederI({ fra, til })) {
    const { satser, dagerIMaaneden } = maaned;
    if (satser === null) return err({ kode: "satser-mangler", dato: maaned.fra });
    const dager = maaned.sisteDag - maaned.foersteDag + 1;
    const hel = dager === dagerIMaaneden;
    const segment = {
      fra: maaned.fra,
      til: maaned.til,
      dager,
      dobbeltrom: iDobbeltrom(opphold, maaned.fra),
      satser,
      dagerIMaaneden,
      betalteDager: hel ? dagerIMaaneden : betalteDagerI(opphold, foerste, maaned.aar, maaned.maaned),
    };
    for (const s of delt(opphold, segment)) segmenter.push(s);
  }
  return ok(segmenter);
}

/** Whether every day of the segment's calendar month is paid for. */
export function erHelMaaned({ betalteDager, dagerIMaaneden }: Segment): boolean {
  return betalteDager === dagerIMaaneden;
}

/** Whether payment has begun when the first month of the periode does, so that the day it began has no effect there. */
export function erIGangFoer({ fra }: Periode, opphold: Opphold): boolean {
  return foersteBetalingsdag(opphold) <= datoFra(aarAv(fra), maanedAv(fra), 1);
}

/** Whether all days of the periode are paid for. Segments follow each other without a gap. */
export function erHelePerioden(segmenter: readonly Segment[], { fra, til }: Periode): boolean {
  return segmenter[0]?.fra === fra && segmenter.at(-1)?.til === til;
}
