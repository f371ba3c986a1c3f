// § 3 (1): what the stay costs, told per month and per doegn as municipalities publish it. For information: the cap is the year's.
import { eksaktKroner, iHeleKroner } from "./eksakt.ts";
import type { Praksis } from "./inndata.ts";
import type { Oppholdskostnad } from "./resultat.ts";

const DOEGN_I_AARET = 365;

/** The cost of the stay when it is given, whole kroner, each share of the year cut once; null when it is not. */
export function vistOppholdskostnad({ oppholdskostnadPerAar, avrunding }: Praksis): Oppholdskostnad | null {
  if (oppholdskostnadPerAar === null) return null;
  const aaret = eksaktKroner(oppholdskostnadPerAar);
  return {
    perAar: oppholdskostnadPerAar,
    perMaaned: iHeleKroner(aaret, avrunding, 1, 12),
    perDoegn: iHeleKroner(aaret, avrunding, 1, DOEGN_I_AARET),
  };
}
