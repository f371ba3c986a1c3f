// What goes into the thread that judges a declaration, and what comes out of it.

import type { Organisasjonsnummer } from "../../kernel/organisasjonsnummer.ts";
import type { Erklaeringsvurdering } from "../../signatur/verifiser.ts";

export type Oppgave = {
  readonly pdf: Uint8Array;
  readonly kommune: Organisasjonsnummer;
  /** DER certificates. */
  readonly ankere: readonly Uint8Array[];
  readonly now: Date;
};

/** Both sides are of the same build, so this tells a task from something else, not a good one from a bad. */
export function erOppgave(v: unknown): v is Oppgave {
  return typeof v === "object" && v !== null && "pdf" in v && "ankere" in v;
}

/** The same for the answer. */
export function erVurdering(v: unknown): v is Erklaeringsvurdering {
  return typeof v === "object" && v !== null && "sha256" in v && "avgjoerelse" in v;
}
