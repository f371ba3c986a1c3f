// What has been asked of the stand-in, so that a test can count it. No personal data.

import { decodeJwt } from "jose";

export type Tokenkall = {
  readonly clientId: string | undefined;
  readonly scope: string | undefined;
  readonly consumerOrg: string | undefined;
};

export type Logg = {
  readonly tokenkall: readonly Tokenkall[];
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
