// The port through which requests and calls are followed: whose trace they belong to, how long they took and how they went.
// Only words from closed vocabularies pass here: never an address, a person, an amount or a text from outside.

import type { FeilKode, Motpart, SkatteApi } from "./feil.ts";
import type { Adressat, Kallslutt } from "./http.ts";

/** A request that came in, as the traces know it. */
export type Sporetforespoersel = {
  readonly funksjon: string;
  readonly korrelasjonsid: string;
  /** W3C `traceparent` of who called us; undefined when it sent none. */
  readonly traceparent: string | undefined;
};

/** How a call ended: the HTTP status when there is one, otherwise what became of it. */
export type Kallutfall = {
  readonly resultat: Kallslutt | FeilKode | "OK" | "AVBRUTT";
  /**
   * Whether the counterpart answered in a way that shows it is there, whatever it said; undefined when it did not get the time
   * to.
   */
  readonly svarte: boolean | undefined;
};

/** A call under way. */
export type Paagaaendekall = {
  /** W3C `traceparent` to send along. */
  readonly traceparent: string;
  /** Ends it. Only the first time counts. */
  readonly slutt: (utfall: Kallutfall) => void;
};

/** What is counted. */
export type Telling =
  | {
      readonly navn: "forespoersler";
      readonly funksjon: string;
      readonly kode: FeilKode | "OK" | "intern-feil";
      readonly motpart?: Motpart;
    }
  /** Tokens that were needed towards Skatteetaten, and whether the cache had the answer or Maskinporten was asked. */
  | { readonly navn: "tokenbehov"; readonly api: SkatteApi; readonly kilde: "MELLOMLAGER" | "MASKINPORTEN" }
  /** Signed declarations that were judged, by what became of them and the word of ETSI EN 319 102-1. */
  | { readonly navn: "erklaeringer"; readonly avgjoerelse: string; readonly indikasjon: string };

export type Sporing = {
  /** Does the work of a request as part of its trace. */
  readonly forespoersel: <T>(forespoersel: Sporetforespoersel, arbeid: () => Promise<T>) => Promise<T>;
  /** Begins a call to a counterpart; `operasjon` is what is asked of it, in a word of ours or of its SDK. */
  readonly kall: (motpart: Adressat, operasjon: string) => Paagaaendekall;
  readonly tell: (telling: Telling) => void;
};
