// Tokens are kept per scope and municipality and fetched once however many ask at the same time. A token of one
// municipality is never given to another: the key holds everything the token depends on.

import type { Feil, SkatteApi } from "../../kernel/feil.ts";
import type { Organisasjonsnummer } from "../../kernel/organisasjonsnummer.ts";
import { ok, type Result } from "../../kernel/result.ts";
import type { Sporing } from "../../kernel/sporing.ts";
import type { Token } from "./hent-for-scope.ts";
import { SCOPES, type TokenClient } from "./token-client.ts";

export type Tokenkilde = {
  /** A token with time left to be used. */
  hent(api: SkatteApi, kommune: Organisasjonsnummer): Promise<Result<string, Feil>>;
  /** Forget a token that was refused, unless a newer one has taken its place. */
  forkast(api: SkatteApi, kommune: Organisasjonsnummer, accessToken: string): void;
};

export type TokenCacheDeps = {
  readonly hentToken: TokenClient;
  readonly issuer: string;
  readonly clientId: string;
  readonly now: () => Date;
  /** Hears of each need, and whether it led to a request. */
  readonly tell: Sporing["tell"];
};

type Lagret = { readonly token: Token; readonly fornyesMs: number; readonly utloeperMs: number };
type Nektet = { readonly feil: Feil; readonly gjelderTilMs: number };

// A refusal is remembered briefly, so that a list of residents does not ask Maskinporten for each of them.
const NEKTET_MS = 30_000;
// One entry per municipality and API (357 × 3) with room to spare.
const STOERSTE_ANTALL = 2_000;

/** Creates the cache. A token is renewed when 80 % of its life or all but 15 s has passed. */
export function createTokenCache(deps: TokenCacheDeps): Tokenkilde {
  const lagrede = new Map<string, Lagret>();
  const nektede = new Map<string, Nektet>();
  const underveis = new Map<string, Promise<Result<string, Feil>>>();

  function noekkelFor(api: SkatteApi, kommune: Organisasjonsnummer): string {
    return JSON.stringify([deps.issuer, deps.clientId, SCOPES[api], kommune]);
  }

  function behold<T>(kart: Map<string, T>, noekkel: string, verdi: T): void {
    kart.delete(noekkel);
    kart.set(noekkel, verdi);
    const [eldste] = kart.keys();
    if (kart.size > STOERSTE_ANTALL && eldste !== undefined) kart.delete(eldste);
  }

  async function forny(
    noekkel: string,
    api: SkatteApi,
    kommune: Organisasjonsnummer,
  ): Promise<Result<string, Feil>> {
    // The life of a token counts from before the request: it cannot have been issued earlier.
    const spurtMs = deps.now().getTime();
    const svar = await deps.hentToken(api, kommune);
    if (svar.ok) {
      const { levetidSekunder } = svar.value;
      behold(lagrede, noekkel, {
        token: svar.value,
        fornyesMs: spurtMs + Math.min(0.8 * levetidSekunder, levetidSekunder - 15) * 1000,
        utloeperMs: spurtMs + (levetidSekunder - 5) * 1000,
      });
      return ok(svar.value.accessToken);
    }
    const gammelt = lagrede.get(noekkel);
    if (svar.feil.kode === "motpart-utilgjengelig" && gammelt && spurtMs < gammelt.utloeperMs) {
      return ok(gammelt.token.accessToken);
    }
    if (svar.feil.kode === "delegering-mangler" || svar.feil.kode === "tilgang-mangler") {
      behold(nektede, noekkel, { feil: svar.feil, gjelderTilMs: spurtMs + NEKTET_MS });
    }
    return svar;
  }

  /** What is known without asking: a token, a refusal, or that somebody else is asking. */
  function finn(noekkel: string): Promise<Result<string, Feil>> | Result<string, Feil> | undefined {
    const naa = deps.now().getTime();
    const lagret = lagrede.get(noekkel);
    if (lagret !== undefined && naa < lagret.fornyesMs) return ok(lagret.token.accessToken);
    const nektet = nektede.get(noekkel);
    if (nektet !== undefined && naa < nektet.gjelderTilMs) return { ok: false, feil: nektet.feil };
    return underveis.get(noekkel);
  }

  return {
    async hent(api, kommune) {
      const noekkel = noekkelFor(api, kommune);
      const kjent = finn(noekkel);
      deps.tell({ navn: "tokenbehov", api, kilde: kjent === undefined ? "MASKINPORTEN" : "MELLOMLAGER" });
      if (kjent !== undefined) return kjent;
      const ny = forny(noekkel, api, kommune).finally(() => underveis.delete(noekkel));
      underveis.set(noekkel, ny);
      return ny;
    },
    forkast(api, kommune, accessToken) {
      const noekkel = noekkelFor(api, kommune);
      if (lagrede.get(noekkel)?.token.accessToken === accessToken) lagrede.delete(noekkel);
    },
  };
}
