// Where an OpenID Connect issuer keeps its keys, as its own metadata says (OpenID Connect Discovery 1.0 § 4).

import { z } from "zod";
import type { Motpart } from "../../kernel/feil.ts";
import type { Send } from "../../kernel/http.ts";

export type OidcDeps = {
  readonly send: Send;
  readonly motpart: Motpart;
  /** As in the tokens, letter by letter; https, or http on this machine. */
  readonly issuer: string;
};

function lesJson(tekst: string): unknown {
  try {
    return JSON.parse(tekst);
  } catch {
    return undefined;
  }
}

/**
 * Creates the question of where the keys are. Undefined when the metadata cannot be had, names another issuer, or keeps the
 * keys on another origin: whoever can change one document must not move the keys elsewhere.
 */
export function createOidcNoekkeladresse({
  send,
  motpart,
  issuer,
}: OidcDeps): () => Promise<URL | undefined> {
  const { origin } = new URL(issuer);
  const url = new URL(`${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`);
  const metadataSchema = z.object({ issuer: z.literal(issuer), jwks_uri: z.url().max(2_000) });

  return async () => {
    const svar = await send({
      motpart,
      method: "GET",
      url,
      headers: { accept: "application/json" },
      proevIgjen: true,
      timeoutMs: 3_000,
    });
    if (!svar.ok || svar.value.status !== 200) return undefined;
    const lest = metadataSchema.safeParse(lesJson(svar.value.tekst));
    if (!lest.success) return undefined;
    const jwkUrl = new URL(lest.data.jwks_uri);
    const sammeSted = jwkUrl.origin === origin && jwkUrl.username === "" && jwkUrl.password === "";
    return sammeSted ? jwkUrl : undefined;
  };
}
