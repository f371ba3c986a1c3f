// The verdict on one signature, in the words of ETSI EN 319 102-1.

export type Indikasjon = "TOTAL-PASSED" | "TOTAL-FAILED" | "INDETERMINATE";

export type Subindikasjon =
  | "FORMAT_FAILURE"
  | "HASH_FAILURE"
  | "SIG_CRYPTO_FAILURE"
  | "REVOKED"
  | "NOT_YET_VALID"
  | "SIG_CONSTRAINTS_FAILURE"
  | "CHAIN_CONSTRAINTS_FAILURE"
  | "CRYPTO_CONSTRAINTS_FAILURE_NO_POE"
  | "NO_SIGNING_CERTIFICATE_FOUND"
  | "NO_CERTIFICATE_CHAIN_FOUND"
  | "OUT_OF_BOUNDS_NO_POE"
  | "REVOKED_NO_POE"
  | "REVOKED_CA_NO_POE"
  | "TRY_LATER"
  | "GENERIC";

export type Dom = { readonly indikasjon: Indikasjon; readonly subindikasjon: Subindikasjon | null };

export const BESTAATT: Dom = { indikasjon: "TOTAL-PASSED", subindikasjon: null };
export const FORMATFEIL: Dom = feilet("FORMAT_FAILURE");

/** The signature is certainly not valid. */
export function feilet(subindikasjon: Subindikasjon): Dom {
  return { indikasjon: "TOTAL-FAILED", subindikasjon };
}

/** Nothing wrong is proven, and nothing right either. */
export function uavklart(subindikasjon: Subindikasjon): Dom {
  return { indikasjon: "INDETERMINATE", subindikasjon };
}
