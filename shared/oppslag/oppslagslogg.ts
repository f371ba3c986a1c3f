// The access log: who looked up whom, when and for what. An entry is written before anything is released, so that no
// lookup can go unseen; its outcome is added when it is known.

import type { Feil, FeilKode, SkatteApi } from "../kernel/feil.ts";
import type { Organisasjonsnummer } from "../kernel/organisasjonsnummer.ts";
import type { Personidentifikator } from "../kernel/personidentifikator.ts";
import type { Result } from "../kernel/result.ts";
import type { Personstatus, Rolle } from "./oppslagssvar.ts";

export type Logginnslag = {
  readonly kommune: Organisasjonsnummer;
  /** Who called on behalf of the municipality; null when it called itself. */
  readonly leverandoer: Organisasjonsnummer | null;
  /** The client and the id of the token that the caller came with. */
  readonly clientId: string;
  readonly jti: string;
  readonly korrelasjonsid: string;
  readonly tidspunkt: Date;
  readonly inntektsaar: number | "SISTE";
  readonly apier: readonly SkatteApi[];
  /** Stored as keyed hashes, never as numbers. */
  readonly personer: readonly { readonly rolle: Rolle; readonly personidentifikator: Personidentifikator }[];
  readonly saksreferanse: string | null;
};

/** Points to an entry that has been written. */
export type Innslagsnoekkel = { readonly partitionKey: string; readonly rowKey: string };

export type Loggutfall =
  /** The status of each person, in the order of the entry, and the year that was answered. */
  | {
      readonly utfall: "UTLEVERT";
      readonly inntektsaar: number;
      readonly statuser: readonly Personstatus[];
    }
  | { readonly utfall: "IKKE_UTLEVERT"; readonly feilkode: FeilKode | "intern-feil" };

export type Oppslagslogg = {
  /** Writes the entry. On `logg-utilgjengelig` nothing may be released. */
  skriv(innslag: Logginnslag): Promise<Result<Innslagsnoekkel, Feil>>;
  /** Adds the outcome to an entry. */
  fullfoer(noekkel: Innslagsnoekkel, utfall: Loggutfall): Promise<Result<void, Feil>>;
};
