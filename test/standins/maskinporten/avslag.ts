// The refusals of the token endpoint, worded as Maskinporten words them: clients tell them apart by code and text.

import { randomBytes, randomUUID } from "node:crypto";

export type Avslag = {
  readonly status: 400 | 403;
  readonly error: string;
  readonly tekst: string;
  /** The MP code; some refusals have none and then no error_uri. */
  readonly kode?: string;
};

const AUTENTISERING = "Invalid assertion. Client authentication failed.";

function avvistGrant(tekst: string, kode?: string): Avslag {
  return { status: 400, error: "invalid_grant", tekst, ...(kode === undefined ? {} : { kode }) };
}

/** Refusals that are always worded the same. */
export const AVSLAG = {
  UGYLDIG_VERDI: {
    status: 400,
    error: "invalid_request",
    tekst: "Invalid assertion. Invalid parameter value",
    kode: "MP-011",
  },
  UKJENT_CLAIM: avvistGrant("Invalid assertion"),
  BRUKT_FOER: avvistGrant("Grant is used before", "MP-012"),
  UKJENT_CLIENT: avvistGrant(`${AUTENTISERING} Client not found`, "MP-100"),
  FEIL_AUD: avvistGrant(`${AUTENTISERING} Invalid JWT claim aud`, "MP-110"),
  UGYLDIG_SERTIFIKAT: avvistGrant(`${AUTENTISERING} Invalid certificate`, "MP-120"),
  UTGAATT_NOEKKEL: avvistGrant(`${AUTENTISERING} Expired key.`, "MP-121"),
  UGYLDIG_X5C: avvistGrant(`${AUTENTISERING} Invalid x5c`, "MP-123"),
  UGYLDIG_SIGNATUR: avvistGrant(`${AUTENTISERING} Invalid JWT signature`, "MP-124"),
  KID_MANGLER: avvistGrant(
    `${AUTENTISERING} The client requires pre-registered jwk and no key identifier (kid) provided`,
  ),
  UKJENT_KID: avvistGrant(`${AUTENTISERING} Unknown key identifier (kid) for client.`),
  UTLOEPT: avvistGrant("JWT is expired", "MP-130"),
  UTSTEDT_I_FREMTIDEN: avvistGrant("Issue time is after now"),
  // How Maskinporten words the next two is not known.
  UTSTEDT_FOR_LENGE_SIDEN: avvistGrant(`${AUTENTISERING} Invalid JWT claim iat`),
  FOR_LANG_LEVETID: avvistGrant(`${AUTENTISERING} Invalid JWT claim exp`),
  EGEN_CONSUMER_ORG: avvistGrant(
    "Validation of JWT claim failed: The combination consumer_org in claim and delegation scope on client is invalid",
  ),
  FEIL_GRANT_TYPE: { status: 400, error: "unsupported_grant_type", tekst: "Unsupported grant type" },
  FEIL_PARAMETRE: { status: 400, error: "invalid_request", tekst: "Invalid token request" },
  UKJENT_SYSTEMBRUKER: {
    status: 400,
    error: "invalid_altinn_customer_configuration",
    tekst: "System user not found",
    kode: "MP-303",
  },
} as const satisfies Record<string, Avslag>;

/** MP-200: scopes that are not on the client. */
export function scopeIkkePaaClient(scopes: readonly string[]): Avslag {
  return {
    status: 400,
    error: "invalid_scope",
    tekst: `Token request contains invalid scopes for client, ${scopes.join(" ")}`,
    kode: "MP-200",
  };
}

/** MP-201: the integration is not one for Maskinporten. */
export const SCOPE_IKKE_FOR_MASKINPORTEN: Avslag = {
  status: 400,
  error: "invalid_scope",
  tekst: "Token request contains scopes not allowed for maskinporten",
  kode: "MP-201",
};

/** MP-250: the owner of the scope has not given it to the consumer. */
export function ikkeTilgang(scope: string): Avslag {
  return {
    status: 403,
    error: "forbidden",
    tekst: `Consumer has not been granted access to the scope ${scope}.`,
    kode: "MP-250",
  };
}

/** MP-251: no delegation in Altinn from the consumer to the supplier. */
export function ikkeDelegert(consumer: string, scope: string, supplier: string): Avslag {
  return {
    status: 403,
    error: "forbidden",
    tekst: `Consumer ${consumer} has not delegated access to the scope ${scope} to supplier ${supplier}.`,
    kode: "MP-251",
  };
}

export type Feilform = {
  /** Today's ending of the text, or the one before it. */
  readonly sporing: "trace_id" | "correlation id";
  /** False: even refusals with a code come without error_uri, as some have been seen to. */
  readonly errorUri: boolean;
};

/** The JSON body of a refusal. */
export function avslagskropp(avslag: Avslag, issuer: string, form: Feilform): Record<string, string> {
  const id = form.sporing === "trace_id" ? randomBytes(16).toString("hex") : randomUUID();
  return {
    error: avslag.error,
    error_description: `${avslag.tekst} (${form.sporing}: ${id})`,
    ...(avslag.kode === undefined || !form.errorUri ? {} : { error_uri: `${issuer}errors/${avslag.kode}` }),
  };
}
