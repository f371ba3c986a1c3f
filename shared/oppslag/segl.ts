// The seal of a lookup: the caller keeps the answer and sends it back to be calculated on, and the seal shows that it is
// ours, unchanged, and given to that municipality.

import type { Feil } from "../kernel/feil.ts";
import type { Organisasjonsnummer } from "../kernel/organisasjonsnummer.ts";
import type { Result } from "../kernel/result.ts";
import type { Oppslagsinnhold, Oppslagssvar } from "./oppslagssvar.ts";

/** How long a lookup may be calculated on. */
export const SEGL_VARIGHET_DAGER = 90;

/** A compact JWS over the content and the municipality. */
export type Forsegle = (innhold: Oppslagsinnhold, kommune: Organisasjonsnummer) => Promise<string>;

export type Segl = {
  /** Gets ready to seal, and fails when the key cannot be had: what cannot be sealed shall not be looked up. */
  klargjoer(): Promise<Result<Forsegle, Feil>>;
  /** `segl-ugyldig` for anything that is not a valid seal of this very answer for this municipality today. */
  kontroller(svar: Oppslagssvar, kommune: Organisasjonsnummer): Promise<Result<void, Feil>>;
};
