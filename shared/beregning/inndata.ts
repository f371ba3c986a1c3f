// What a calculation needs to know, as plain data. The caller has checked the seal, the shapes and the ranges
// (amounts 0 to 99 999 999 whole kroner, dates that exist) and has filled in the defaults of praksis.
import type { Dato } from "../kernel/dato.ts";

export type Rolle = "BEBOER" | "EKTEFELLE" | "PARTNER" | "SAMBOER" | "BARN";

/** What became of the lookup of one person; only FUNNET persons have known amounts. */
export type Personstatus = "FUNNET" | "INGEN_OPPGJOER" | "IKKE_FUNNET" | "SKJERMET" | "SLETTET";

export const INNTEKTSGRUPPER = [
  "FOLKETRYGD",
  "TJENESTEPENSJON",
  "PRIVAT_PENSJON",
  "ARBEID",
  "NAERING",
  "LEIE",
  "RENTER",
  "AVKASTNING",
  "ANDRE_INNTEKTER",
] as const;
export type Inntektsgruppe = (typeof INNTEKTSGRUPPER)[number];

export type Gruppe =
  Inntektsgruppe | "SKATT" | "GJELDSRENTER" | "GEVINST_TAP" | "FORMUE" | "GJELD" | "AVREGNING" | "SUMMER";

export type Postkilde = "SUMMERT_SKATTEGRUNNLAG" | "BEREGNET_SKATT" | "AVREGNING";

/** Whether a realisation was a gain or a loss, and whether tax law uplifts it (aksjer and the like). */
export type GevinstTap = {
  readonly type: "GEVINST" | "TAP";
  readonly oppjustering: "INGEN" | "EIERINNTEKT";
  /** tekniskNavn of the post that holds the uplift; absent means named as Skatteetaten usually does. */
  readonly oppjusteringspost?: string;
};

/** One amount of one person from the sealed lookup. Whole kroner. */
export type Grunnlagspost = {
  readonly rolle: Rolle;
  /** 1 for the first BARN of the lookup, and so on; absent for the others. */
  readonly barnNr?: number;
  readonly gruppe: Gruppe;
  readonly kilde: Postkilde;
  readonly tekniskNavn: string;
  readonly tekst: string;
  readonly beloep: number;
  /** What a lawyer should settle about the post, one sentence in bokmaal from the rule data. */
  readonly tvil?: string;
  /** Income that is taxed but not counted, so that the tax on it is inside the calculated tax. */
  readonly skattlagt?: boolean;
  /** From the rule data, for posts of GEVINST_TAP; without it the tax effect of the post cannot be computed. */
  readonly gevinstTap?: GevinstTap;
};

export type Beregningsperson = {
  readonly rolle: Rolle;
  /** 1 for the first BARN of the lookup, and so on; absent for the others. */
  readonly barnNr?: number;
  readonly status: Personstatus;
  /** There are no rules for the inntektsaar, so nothing of what was found is classified. */
  readonly utenRegler?: boolean;
};

/** A post the rule data does not know for the year: never summed, always named. */
export type Uklassifisert = { readonly tekniskNavn: string; readonly rolle: Rolle };

/** An amount a caseworker adds to, or takes out of, a group. Whole kroner, never negative. */
export type ManuellPost = {
  readonly rolle: Rolle;
  /** Which child; may be left out when there is only one. */
  readonly barnNr?: number;
  readonly gruppe: Gruppe;
  readonly retning: "OEKNING" | "REDUKSJON";
  readonly beloep: number;
  readonly tekst: string;
  readonly begrunnelse: string;
  /** Only for GEVINST_TAP, and required there. */
  readonly gevinstTap?: GevinstTap;
};

/** A person the resident supports, § 5 (1) and (2). */
export type Forsoergelse = {
  readonly rolle: "EKTEFELLE" | "PARTNER" | "SAMBOER" | "BARN";
  /** Which child; left out, the entries for BARN count the children in order. */
  readonly barnNr?: number;
  /** Decides for spouse, partner and cohabitant; § 5 (1) does not ask where a child lives. */
  readonly hjemmeboende: boolean;
  /** The child is over 18 and the resident supports it wholly or partly; absent means a minor. */
  readonly over18?: boolean;
  /** The gross folketrygd pension the person would have had if the resident were dead, whole kroner per year. */
  readonly tenktEtterlattepensjon: number;
  readonly begrunnelse: string;
};

/** A discretionary deduction, § 5 (4), whole kroner per year. */
export type SkjoennsmessigFradrag = {
  readonly beloep: number;
  readonly tekst: string;
  readonly begrunnelse: string;
};

export type Opphold = {
  readonly innflytting: Dato;
  /** The last day of the stay, which is paid for (§ 6 (4)); null while it goes on. */
  readonly slutt: Dato | null;
  /** When the person came directly from another institution or private care: the first day there (§ 6 (1)). */
  readonly iInstitusjonSiden: Dato | null;
  /** Short-stay days in the calendar year of innflytting, before it; null when nobody has said. */
  readonly korttidsdoegnIAaret: number | null;
  readonly ufrivilligDobbeltrom: readonly { readonly fra: Dato; readonly til: Dato | null }[];
};

/** Both days included. */
export type Periode = { readonly fra: Dato; readonly til: Dato };

/** What was charged, whole kroner per month. */
export type Krevd = Periode & { readonly beloepPerMaaned: number };

export type Praksis = {
  readonly egendisponering: "FORDEL_AV_FRIBELOEP" | "FULLT_FRIBELOEP";
  readonly skatt: "FOELGER_INNTEKT" | "UTEN_FORMUESSKATT" | "BEREGNET_SKATT";
  readonly avrunding: "NED" | "NAERMEST";
  readonly maanedsdeling: "FAKTISKE_DAGER" | "TRETTI_DAGER";
  readonly grunnbeloep: "PER_DATO" | "GJENNOMSNITT";
  /** TILTAKSSONEN is Finnmark and Nord-Troms, where the rate on alminnelig inntekt is lower. Default ORDINAER. */
  readonly skattesone: "ORDINAER" | "TILTAKSSONEN";
  /** Real cost of the stay without capital cost, § 3 (1), whole kroner per year; null when not given. */
  readonly oppholdskostnadPerAar: number | null;
  /** A lower maximum set by the municipality, whole kroner per year; null when not given. */
  readonly maksimalEgenandelPerAar: number | null;
};

export type Beregningsinndata = {
  /** The year of the lookup; null when everything is manual. */
  readonly inntektsaar: number | null;
  /** Everybody who was looked up, BARN in the order of the lookup; null when there is no lookup. */
  readonly personer: readonly Beregningsperson[] | null;
  readonly poster: readonly Grunnlagspost[];
  readonly uklassifisert: readonly Uklassifisert[];
  readonly manuellePoster: readonly ManuellPost[];
  readonly forsoergelse: readonly Forsoergelse[];
  readonly skjoennsmessigeFradrag: readonly SkjoennsmessigFradrag[];
  /** The day of the lookup; absent when everything is manual. */
  readonly oppslagsdato?: Dato;
  /** The yearly amount is computed with the rates of this date. */
  readonly beregningsdato: Dato;
  readonly opphold: Opphold | null;
  readonly periode: Periode | null;
  readonly krevd: readonly Krevd[] | null;
  readonly praksis: Praksis;
};
