// The steps of § 3 (1) and (2), from beregningsgrunnlag to the egenandel of a year.
import {
  PROSENT_EGENDISPONERING,
  PROSENT_OVER_G,
  PROSENT_UNDER_G,
  prosentAvFribeloep,
  type Aarssats,
} from "./aarsbeloep.ts";
import { eksaktKroner, tolvdelAv } from "./eksakt.ts";
import type { Praksis } from "./inndata.ts";
import { andelAvLedd, lagLedd, minus, type Ledd } from "./ledd.ts";
import type { Satser } from "./satser.ts";
import type { Stegbok } from "./stegbok.ts";
import { STEG } from "./tekster-nb.ts";

/** G and fribeloep as parts of a step. `dobbeltrom`: the fribeloep for an involuntary dobbeltrom is used. */
export type Satsledd = {
  /** A percentage of G. Exact also for the average, which is a twelfth of whole kroner. */
  readonly grunnbeloep: (prosent: number) => Ledd;
  readonly fribeloep: (prosent: number) => Ledd;
  /** False when an average G is not whole oere, so a step of it would lose a little. */
  readonly gaarOpp: boolean;
};

function prosentAv(ledd: Ledd, prosent: number): Ledd {
  return prosent === 100 ? ledd : andelAvLedd(ledd, prosent, 100);
}

export function satsledd(
  satser: Satser,
  { tolvGrunnbeloep }: Aarssats,
  praksis: Praksis,
  dobbeltrom: boolean,
): Satsledd {
  const sats = dobbeltrom ? satser.fribeloepDobbeltrom : satser.fribeloep;
  const fribeloep = lagLedd(
    dobbeltrom ? STEG.FRIBELOEP_DOBBELTROM : STEG.FRIBELOEP,
    eksaktKroner(sats.beloep),
    "SATS",
    { kildereferanse: sats.kilde },
  );
  const { beloep, kilde, hjemmel } = satser.grunnbeloep;
  const perDato = praksis.grunnbeloep === "PER_DATO";
  const grunnbeloep = perDato
    ? lagLedd(STEG.GRUNNBELOEP, eksaktKroner(beloep), "SATS", { kildereferanse: kilde })
    : lagLedd(STEG.GRUNNBELOEP_TOLV, eksaktKroner(tolvGrunnbeloep), "SATS", { kildereferanse: hjemmel });
  return {
    grunnbeloep: (prosent) => {
      if (perDato) return prosentAv(grunnbeloep, prosent);
      return prosent === 100 ? andelAvLedd(grunnbeloep, 1, 12) : andelAvLedd(grunnbeloep, prosent, 1200);
    },
    fribeloep: (prosent) => prosentAv(fribeloep, prosent),
    gaarOpp: tolvGrunnbeloep % 3 === 0,
  };
}

function foerTrinnvis(bok: Stegbok, grunnlag: Ledd, sats: Aarssats, ledd: Satsledd): Ledd {
  const overG = grunnlag.beloep > tolvdelAv(sats.tolvGrunnbeloep);
  const under = bok.foer(
    "UNDER_GRUNNBELOEP",
    STEG.UNDER_GRUNNBELOEP,
    "SUM_IKKE_UNDER_NULL",
    [overG ? ledd.grunnbeloep(100) : grunnlag, minus(ledd.fribeloep(100))],
    4,
  );
  const lav = prosentAv(under, PROSENT_UNDER_G);
  if (!overG) return bok.foer("TRINNVIS", STEG.TRINNVIS, "SUM", [lav], 4);

  const over = bok.foer(
    "OVER_GRUNNBELOEP",
    STEG.OVER_GRUNNBELOEP,
    "SUM",
    [grunnlag, minus(ledd.grunnbeloep(100))],
    4,
  );
  // The two steps above are cut when the average G does not come out even, so the sum is taken from G itself.
  const deler = ledd.gaarOpp
    ? [lav, prosentAv(over, PROSENT_OVER_G)]
    : [
        ledd.grunnbeloep(PROSENT_UNDER_G),
        minus(ledd.fribeloep(PROSENT_UNDER_G)),
        prosentAv(grunnlag, PROSENT_OVER_G),
        minus(ledd.grunnbeloep(PROSENT_OVER_G)),
      ];
  return bok.foer("TRINNVIS", STEG.TRINNVIS, "SUM", deler, 4);
}

/** The steps of § 3 from beregningsgrunnlag to egenandel per year, the last one. */
export function foerParagraf3(
  bok: Stegbok,
  grunnlag: Ledd,
  sats: Aarssats,
  ledd: Satsledd,
  praksis: Praksis,
): Ledd {
  const trinnvis = foerTrinnvis(bok, grunnlag, sats, ledd);
  const egetBeloep = [ledd.grunnbeloep(PROSENT_EGENDISPONERING), ledd.fribeloep(prosentAvFribeloep(praksis))];
  const egendisponering = bok.foer("EGENDISPONERING", STEG.EGENDISPONERING, "SUM", egetBeloep, 4);
  const kanKreves = bok.foer(
    "KAN_KREVES",
    STEG.KAN_KREVES,
    "SUM_IKKE_UNDER_NULL",
    [grunnlag, ...(ledd.gaarOpp ? [minus(egendisponering)] : egetBeloep.map(minus))],
    4,
  );
  const tak = (navn: string, kroner: number | null): Ledd[] =>
    kroner === null ? [] : [lagLedd(navn, eksaktKroner(kroner), "PRAKSIS")];
  return bok.foer(
    "EGENANDEL",
    STEG.EGENANDEL,
    "MINSTE",
    [
      trinnvis,
      kanKreves,
      ...tak(STEG.OPPHOLDSKOSTNAD, praksis.oppholdskostnadPerAar),
      ...tak(STEG.MAKSIMAL_EGENANDEL, praksis.maksimalEgenandelPerAar),
    ],
    4,
  );
}
