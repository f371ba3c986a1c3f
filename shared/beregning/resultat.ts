// The answer of a calculation, with the names and the nesting of POST /api/v1/beregning. The caller adds
// resultatId and korrelasjonsid.
import type { Dato } from "../kernel/dato.ts";
import type { Postkilde, Rolle } from "./inndata.ts";

/**
 * How the amount of a step follows from its parts. Each part counts as fortegn x beloep x andel.
 * SUM adds them up; SUM_IKKE_UNDER_NULL likewise, but never below zero; MINSTE is the smallest of them.
 * What does not come out even is cut down to `desimaler` decimals of a krone.
 */
export type Operasjon = "SUM" | "SUM_IKKE_UNDER_NULL" | "MINSTE";

/** STEG: an earlier step, named by kildereferanse. MANUELL and OPPGITT: typed in by the caseworker. */
export type Delkilde = Postkilde | "MANUELL" | "OPPGITT" | "STEG" | "SATS" | "PRAKSIS";

export type Del = {
  /** Bokmaal. */
  readonly navn: string;
  /** Kroner as a decimal string. */
  readonly beloep: string;
  readonly fortegn: "+" | "-";
  /** The share of beloep that counts; absent means all of it. */
  readonly andel?: { readonly teller: number; readonly nevner: number };
  readonly kilde: Delkilde;
  /** tekniskNavn of a post, kode of a step, or the forskrift of a rate. */
  readonly kildereferanse?: string;
  /** Whose amount it is; absent where it is nobody's, like a rate. */
  readonly rolle?: Rolle;
  readonly barnNr?: number;
  /** The caseworker's reason, for what was typed in. */
  readonly begrunnelse?: string;
};

export type Steg = {
  readonly nr: number;
  /** Stable; one step per kode, save those that end in a number. */
  readonly kode: string;
  readonly navn: string;
  readonly hjemmel: string;
  /** The arithmetic with numbers in Norwegian form. */
  readonly uttrykk: string;
  /** Kroner as a decimal string: two decimals, up to four where an amount is not whole oere. */
  readonly beloep: string;
  readonly operasjon: Operasjon;
  /** Decimals of a krone the amount is cut down to. */
  readonly desimaler: 2 | 4;
  readonly deler: readonly Del[];
};

export type BegrensetAv = "EGENDISPONERING" | "OPPHOLDSKOSTNAD" | "MAKSIMAL_EGENANDEL";

/** What the stay costs without capital cost, § 3 (1), whole kroner. */
export type Oppholdskostnad = {
  readonly perAar: number;
  readonly perMaaned: number;
  /** A 365th of the year, also in a leap year: that is how the price of a doegn is published. */
  readonly perDoegn: number;
};

export type Termin = {
  readonly fra: Dato;
  readonly til: Dato;
  readonly dager: number;
  /** Whole kroner; with the average G, the average to the nearest krone. */
  readonly grunnbeloep: number;
  readonly fribeloep: number;
  readonly beloep: number;
};

export type Retning = "ETTERBETALING" | "TILBAKEBETALING" | "INGEN";

/** What should have been paid against what was charged, whole kroner. Positive differanse: the resident owes. */
export type Oppgjoer = {
  readonly beregnet: number;
  readonly krevd: number;
  readonly differanse: number;
  readonly retning: Retning;
};

export type Etteroppgjoer = Oppgjoer & {
  /** Month by month inside the periode. */
  readonly maaneder: readonly (Oppgjoer & { readonly fra: Dato; readonly til: Dato })[];
};

/** Whole kroner, per year or for the whole periode: what was used, and what the other reading would give. */
export type Virkning = {
  readonly gjelder: "PER_AAR" | "PERIODE";
  readonly brukt: number;
  readonly alternativ: number;
};

export type Forbehold = {
  readonly kode: string;
  /** Bokmaal; says which reading was used and what the other would give. */
  readonly tekst: string;
  readonly virkning?: Virkning;
};

export type Beregningsresultat = {
  readonly regelsett: { readonly id: string; readonly versjon: string };
  readonly beregningsdato: Dato;
  readonly satser: { readonly grunnbeloep: number; readonly fribeloep: number; readonly kilde: string };
  /** Whole kroner, cut as praksis.avrunding says; the steps have the exact amounts. */
  readonly grunnlag: {
    readonly inntekt: number;
    readonly skatt: number;
    readonly gjeldsrenter: number;
    readonly forsoergerfradrag: number;
    readonly skjoennsmessigeFradrag: number;
    readonly beregningsgrunnlag: number;
  };
  readonly egenandel: {
    readonly perAar: number;
    readonly perMaaned: number;
    /** Two decimals, up to four where the amount is not whole oere. */
    readonly eksaktPerAar: string;
    readonly begrensetAv: BegrensetAv | null;
  };
  readonly tilEgenDisposisjonPerAar: number;
  /** Only when praksis says what the stay costs. Cut as praksis.avrunding says. */
  readonly oppholdskostnad?: Oppholdskostnad;
  /** Only with opphold and periode; one row per month, two where a dobbeltrom begins or ends inside it. */
  readonly terminer?: readonly Termin[];
  /** Only with krevd. */
  readonly etteroppgjoer?: Etteroppgjoer;
  readonly steg: readonly Steg[];
  readonly forbehold: readonly Forbehold[];
};
