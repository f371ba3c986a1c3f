// Where connections are kept: the port that storage fills.

import type { MotpartUtilgjengelig, UgyldigSvar } from "../kernel/feil.ts";
import type { Organisasjonsnummer } from "../kernel/organisasjonsnummer.ts";
import type { Result } from "../kernel/result.ts";
import type { Tilkoblingshendelse } from "./hendelse.ts";
import type { Tilkobling } from "./tilkobling.ts";

/** `motpart-utilgjengelig`: storage did not answer or refused. `ugyldig-svar`: what is kept there is not ours. */
export type Lagerfeil = MotpartUtilgjengelig | UgyldigSvar;

export type Tilkoblingslager = {
  /** What is kept of a municipality; undefined when nothing is. */
  les(kommune: Organisasjonsnummer): Promise<Result<Tilkobling | undefined, Lagerfeil>>;
  /** Everything that is kept, in order of organisasjonsnummer. */
  lesAlle(): Promise<Result<readonly Tilkobling[], Lagerfeil>>;
  /**
   * Applies an event to what is kept, and keeps the event in the history when it says something new, both or neither. When
   * somebody else wrote in between, the event is applied to what they wrote. Gives the connection as it then is.
   */
  registrer(
    kommune: Organisasjonsnummer,
    hendelse: Tilkoblingshendelse,
  ): Promise<Result<Tilkobling, Lagerfeil>>;
  /** What has happened to a municipality, newest first, at most so many (1–1 000). */
  historikk(
    kommune: Organisasjonsnummer,
    flest: number,
  ): Promise<Result<readonly Tilkoblingshendelse[], Lagerfeil>>;
  /** Keeps a declaration under its SHA-256 (hex). Kept once: the same content again changes nothing. */
  lagreErklaering(sha256: string, pdf: Uint8Array): Promise<Result<void, Lagerfeil>>;
};
