// The four look-up APIs and the feed: where they lie, which scopes open them, and which codes they answer with.

export const APIER = ["SUMMERT_SKATTEGRUNNLAG", "BEREGNET_SKATT", "AVREGNING", "SISTE"] as const;
/** The APIs that are asked about one person. */
export type Personapi = (typeof APIER)[number];
export type Api = Personapi | "HENDELSER";

/** What can be wrong, with its HTTP status. */
export const STATUSER = {
  UVENTET: 500,
  BAKSYSTEM: 500,
  UKJENT_URL: 404,
  IKKE_AUTENTISERT: 401,
  IKKE_AUTORISERT: 403,
  UGYLDIG_INPUT: 400,
  UKJENT_PERSON: 404,
  INGEN_DATA: 404,
  IKKE_AKSEPTABELT: 406,
  SLETTET: 410,
  MIDLERTIDIG: 500,
  SAMTYKKE_MANGLER: 403,
} as const;
export type Feiltype = keyof typeof STATUSER;

export type Apiegenskaper = {
  /** The address below the server, version included. */
  readonly sti: string;
  readonly scopes: readonly string[];
  readonly koder: Readonly<Record<Feiltype, string>>;
};

const SUMMERT_SCOPES = [
  "skatteetaten:summertskattegrunnlag",
  "skatteetaten:spesifisertsummertskattegrunnlag",
];

const HENDELSER_SCOPES = [
  ...SUMMERT_SCOPES,
  "skatteetaten:beregnetskatt",
  "skatteetaten:avregning",
  "skatteetaten:skatteplikt",
  "skatteetaten:pensjonsgivendeinntekt",
];

export const EGENSKAPER: Readonly<Record<Api, Apiegenskaper>> = {
  SUMMERT_SKATTEGRUNNLAG: {
    sti: "/summert/v2",
    scopes: SUMMERT_SCOPES,
    koder: {
      UVENTET: "SSG-001",
      BAKSYSTEM: "SSG-002",
      UKJENT_URL: "SSG-003",
      IKKE_AUTENTISERT: "SSG-004",
      IKKE_AUTORISERT: "SSG-005",
      UGYLDIG_INPUT: "SSG-006",
      UKJENT_PERSON: "SSG-007",
      INGEN_DATA: "SSG-008",
      IKKE_AKSEPTABELT: "SSG-009",
      SAMTYKKE_MANGLER: "SSG-010",
      SLETTET: "SSG-011",
      MIDLERTIDIG: "DAS-003",
    },
  },
  BEREGNET_SKATT: {
    sti: "/beregnetskatt/v2",
    scopes: ["skatteetaten:beregnetskatt"],
    koder: {
      UVENTET: "BSA-001",
      BAKSYSTEM: "BSA-002",
      UKJENT_URL: "BSA-003",
      IKKE_AUTENTISERT: "BSA-004",
      IKKE_AUTORISERT: "BSA-005",
      UGYLDIG_INPUT: "BSA-006",
      INGEN_DATA: "BSA-007",
      IKKE_AKSEPTABELT: "BSA-008",
      UKJENT_PERSON: "BSA-009",
      // Only Summert skattegrunnlag tells deleted from never there, and knows consent.
      SLETTET: "SSG-011",
      SAMTYKKE_MANGLER: "BSA-005",
      MIDLERTIDIG: "DAS-003",
    },
  },
  AVREGNING: {
    sti: "/avregning/v2",
    scopes: ["skatteetaten:avregning"],
    koder: {
      UVENTET: "AR-001",
      BAKSYSTEM: "AR-002",
      UKJENT_URL: "AR-003",
      IKKE_AUTENTISERT: "AR-004",
      IKKE_AUTORISERT: "AR-005",
      UGYLDIG_INPUT: "AR-006",
      INGEN_DATA: "AR-007",
      IKKE_AKSEPTABELT: "AR-008",
      UKJENT_PERSON: "AR-009",
      SLETTET: "SSG-011",
      SAMTYKKE_MANGLER: "AR-005",
      MIDLERTIDIG: "DAS-003",
    },
  },
  SISTE: {
    sti: "/siste/v1",
    scopes: SUMMERT_SCOPES,
    koder: {
      UVENTET: "TD-001",
      BAKSYSTEM: "DAS-001",
      UKJENT_URL: "TD-006",
      IKKE_AUTENTISERT: "TD-002",
      IKKE_AUTORISERT: "DAS-008",
      UGYLDIG_INPUT: "TD-003",
      // There is one code for a person without a settlement and a person who does not exist.
      UKJENT_PERSON: "TD-004",
      INGEN_DATA: "TD-004",
      IKKE_AKSEPTABELT: "TD-005",
      SLETTET: "TD-004",
      SAMTYKKE_MANGLER: "DAS-008",
      MIDLERTIDIG: "DAS-003",
    },
  },
  HENDELSER: {
    sti: "/hendelser/v1",
    scopes: HENDELSER_SCOPES,
    koder: {
      UVENTET: "FA-001",
      BAKSYSTEM: "DAS-001",
      UKJENT_URL: "FA-002",
      IKKE_AUTENTISERT: "FA-003",
      IKKE_AUTORISERT: "DAS-008",
      UGYLDIG_INPUT: "FA-004",
      // The feed knows no persons.
      UKJENT_PERSON: "FA-005",
      INGEN_DATA: "FA-005",
      IKKE_AKSEPTABELT: "FA-006",
      SLETTET: "FA-005",
      SAMTYKKE_MANGLER: "DAS-008",
      MIDLERTIDIG: "DAS-003",
    },
  },
};
