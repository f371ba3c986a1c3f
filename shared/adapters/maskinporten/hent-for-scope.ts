// Asks Maskinporten for an access token to a scope, on behalf of somebody or of ourselves.

import { z } from "zod";
import type { Feil } from "../../kernel/feil.ts";
import type { HttpSvar, Send } from "../../kernel/http.ts";
import type { Organisasjonsnummer } from "../../kernel/organisasjonsnummer.ts";
import { err, ok, type Result } from "../../kernel/result.ts";
import { signerGrant, type Signeringsnoekkel } from "./grant.ts";
import { tolkAvslag, type Avslag } from "./tokenfeil.ts";

export type Token = { readonly accessToken: string; readonly levetidSekunder: number };

export type HentForScopeDeps = {
  readonly send: Send;
  readonly issuer: string;
  readonly tokenUrl: URL;
  readonly clientId: string;
  readonly noekkel: () => Promise<Result<Signeringsnoekkel, Feil>>;
  readonly now: () => Date;
  readonly nyId: () => string;
};

/** Refused for want of a grant or of a delegation; what that means depends on whom the scope belongs to. */
export type Nektet = Extract<Avslag, { type: "IKKE_DELEGERT" | "IKKE_GITT" }>;

export type HentForScope = (
  scope: string,
  consumerOrg: Organisasjonsnummer | undefined,
) => Promise<Result<Token, Feil> | Nektet>;

const svarSchema = z.object({
  access_token: z
    .string()
    .min(1)
    .max(16_384)
    .regex(/^[\w.-]+$/),
  token_type: z.string().regex(/^bearer$/i),
  expires_in: z.number().int().positive().max(86_400),
});

function lesToken(svar: HttpSvar): Result<Token, Feil> {
  const ugyldig = err({ kode: "ugyldig-svar", motpart: "MASKINPORTEN" } as const);
  let json: unknown;
  try {
    json = JSON.parse(svar.tekst);
  } catch {
    return ugyldig;
  }
  const lest = svarSchema.safeParse(json);
  if (!lest.success) return ugyldig;
  return ok({ accessToken: lest.data.access_token, levetidSekunder: lest.data.expires_in });
}

function tolk(svar: HttpSvar): Result<Token, Feil> | Nektet | "NY_GRANT" {
  if (svar.status === 200) return lesToken(svar);
  const avslag = tolkAvslag(svar);
  switch (avslag.type) {
    case "NY_GRANT":
      return "NY_GRANT";
    case "IKKE_DELEGERT":
    case "IKKE_GITT":
      return avslag;
    case "VAAR_FEIL":
      return err({ kode: "tilkobling-feilkonfigurert", aarsakskode: avslag.aarsakskode });
    case "UKJENT":
      return err({ kode: "ugyldig-svar", motpart: "MASKINPORTEN" });
  }
}

/**
 * Creates the request. Every try signs a fresh assertion: Maskinporten refuses one it has seen, so an unanswered request is
 * asked again with a new `jti`, once.
 */
export function createHentForScope(deps: HentForScopeDeps): HentForScope {
  async function spoer(
    scope: string,
    consumerOrg: Organisasjonsnummer | undefined,
  ): Promise<Result<HttpSvar, Feil>> {
    const noekkel = await deps.noekkel();
    if (!noekkel.ok) return noekkel;
    const assertion = await signerGrant(
      {
        issuer: deps.issuer,
        clientId: deps.clientId,
        scope,
        consumerOrg,
        jti: deps.nyId(),
        now: deps.now(),
      },
      noekkel.value,
    );
    return deps.send({
      motpart: "MASKINPORTEN",
      method: "POST",
      url: deps.tokenUrl,
      headers: { "content-type": "application/x-www-form-urlencoded", accept: "application/json" },
      body: new URLSearchParams({
        grant_type: "urn:ietf:params:oauth:grant-type:jwt-bearer",
        assertion,
      }).toString(),
      proevIgjen: false,
      timeoutMs: 5_000,
    });
  }

  return async (scope, consumerOrg) => {
    const foerste = await spoer(scope, consumerOrg);
    const tolket = foerste.ok ? tolk(foerste.value) : foerste;
    const ubesvart = !foerste.ok && foerste.feil.kode === "motpart-utilgjengelig";
    if (tolket !== "NY_GRANT" && !ubesvart) return tolket;
    const andre = await spoer(scope, consumerOrg);
    if (!andre.ok) return andre;
    const tolketIgjen = tolk(andre.value);
    return tolketIgjen === "NY_GRANT"
      ? err({ kode: "tilkobling-feilkonfigurert", aarsakskode: "GRANT_AVVIST" })
      : tolketIgjen;
  };
}
