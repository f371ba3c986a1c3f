// The port to where tax data come from. Skatteetaten's three APIs fit it today.

import type { Feil } from "../kernel/feil.ts";
import type { Organisasjonsnummer } from "../kernel/organisasjonsnummer.ts";
import type { Personidentifikator } from "../kernel/personidentifikator.ts";
import type { Result } from "../kernel/result.ts";
import type { Kilde } from "./oppslagssvar.ts";

export type Spoerring = {
  readonly kommune: Organisasjonsnummer;
  readonly person: Personidentifikator;
  readonly inntektsaar: number;
  /** The deadline of the whole lookup. */
  readonly frist: AbortSignal;
};

/** Where in the assessment a post stands. */
export type Omraade = "FASTLAND" | "SVALBARD" | "KILDESKATT_PAA_LOENN";

/** One amount as the source gave it, in whole kroner. `kategori` is the source's own word, empty when it has none. */
export type Kildepost = {
  readonly tekniskNavn: string;
  readonly kategori: string;
  readonly omraade: Omraade;
  readonly beloep: number;
};

export type Kildesvar =
  | {
      readonly status: "FUNNET";
      readonly skatteoppgjoersdato: string | undefined;
      /** The person has another current number than the one that was asked for. */
      readonly annetNummer: boolean;
      readonly poster: readonly Kildepost[];
      /** Of beregnet skatt: the parts of the assessment that have a tax. */
      readonly skatteomraader?: readonly Omraade[];
    }
  | { readonly status: "INGEN_OPPGJOER" | "IKKE_FUNNET" | "SKJERMET" | "SLETTET" };

export type Skattekilde = {
  /** One person's settlement from one of the three APIs. */
  hent(kilde: Kilde, spoerring: Spoerring): Promise<Result<Kildesvar, Feil>>;
  /** The last year with a settlement for the person; undefined when there is none. */
  hentSisteInntektsaar(spoerring: Omit<Spoerring, "inntektsaar">): Promise<Result<number | undefined, Feil>>;
};
