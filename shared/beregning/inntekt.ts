// § 3 (4): the resident's income group by group, and the interest on debt.
import { INNTEKTSGRUPPER, type Inntektsgruppe } from "./inndata.ts";
import type { Ledd } from "./ledd.ts";
import { summering, type Postbok } from "./postbok.ts";
import type { Stegbok } from "./stegbok.ts";
import { STEG } from "./tekster-nb.ts";

export const BEBOER = { rolle: "BEBOER" } as const;

export type Inntekt = {
  /** One step per group that has posts. */
  readonly grupper: ReadonlyMap<Inntektsgruppe, Ledd>;
  readonly sum: Ledd;
};

const INNTEKTSSTEG = INNTEKTSGRUPPER.map((gruppe) => {
  const kode = `INNTEKT_${gruppe}` as const;
  return { gruppe, kode, tekst: STEG[kode] };
});

/** The steps of the resident's income. */
export function foerInntekt(bok: Stegbok, poster: Postbok): Inntekt {
  const grupper = new Map<Inntektsgruppe, Ledd>();
  for (const { gruppe, kode, tekst } of INNTEKTSSTEG) {
    const ledd = poster(BEBOER, gruppe);
    if (ledd.length === 0) continue;
    grupper.set(gruppe, bok.foer(kode, tekst, summering(ledd), ledd));
  }
  return { grupper, sum: bok.foer("INNTEKT", STEG.INNTEKT, "SUM", [...grupper.values()]) };
}

/** The step of the resident's interest on debt. */
export function foerGjeldsrenter(bok: Stegbok, poster: Postbok): Ledd {
  const ledd = poster(BEBOER, "GJELDSRENTER");
  return bok.foer("GJELDSRENTER", STEG.GJELDSRENTER, summering(ledd), ledd);
}
