import { aarAv, type Dato } from "../kernel/dato.ts";

/** Raised with every change of the calculation rules, also when only a text of a step changes. */
const VERSJON = "1.0.0";

/** The rule set a calculation follows: the year whose rates are used, and the version of the rules as programmed. */
export function regelsettFor(beregningsdato: Dato): { readonly id: string; readonly versjon: string } {
  return { id: `langtidsopphold-${String(aarAv(beregningsdato))}`, versjon: VERSJON };
}
