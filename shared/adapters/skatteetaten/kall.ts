// One GET to Skatteetaten with a token on behalf of a municipality: at most five at a time per API and municipality, and one
// renewal of a token that was refused.

import type { Feil, SkatteApi } from "../../kernel/feil.ts";
import type { HttpSvar, Send } from "../../kernel/http.ts";
import type { Organisasjonsnummer } from "../../kernel/organisasjonsnummer.ts";
import { err, type Result } from "../../kernel/result.ts";
import { createBegrens } from "./begrens.ts";

/** The look-up APIs, and the two services that follow the scope of one of them. */
export type Tjeneste = SkatteApi | "SISTE" | "HENDELSER";

export type SkattekallDeps = {
  readonly send: Send;
  readonly hentToken: (api: SkatteApi, kommune: Organisasjonsnummer) => Promise<Result<string, Feil>>;
  /** Called when Skatteetaten refused the token, before a new one is asked for. */
  readonly forkastToken: (api: SkatteApi, kommune: Organisasjonsnummer, accessToken: string) => void;
  readonly nyId: () => string;
};

export type Paavegneav = {
  readonly kommune: Organisasjonsnummer;
  /** The deadline of the whole request this call is part of. */
  readonly frist: AbortSignal;
};

/** The answer, whatever its status; a token that is refused twice is `tilkobling-feilkonfigurert`. */
export type Skattekall = (
  tjeneste: Tjeneste,
  url: URL,
  paavegneav: Paavegneav,
) => Promise<Result<HttpSvar, Feil>>;

const TIMEOUT_MS = 8_000;

/** Siste tilgjengelige and hendelser need no delegation of their own: they follow the scope of Summert skattegrunnlag. */
function scopeapi(tjeneste: Tjeneste): SkatteApi {
  return tjeneste === "SISTE" || tjeneste === "HENDELSER" ? "SUMMERT_SKATTEGRUNNLAG" : tjeneste;
}

/** The JSON of an answer; undefined when it is not JSON or not called so. */
export function lesJson(svar: HttpSvar): unknown {
  if (svar.mediatype !== "application/json") return undefined;
  try {
    return JSON.parse(svar.tekst);
  } catch {
    return undefined;
  }
}

export function createSkattekall(deps: SkattekallDeps): Skattekall {
  const begrens = createBegrens();

  async function kall(
    tjeneste: Tjeneste,
    url: URL,
    { kommune, frist }: Paavegneav,
  ): Promise<Result<HttpSvar, Feil> | "TOKEN_AVVIST"> {
    const api = scopeapi(tjeneste);
    const token = await deps.hentToken(api, kommune);
    if (!token.ok) return token;
    const svar = await begrens(`${tjeneste} ${kommune}`, () =>
      deps.send({
        motpart: "SKATTEETATEN",
        method: "GET",
        url,
        headers: { authorization: `Bearer ${token.value}`, accept: "application/json" },
        headersPerForsoek: () => ({ korrelasjonsid: deps.nyId() }),
        proevIgjen: true,
        timeoutMs: TIMEOUT_MS,
        frist,
      }),
    );
    if (svar.ok && svar.value.status === 401) {
      deps.forkastToken(api, kommune, token.value);
      return "TOKEN_AVVIST";
    }
    return svar;
  }

  return async (tjeneste, url, paavegneav) => {
    const foerste = await kall(tjeneste, url, paavegneav);
    const svar = foerste === "TOKEN_AVVIST" ? await kall(tjeneste, url, paavegneav) : foerste;
    return svar === "TOKEN_AVVIST"
      ? err({ kode: "tilkobling-feilkonfigurert", aarsakskode: "SKATTEETATEN-401" })
      : svar;
  };
}
