// What has been asked of the stand-in, so that a test can count it. No personal data.

import { decodeJwt, decodeProtectedHeader } from "jose";

export type Tokenkall = {
  readonly clientId: string | undefined;
  readonly scope: string | undefined;
  readonly consumerOrg: string | undefined;
};

/** A token request that was judged: the key it named, and the status of the answer. */
type Avgjortgrant = {
  readonly clientId: string | undefined;
  readonly kid: string | undefined;
  readonly status: number;
};

export type Logg = {
  readonly tokenkall: readonly Tokenkall[];
  /** Those that no fault kept from being judged. */
  readonly grants: readonly Avgjortgrant[];
  /** Fetches of the keys, those of other stand-ins not counted. */
  readonly jwksHentinger: number;
};

function tekst(verdi: unknown): string | undefined {
  return typeof verdi === "string" ? verdi : undefined;
}

/** What a token request asks for, read without verifying it. */
export function tokenkallAv(assertion: string): Tokenkall {
  try {
    const { iss, scope, consumer_org: consumerOrg } = decodeJwt(assertion);
    return { clientId: iss, scope: tekst(scope), consumerOrg: tekst(consumerOrg) };
  } catch {
    return { clientId: undefined, scope: undefined, consumerOrg: undefined };
  }
}

/** The key an assertion names. */
export function kidAv(assertion: string): string | undefined {
  try {
    return decodeProtectedHeader(assertion).kid;
  } catch {
    return undefined;
  }
}
