import type { Maalform } from "../dokumentgrunnlag.ts";
import { NB } from "./nb.ts";
import { NN } from "./nn.ts";
import type { Tekster } from "./tekster.ts";

const TEKSTER: Readonly<Record<Maalform, Tekster>> = { nb: NB, nn: NN };

export function velgTekster(maalform: Maalform): Tekster {
  return TEKSTER[maalform];
}
