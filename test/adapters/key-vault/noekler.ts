// Keys as they are kept in secrets, made anew for each run.

import { generateKeyPair, type JsonWebKey, type KeyObject } from "node:crypto";
import { promisify } from "node:util";

const nyttPar = promisify(generateKeyPair);

export type Noekkel = Readonly<JsonWebKey & { alg: string; kid: string }>;

function somJwk(privateKey: KeyObject, alg: string, kid: string): Noekkel {
  return { ...privateKey.export({ format: "jwk" }), alg, kid };
}

export async function nyRsaJwk(modulusLength = 2048): Promise<Noekkel> {
  const { privateKey } = await nyttPar("rsa", { modulusLength });
  return somJwk(privateKey, "RS256", "grant-1");
}

export async function nyEcJwk(): Promise<Noekkel> {
  const { privateKey } = await nyttPar("ec", { namedCurve: "P-256" });
  return somJwk(privateKey, "ES256", "segl-1");
}
