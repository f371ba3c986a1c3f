// Every outcome a caller must handle. A Feil carries the facts that caused it: never a person's number, name
// or amounts, and never the body of a counterpart's answer.

/** The three look-up APIs of Skatteetaten that a municipality is granted and delegates one by one. */
export type SkatteApi = "SUMMERT_SKATTEGRUNNLAG" | "BEREGNET_SKATT" | "AVREGNING";

/** A system outside ours that we call. */
export const MOTPARTER = [
  "MASKINPORTEN",
  "SKATTEETATEN",
  "KEY_VAULT",
  "ALTINN",
  "STORAGE",
  "ENTRA_ID",
] as const;
export type Motpart = (typeof MOTPARTER)[number];

/** One fault in the input: where (`personer[0].rolle`) and what is wrong, in bokmaal, never the value itself. */
export type Feltfeil = { readonly sti: string; readonly melding: string };

export type UgyldigForespoersel = {
  readonly kode: "ugyldig-forespoersel";
  readonly felt: readonly Feltfeil[];
};
export type SatserMangler = { readonly kode: "satser-mangler"; readonly dato: string };
export type TegnMangler = { readonly kode: "tegn-mangler"; readonly felt: readonly Feltfeil[] };
export type MotpartUtilgjengelig = {
  readonly kode: "motpart-utilgjengelig";
  readonly motpart: Motpart;
};
export type UgyldigSvar = { readonly kode: "ugyldig-svar"; readonly motpart: Motpart };

export type Feil =
  | UgyldigForespoersel
  | { readonly kode: "ikke-autentisert" }
  | { readonly kode: "ikke-tilgang"; readonly mangler: "SCOPE"; readonly scope: string }
  | { readonly kode: "ikke-tilgang"; readonly mangler: "KOMMUNE" | "EGEN_KOMMUNE" | "OPERATOER" }
  | { readonly kode: "delegering-mangler"; readonly api: SkatteApi; readonly aarsakskode: string }
  | { readonly kode: "tilgang-mangler"; readonly api: SkatteApi; readonly aarsakskode: string }
  | { readonly kode: "ikke-funnet" }
  | { readonly kode: "noekkel-i-bruk" }
  | { readonly kode: "for-stor"; readonly grenseByte: number }
  | { readonly kode: "feil-medietype"; readonly forventet: string }
  | SatserMangler
  | TegnMangler
  | { readonly kode: "segl-ugyldig" }
  | { readonly kode: "tilkobling-feilkonfigurert"; readonly aarsakskode: string }
  | UgyldigSvar
  | MotpartUtilgjengelig
  | { readonly kode: "logg-utilgjengelig" }
  /** More is under way than this instance takes on; nothing has been done. */
  | { readonly kode: "opptatt" };

export type FeilKode = Feil["kode"];
