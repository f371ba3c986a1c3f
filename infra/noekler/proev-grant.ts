// Whether Maskinporten knows a key: an assertion is signed with it and sent.

import type { CryptoKey } from "jose";
import { signerGrant } from "../../shared/adapters/maskinporten/grant.ts";
import { tolkAvslag } from "../../shared/adapters/maskinporten/tokenfeil.ts";
import type { Send } from "../../shared/kernel/http.ts";

export type Proeve =
  /** The key was taken; whether the scope was given is another matter. */
  | { readonly type: "GODTATT"; readonly aarsakskode: string | undefined; readonly token: string | undefined }
  /** The key is not registered, or not yet everywhere. */
  | { readonly type: "UKJENT_KID" }
  | { readonly type: "AVVIST"; readonly aarsakskode: string }
  /** Maskinporten did not answer, or not as it does. */
  | { readonly type: "UTILGJENGELIG" };

export type GrantDeps = {
  readonly send: Send;
  readonly issuer: string;
  readonly clientId: string;
  readonly now: () => Date;
  readonly nyId: () => string;
};

/** Refusals that come after the client has proved who it is. */
const ETTER_AUTENTISERING = new Set(["MP-200", "MP-201", "MP-250", "MP-251"]);

function tokenAv(tekst: string): string | undefined {
  try {
    const json: unknown = JSON.parse(tekst);
    const token: unknown =
      typeof json === "object" && json !== null ? Reflect.get(json, "access_token") : undefined;
    return typeof token === "string" ? token : undefined;
  } catch {
    return undefined;
  }
}

/** Asks once. No assertion is sent twice: Maskinporten refuses the second. */
export async function proevGrant(
  { send, issuer, clientId, now, nyId }: GrantDeps,
  scope: string,
  noekkel: { readonly kid: string; readonly key: CryptoKey },
): Promise<Proeve> {
  const assertion = await signerGrant(
    { issuer, clientId, scope, consumerOrg: undefined, jti: nyId(), now: now() },
    noekkel,
  );
  const svar = await send({
    motpart: "MASKINPORTEN",
    method: "POST",
    url: new URL("token", issuer),
    headers: { "content-type": "application/x-www-form-urlencoded", accept: "application/json" },
    body: new URLSearchParams({
      grant_type: "urn:ietf:params:oauth:grant-type:jwt-bearer",
      assertion,
    }).toString(),
    proevIgjen: false,
    timeoutMs: 10_000,
  });
  if (!svar.ok) return { type: "UTILGJENGELIG" };
  if (svar.value.status === 200) {
    const token = tokenAv(svar.value.tekst);
    return token === undefined
      ? { type: "UTILGJENGELIG" }
      : { type: "GODTATT", aarsakskode: undefined, token };
  }
  const avslag = tolkAvslag(svar.value);
  if (avslag.type === "UKJENT") return { type: "UTILGJENGELIG" };
  const { aarsakskode } = avslag;
  if (aarsakskode === "UKJENT_KID") return { type: "UKJENT_KID" };
  return ETTER_AUTENTISERING.has(aarsakskode)
    ? { type: "GODTATT", aarsakskode, token: undefined }
    : { type: "AVVIST", aarsakskode };
}
