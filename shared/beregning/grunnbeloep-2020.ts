// The G of 2020 was enacted late. The regulation has it from 1 May, the folketrygd itself from 21 September.
import { antallDager, datoAv, type Dato } from "../kernel/dato.ts";
import { finnSatser, type Sats, type Satser } from "./satser.ts";
import type { Segment } from "./segmenter.ts";

const DAGEN_FOER = datoAv("2020-04-30");
const FRA = datoAv("2020-05-01");
const SISTE_DAG = datoAv("2020-09-20");
const VIRKNING = datoAv("2020-09-21");

/** Whether the G of a day depends on which effect the G of 2020 is given. */
export function erOmtvistet(dato: Dato): boolean {
  return FRA <= dato && dato <= SISTE_DAG;
}

/** Whether any of the segments, which follow each other without a gap, has such days. */
export function harOmtvistede(segmenter: readonly Segment[]): boolean {
  const fra = segmenter[0]?.fra;
  const til = segmenter.at(-1)?.til;
  return fra !== undefined && til !== undefined && fra <= SISTE_DAG && FRA <= til;
}

/** The G until 30 April 2020. */
export function forrigeGrunnbeloep(): Sats {
  const satser = finnSatser(DAGEN_FOER);
  if (!satser.ok) throw new Error("there are no rates for 2020");
  return satser.value.grunnbeloep;
}

/** The segments as they would be with the old G until the new one had effect. */
export function medForrigeGrunnbeloep(segmenter: readonly Segment[]): readonly Segment[] {
  const grunnbeloep = forrigeGrunnbeloep();
  const gamle = new Map<Satser, Satser>();
  const gammelSats = (satser: Satser): Satser => {
    const kjent = gamle.get(satser) ?? { ...satser, grunnbeloep };
    gamle.set(satser, kjent);
    return kjent;
  };
  return segmenter.flatMap((s) => {
    if (!erOmtvistet(s.fra) && !erOmtvistet(s.til)) return [s];
    const satser = gammelSats(s.satser);
    if (s.til < VIRKNING) return [{ ...s, satser }];
    const dager = antallDager(s.fra, SISTE_DAG);
    return [
      { ...s, til: SISTE_DAG, dager, satser },
      { ...s, fra: VIRKNING, dager: s.dager - dager },
    ];
  });
}
