// The claims of access tokens as Entra ID's v2.0 endpoint issues them.

import { randomBytes, randomUUID } from "node:crypto";

export type Claims = Readonly<Record<string, unknown>>;

export type Tokeninnhold = {
  readonly issuer: string;
  readonly tenant: string;
  /** The client id of the API: what `aud` of a v2.0 token always is. */
  readonly audience: string;
  readonly naa: Date;
};

// Sixty to ninety minutes as from the tenant; issue time and start lie five minutes back.
const LEVETID_SEKUNDER = 75 * 60;
const TILBAKE_SEKUNDER = 300;

/** The claims of a person who has signed in, without roles. */
export function brukerclaims({ issuer, tenant, audience, naa }: Tokeninnhold): Claims {
  const sekund = Math.floor(naa.getTime() / 1000);
  return {
    aud: audience,
    iss: issuer,
    iat: sekund - TILBAKE_SEKUNDER,
    nbf: sekund - TILBAKE_SEKUNDER,
    exp: sekund + LEVETID_SEKUNDER,
    aio: randomBytes(24).toString("base64url"),
    azp: randomUUID(),
    azpacr: "0",
    oid: randomUUID(),
    rh: `0.${randomBytes(24).toString("base64url")}.`,
    scp: "access_as_user",
    // Pairwise: another for every application, and never the oid.
    sub: randomBytes(32).toString("base64url"),
    tid: tenant,
    uti: randomBytes(16).toString("base64url"),
    ver: "2.0",
  };
}

/** What is different for an application that acts for itself: no scp, and sub is the oid of its service principal. */
export function appclaims(): Claims {
  const oid = randomUUID();
  return { oid, sub: oid, scp: undefined, azpacr: "1" };
}
