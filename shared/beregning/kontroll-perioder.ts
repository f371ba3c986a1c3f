// Faults in stay, periode and charges that only the regulation's own rules can tell.
import { aarAv, plussMaaneder, type Dato } from "../kernel/dato.ts";
import type { Feltfeil } from "../kernel/feil.ts";
import type { Beregningsinndata, Opphold, Periode } from "./inndata.ts";
import { MELDING } from "./meldinger-nb.ts";

const LENGSTE_PERIODE_AAR = 5;
const DAGER_I_SKUDDAAR = 366;

type Spenn = { readonly fra: Dato; readonly til: Dato | null };

/** Indexes of the rows that begin inside an earlier row. An open end runs on for ever. */
function overlappende(spenn: readonly Spenn[]): number[] {
  return spenn.flatMap((a, i) =>
    spenn.some(
      (b, j) =>
        j !== i &&
        (b.fra < a.fra || (b.fra === a.fra && j < i)) &&
        (b.til === null || a.fra <= b.til) &&
        (b.til === null || b.til >= b.fra),
    )
      ? [i]
      : [],
  );
}

function dobbeltromfeil({ innflytting, slutt, ufrivilligDobbeltrom }: Opphold): Feltfeil[] {
  const sti = (i: number, felt: string): string => `opphold.ufrivilligDobbeltrom[${String(i)}].${felt}`;
  const utenfor = (dato: Dato): boolean => dato < innflytting || (slutt !== null && dato > slutt);
  return [
    ...ufrivilligDobbeltrom.flatMap(({ fra, til }, i): Feltfeil[] => {
      if (til !== null && til < fra) return [{ sti: sti(i, "til"), melding: MELDING.slutterFoerStart }];
      return [
        ...(utenfor(fra) ? [{ sti: sti(i, "fra"), melding: MELDING.utenforOpphold }] : []),
        ...(til !== null && utenfor(til) ? [{ sti: sti(i, "til"), melding: MELDING.utenforOpphold }] : []),
      ];
    }),
    ...overlappende(ufrivilligDobbeltrom).map((i) => ({ sti: sti(i, "fra"), melding: MELDING.overlapper })),
  ];
}

function oppholdsfeil(opphold: Opphold): Feltfeil[] {
  const { innflytting, slutt, iInstitusjonSiden, korttidsdoegnIAaret } = opphold;
  const feil: Feltfeil[] = [];
  if (slutt !== null && slutt < innflytting) {
    feil.push({ sti: "opphold.slutt", melding: MELDING.sluttFoerInnflytting });
  }
  if (iInstitusjonSiden !== null && iInstitusjonSiden > innflytting) {
    feil.push({ sti: "opphold.iInstitusjonSiden", melding: MELDING.institusjonEtterInnflytting });
  }
  if (korttidsdoegnIAaret !== null && korttidsdoegnIAaret > DAGER_I_SKUDDAAR) {
    feil.push({ sti: "opphold.korttidsdoegnIAaret", melding: MELDING.forMangeDoegn });
  }
  return [...feil, ...dobbeltromfeil(opphold)];
}

function krevdfeil({ krevd, periode, opphold }: Beregningsinndata): Feltfeil[] {
  if (krevd === null) return [];
  if (periode === null || opphold === null) {
    return [
      ...(opphold === null ? [{ sti: "opphold", melding: MELDING.kreverOpphold }] : []),
      ...(periode === null ? [{ sti: "periode", melding: MELDING.kreverPeriode }] : []),
    ];
  }
  const sti = (i: number, felt: string): string => `krevd[${String(i)}].${felt}`;
  return [
    ...krevd.flatMap(({ fra, til }, i): Feltfeil[] => {
      if (til < fra) return [{ sti: sti(i, "til"), melding: MELDING.slutterFoerStart }];
      return [
        ...(fra < periode.fra ? [{ sti: sti(i, "fra"), melding: MELDING.utenforPeriode }] : []),
        ...(til > periode.til ? [{ sti: sti(i, "til"), melding: MELDING.utenforPeriode }] : []),
      ];
    }),
    ...overlappende(krevd).map((i) => ({ sti: sti(i, "fra"), melding: MELDING.overlapper })),
  ];
}

function erForLang({ fra, til }: Periode): boolean {
  if (aarAv(til) - aarAv(fra) < LENGSTE_PERIODE_AAR) return false;
  return til >= plussMaaneder(fra, 12 * LENGSTE_PERIODE_AAR);
}

/** Every fault in dates: reversed or overlapping periods, dobbeltrom outside the stay, a periode over five years. */
export function periodefeil(inn: Beregningsinndata): Feltfeil[] {
  const { periode, opphold } = inn;
  const feil: Feltfeil[] = opphold === null ? [] : oppholdsfeil(opphold);
  if (periode !== null) {
    if (periode.til < periode.fra) feil.push({ sti: "periode.til", melding: MELDING.slutterFoerStart });
    else if (erForLang(periode)) feil.push({ sti: "periode.til", melding: MELDING.forLangPeriode });
  }
  return [...feil, ...krevdfeil(inn)];
}
