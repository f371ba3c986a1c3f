// The answer of a lookup, as the contract says: groups of posts with one column per person and one for the household.

export const ROLLER = ["BEBOER", "EKTEFELLE", "PARTNER", "SAMBOER", "BARN"] as const;
export type Rolle = (typeof ROLLER)[number];

export const PERSONSTATUSER = ["FUNNET", "INGEN_OPPGJOER", "IKKE_FUNNET", "SKJERMET", "SLETTET"] as const;
export type Personstatus = (typeof PERSONSTATUSER)[number];

/** `+` counts as income, `-` is deducted, `i` is shown but never summed into the basis. */
export type Fortegn = "+" | "-" | "i";

export const KILDER = ["SUMMERT_SKATTEGRUNNLAG", "BEREGNET_SKATT", "AVREGNING"] as const;
export type Kilde = (typeof KILDER)[number];

/** The groups in the order they are shown. */
export const GRUPPER = [
  "FOLKETRYGD",
  "TJENESTEPENSJON",
  "PRIVAT_PENSJON",
  "ARBEID",
  "NAERING",
  "LEIE",
  "RENTER",
  "AVKASTNING",
  "ANDRE_INNTEKTER",
  "SKATT",
  "GJELDSRENTER",
  "GEVINST_TAP",
  "FORMUE",
  "GJELD",
  "AVREGNING",
  "SUMMER",
] as const;
export type Gruppe = (typeof GRUPPER)[number];

/**
 * Whole kroner per column. A column is absent when that person has no such amount (missing is not zero);
 * null is a sum that lacks an amount it needs. `ektefelle` also stands for partner and samboer; `barn` is the sum of
 * the children, who stand one by one in `barnHverForSeg`, in the order of `personer` (null: no such amount).
 */
export type Kolonner = {
  readonly beboer?: number | null;
  readonly ektefelle?: number | null;
  readonly barn?: number | null;
  readonly barnHverForSeg?: readonly (number | null)[];
  readonly husholdning: number | null;
};

export type Oppslagspost = {
  /** Skatteetaten's own name; for beregnet skatt and avregning the JSON path (`/beregnetSkattFastland/...`). */
  readonly tekniskNavn: string;
  readonly tekst: string;
  readonly kilde: Kilde;
  /** The paragraph that makes it count, or why it does not. */
  readonly hjemmel: string;
  readonly beloep: Kolonner;
};

export type Oppslagsgruppe = {
  readonly gruppe: Gruppe;
  readonly tekst: string;
  readonly fortegn: Fortegn;
  readonly beloep: Kolonner;
  readonly poster: readonly Oppslagspost[];
};

/** A post the rule data does not know for the year: shown with Skatteetaten's own category, never summed. */
export type UklassifisertPost = {
  readonly tekniskNavn: string;
  readonly kategori: string;
  readonly kilde: Kilde;
  readonly beloep: Kolonner;
};

export type Merknad = { readonly kode: string; readonly tekst: string };

export type Oppslagsperson = {
  readonly rolle: Rolle;
  readonly status: Personstatus;
  /** `YYYY-MM-DD`; only for FUNNET, and only when Skatteetaten gave one. */
  readonly skatteoppgjoersdato?: string;
};

export type Regelsett = { readonly id: string; readonly versjon: string };

/** Everything that is sealed. */
export type Oppslagsinnhold = {
  readonly oppslagId: string;
  readonly inntektsaar: number;
  /** UTC, ISO 8601. */
  readonly tidspunkt: string;
  readonly regelsett: Regelsett;
  readonly personer: readonly Oppslagsperson[];
  readonly grupper: readonly Oppslagsgruppe[];
  readonly uklassifisert: readonly UklassifisertPost[];
  readonly sum: { readonly inntekt: Kolonner; readonly fradrag: Kolonner; readonly grunnlag: Kolonner };
  readonly merknader: readonly Merknad[];
};

export type Oppslagssvar = Oppslagsinnhold & { readonly segl: string };
