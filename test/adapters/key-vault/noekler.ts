// Keys as they are kept in secrets, made anew for each run.

import { exportJWK, generateKeyPair, type JWK } from "jose";

export async function nyRsaJwk(endring: Partial<JWK> = {}, modulusLength = 2048): Promise<JWK> {
  const { privateKey } = await generateKeyPair("RS256", { modulusLength, extractable: true });
  return { ...(await exportJWK(privateKey)), alg: "RS256", kid: "grant-1", ...endring };
}

export async function nyEcJwk(endring: Partial<JWK> = {}): Promise<JWK> {
  const { privateKey } = await generateKeyPair("ES256", { extractable: true });
  return { ...(await exportJWK(privateKey)), alg: "ES256", kid: "segl-1", ...endring };
}
