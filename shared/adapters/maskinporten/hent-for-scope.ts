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
  /** The key; given the kid of one that Maskinporten does not know, the one to use instead, which may be the same. */
  readonly noekkel: (ukjentKid?: string) => Promise<Result<Signeringsnoekkel, Feil>>;
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

type Tolket = Result<Token, Feil> | Nektet;

function tolk(svar: HttpSvar): Tolket | "NY_GRANT" {
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

/** Whether Maskinporten does not know the key, or no longer does. */
function erUkjentKid(svar: Tolket): boolean {
  if ("type" in svar || svar.ok) return false;
  return svar.feil.kode === "tilkobling-feilkonfigurert" && svar.feil.aarsakskode === "UKJENT_KID";
}

/**
 * Creates the request. Every try signs a fresh assertion: Maskinporten refuses one it has seen, so an unanswered request is
 * asked again with a new `jti`, once. A key it does not know may have been replaced since we read it: then it is asked once
 * with the new one.
 */
export function createHentForScope(deps: HentForScopeDeps): HentForScope {
  async function spoer(
    scope: string,
    consumerOrg: Organisasjonsnummer | undefined,
    noekkel: Signeringsnoekkel,
  ): Promise<Result<HttpSvar, Feil>> {
    const assertion = await signerGrant(
      {
        issuer: deps.issuer,
        clientId: deps.clientId,
        scope,
        consumerOrg,
        jti: deps.nyId(),
        now: deps.now(),
      },
      noekkel,
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

  /** The answer to the last try. */
  async function sisteForsoek(...forespoersel: Parameters<typeof spoer>): Promise<Tolket> {
    const svar = await spoer(...forespoersel);
    if (!svar.ok) return svar;
    const tolket = tolk(svar.value);
    return tolket === "NY_GRANT"
      ? err({ kode: "tilkobling-feilkonfigurert", aarsakskode: "GRANT_AVVIST" })
      : tolket;
  }

  async function medNoekkel(...forespoersel: Parameters<typeof spoer>): Promise<Tolket> {
    const foerste = await spoer(...forespoersel);
    const tolket = foerste.ok ? tolk(foerste.value) : foerste;
    const ubesvart = !foerste.ok && foerste.feil.kode === "motpart-utilgjengelig";
    return tolket === "NY_GRANT" || ubesvart ? sisteForsoek(...forespoersel) : tolket;
  }

  return async (scope, consumerOrg) => {
    const noekkel = await deps.noekkel();
    if (!noekkel.ok) return noekkel;
    const svar = await medNoekkel(scope, consumerOrg, noekkel.value);
    if (!erUkjentKid(svar)) return svar;
    const annen = await deps.noekkel(noekkel.value.kid);
    if (!annen.ok) return annen;
    return annen.value.kid === noekkel.value.kid ? svar : sisteForsoek(scope, consumerOrg, annen.value);
  };
}
