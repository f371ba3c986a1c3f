// Asks Maskinporten for an access token to one of Skatteetaten's APIs on behalf of a municipality.

import { z } from "zod";
import { err, ok, type Result } from "../../kernel/result.ts";
import type { Feil, SkatteApi } from "../../kernel/feil.ts";
import type { Organisasjonsnummer } from "../../kernel/organisasjonsnummer.ts";
import type { HttpSvar, Send } from "../../kernel/http.ts";
import { signerGrant, type Signeringsnoekkel } from "./grant.ts";
import { tolkAvslag } from "./tokenfeil.ts";

/** One scope per token, so that a missing delegation of one API does not spoil the others. */
export const SCOPES: Readonly<Record<SkatteApi, string>> = {
  SUMMERT_SKATTEGRUNNLAG: "skatteetaten:summertskattegrunnlag",
  BEREGNET_SKATT: "skatteetaten:beregnetskatt",
  AVREGNING: "skatteetaten:avregning",
};

export type Token = { readonly accessToken: string; readonly levetidSekunder: number };

export type TokenClientDeps = {
  readonly send: Send;
  readonly issuer: string;
  readonly tokenUrl: URL;
  readonly clientId: string;
  /** Who the municipalities delegate to. Its own look-ups carry no consumer_org. */
  readonly leverandoer: Organisasjonsnummer;
  readonly noekkel: () => Promise<Result<Signeringsnoekkel, Feil>>;
  readonly now: () => Date;
  readonly nyId: () => string;
};

export type TokenClient = (api: SkatteApi, kommune: Organisasjonsnummer) => Promise<Result<Token, Feil>>;

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

/**
 * Creates the client. Every try signs a fresh assertion: Maskinporten refuses one it has seen, so an unanswered request
 * is asked again with a new `jti`, once.
 */
export function createTokenClient(deps: TokenClientDeps): TokenClient {
  async function spoer(api: SkatteApi, kommune: Organisasjonsnummer): Promise<Result<HttpSvar, Feil>> {
    const noekkel = await deps.noekkel();
    if (!noekkel.ok) return noekkel;
    const assertion = await signerGrant(
      {
        issuer: deps.issuer,
        clientId: deps.clientId,
        scope: SCOPES[api],
        consumerOrg: kommune === deps.leverandoer ? undefined : kommune,
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

  function tolk(svar: HttpSvar, api: SkatteApi): Result<Token, Feil> | "NY_GRANT" {
    if (svar.status === 200) return lesToken(svar);
    const avslag = tolkAvslag(svar);
    switch (avslag.type) {
      case "NY_GRANT":
        return "NY_GRANT";
      case "IKKE_DELEGERT":
        return err({ kode: "delegering-mangler", api, aarsakskode: avslag.aarsakskode });
      case "IKKE_GITT":
        return err({ kode: "tilgang-mangler", api, aarsakskode: avslag.aarsakskode });
      case "VAAR_FEIL":
        return err({ kode: "tilkobling-feilkonfigurert", aarsakskode: avslag.aarsakskode });
      case "UKJENT":
        return err({ kode: "ugyldig-svar", motpart: "MASKINPORTEN" });
    }
  }

  return async (api, kommune) => {
    const foerste = await spoer(api, kommune);
    const tolket = foerste.ok ? tolk(foerste.value, api) : foerste;
    const igjen =
      tolket === "NY_GRANT" || (!tolket.ok && tolket.feil.kode === "motpart-utilgjengelig" && !foerste.ok);
    if (!igjen) return tolket;
    const andre = await spoer(api, kommune);
    if (!andre.ok) return andre;
    const tolketIgjen = tolk(andre.value, api);
    return tolketIgjen === "NY_GRANT"
      ? err({ kode: "tilkobling-feilkonfigurert", aarsakskode: "GRANT_AVVIST" })
      : tolketIgjen;
  };
}
