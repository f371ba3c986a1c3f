import type { Editable } from "./editable.ts";

/** One planted fault, and the rules of which at least one must name it. */
export type Mutant = {
  readonly title: string;
  readonly rules: readonly string[];
  /** Plant it in the document with the attached data instead. */
  readonly attached?: true;
} & ({ readonly plant: (file: Editable) => void } | { readonly bytes: (bytes: Uint8Array) => Uint8Array });
