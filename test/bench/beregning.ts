// How many calculations one core does, beside publicodes with the headline formula alone: warm, in the same rounds.

import { regnAarsbeloep } from "../../shared/beregning/aarsbeloep.ts";
import { beregn } from "../../shared/beregning/beregn.ts";
import { eksaktKroner } from "../../shared/beregning/eksakt.ts";
import { lagMaaling, maalEtterTur, median, vis, type Maaling } from "./maal.ts";
import { medPublicodes } from "./publicodes.ts";
import { ensligSomBeregnes, parSomBeregnes } from "./underlag.ts";

const SATS = { tolvGrunnbeloep: 12 * 130_160, fribeloep: 10_450 };

/** Measures and prints. A calculation goes from its input to the whole answer, with every step and text. */
export function maalBeregninger(): void {
  const enInndata = ensligSomBeregnes();
  const toInndata = parSomBeregnes();
  const regel = medPublicodes();
  const grunnlag = (i: number): number => 200_000 + (i % 100_000);

  const enslig = lagMaaling(3_000, () => beregn(enInndata));
  const par = lagMaaling(2_000, () => beregn(toInndata));
  const somJson = lagMaaling(1_000, () => JSON.stringify(beregn(enInndata)));
  const formel = lagMaaling(100_000, (i) =>
    regnAarsbeloep(eksaktKroner(grunnlag(i)), SATS, enInndata.praksis),
  );
  const publicodes = lagMaaling(200, (i) => regel(grunnlag(i)));
  maalEtterTur([enslig, par, somJson, formel, publicodes]);

  const visRate = (navn: string, { rater }: Maaling): void => {
    const ganger = median(rater.map((rate, i) => rate / (publicodes.rater[i] ?? NaN)));
    const mot = rater === publicodes.rater ? "" : `${ganger.toFixed(1)} x publicodes`;
    vis(navn, `${median(rater).toFixed(0)} /s`, mot);
  };
  visRate("headline formula in publicodes", publicodes);
  visRate("headline formula, ours", formel);
  visRate("full-year calculations with steps, single", enslig);
  visRate("full-year calculations with steps, couple", par);
  visRate("single, written as JSON too", somJson);
}
