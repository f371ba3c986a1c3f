// What is known of a municipality's connection, as it is kept. Facts only: what they mean for the reader is said by status.ts.

import type { Dato } from "../kernel/dato.ts";
import type { SkatteApi } from "../kernel/feil.ts";
import type { Organisasjonsnummer } from "../kernel/organisasjonsnummer.ts";

/** The order in which they are asked for and shown. */
export const SKATTE_APIER = ["SUMMERT_SKATTEGRUNNLAG", "BEREGNET_SKATT", "AVREGNING"] as const;

/** An answer that was got; a check without an answer leaves the last one standing. */
export type Svar = {
  readonly status: "OK" | "MANGLER";
  /** The counterpart's own code for what is missing. */
  readonly aarsakskode: string | null;
  /** ISO 8601, UTC. */
  readonly tidspunkt: string;
};

/** What is known of one API. */
export type ApiSvar = {
  /** null when it has never been answered, or is hidden by what is missing. */
  readonly tilgang: Svar | null;
  readonly delegering: Svar | null;
  /** Why the last check got no answer at all; null when it got one. */
  readonly ubesvart: string | null;
};

/** What the signature of a declaration is worth, as the verifier says; its words are those of ETSI EN 319 102-1. */
export type Signaturdom = {
  readonly indikasjon: string;
  readonly subindikasjon: string | null;
  readonly binding: string;
  readonly avgjoerelse: "GODKJENT" | "AVVIST" | "TIL_VURDERING";
  /** Bokmaal. */
  readonly forklaring: string;
};

/** An operator's decision on a declaration. */
export type OperatoerAvgjoerelse = {
  readonly avgjoerelse: "GODKJENT" | "AVVIST";
  readonly begrunnelse: string;
  /** The operator's object id in Entra ID. */
  readonly operatoer: string;
  /** ISO 8601, UTC. */
  readonly tidspunkt: string;
};

export type Erklaering = {
  /** Of the PDF as uploaded, hex: also its name in storage. */
  readonly sha256: string;
  /** ISO 8601, UTC: the first time it was received. */
  readonly mottatt: string;
  readonly dom: Signaturdom;
  readonly avgjort: OperatoerAvgjoerelse | null;
};

/** The two steps that are agreements on paper. */
export type Papirsteg = "PAAKOBLINGSFORESPOERSEL" | "TJENESTEVEDLEGG";

export type Registrering = {
  readonly status: "OK" | "MANGLER";
  /** The day it happened, as the operator says. */
  readonly dato: Dato;
  readonly merknad: string | null;
  readonly operatoer: string;
  /** ISO 8601, UTC. */
  readonly tidspunkt: string;
};

export type Tilkobling = {
  readonly organisasjonsnummer: Organisasjonsnummer;
  /** Newest first, each content once. */
  readonly erklaeringer: readonly Erklaering[];
  readonly registreringer: Readonly<Record<Papirsteg, Registrering | null>>;
  readonly apier: Readonly<Record<SkatteApi, ApiSvar>>;
  /** When the three APIs were last asked about, answered or not. ISO 8601, UTC. */
  readonly sjekket: string | null;
};

const UBESVART: ApiSvar = { tilgang: null, delegering: null, ubesvart: null };

/** A municipality of which nothing is known. */
export function tomTilkobling(organisasjonsnummer: Organisasjonsnummer): Tilkobling {
  return {
    organisasjonsnummer,
    erklaeringer: [],
    registreringer: { PAAKOBLINGSFORESPOERSEL: null, TJENESTEVEDLEGG: null },
    apier: { SUMMERT_SKATTEGRUNNLAG: UBESVART, BEREGNET_SKATT: UBESVART, AVREGNING: UBESVART },
    sjekket: null,
  };
}
