// A part of a step while it is computed with.
import { andelAv, differanse, NULL_KRONER, type Eksakt } from "./eksakt.ts";
import type { Rolle } from "./inndata.ts";
import type { Delkilde } from "./resultat.ts";

/** Every field is always there, null where it says nothing: objects of one form are much faster to compute with. */
export type Ledd = {
  readonly navn: string;
  readonly beloep: Eksakt;
  readonly fortegn: "+" | "-";
  /** The share of beloep that counts; null means all of it. */
  readonly andel: { readonly teller: number; readonly nevner: number } | null;
  readonly kilde: Delkilde;
  readonly kildereferanse: string | null;
  readonly rolle: Rolle | null;
  readonly barnNr: number | null;
  readonly begrunnelse: string | null;
};

type Opphav = Partial<Pick<Ledd, "kildereferanse" | "rolle" | "barnNr" | "begrunnelse">>;

/** A part that counts in full: its name, amount and kilde, and what more there is to say of where it comes from. */
export function lagLedd(navn: string, beloep: Eksakt, kilde: Delkilde, opphav: Opphav = {}): Ledd {
  const { kildereferanse = null, rolle = null, barnNr = null, begrunnelse = null } = opphav;
  return { navn, beloep, fortegn: "+", andel: null, kilde, kildereferanse, rolle, barnNr, begrunnelse };
}

/** The part taken out instead of added. */
export function minus(ledd: Ledd): Ledd {
  return { ...ledd, fortegn: "-" };
}

/** The share teller/nevner of the part. */
export function andelAvLedd(ledd: Ledd, teller: number, nevner: number): Ledd {
  return { ...ledd, andel: { teller, nevner } };
}

/** What the part counts, with its share and sign. */
export function verdiAv({ beloep, andel, fortegn }: Ledd): Eksakt {
  const del = andel === null ? beloep : andelAv(beloep, andel.teller, andel.nevner);
  return fortegn === "-" ? differanse(NULL_KRONER, del) : del;
}
