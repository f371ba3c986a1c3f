// A token of Altinn's own, got by exchanging one of Maskinporten's (docs.altinn.studio, authentication).

import { decodeJwt } from "jose";
import { z } from "zod";
import type { Feil } from "../../kernel/feil.ts";
import type { HttpSvar, Send } from "../../kernel/http.ts";
import { err, ok, type Result } from "../../kernel/result.ts";
import { under } from "./adresse.ts";

export type Altinntoken = {
  /** A token with time left to be used. */
  hent(): Promise<Result<string, Feil>>;
  /** Forget a token that was refused, unless a newer one has taken its place. */
  forkast(token: string): void;
};

export type AltinntokenDeps = {
  readonly send: Send;
  readonly platformUrl: URL;
  /** A Maskinporten token of our own with this scope. */
  readonly hentMaskinportentoken: (scope: string) => Promise<Result<{ readonly accessToken: string }, Feil>>;
  readonly now: () => Date;
};

/** What a scope's owner needs to look up delegations of it. */
const SCOPE = "altinn:maskinporten/delegations";
// Altinn allows no clock skew at all: a token near its end is not sent.
const MARGIN_MS = 30_000;
// Altinn issues them for half an hour; one that claims much more is asked for anew all the same.
const LENGST_MS = 60 * 60 * 1000;

const jwtSchema = z
  .string()
  .max(16_384)
  .regex(/^[\w-]+\.[\w-]+\.[\w-]+$/);
const claimsSchema = z.object({ exp: z.number().int().positive() });

type Vekslet = { readonly token: string; readonly utloeperMs: number };

/** The body is the token as text, or as a JSON string. */
function somTekst({ tekst }: HttpSvar): unknown {
  const rent = tekst.trim();
  if (!rent.startsWith('"')) return rent;
  try {
    return JSON.parse(rent);
  } catch {
    return undefined;
  }
}

function lesVekslet(svar: HttpSvar): Vekslet | undefined {
  const token = jwtSchema.safeParse(somTekst(svar));
  if (!token.success) return undefined;
  try {
    // Read, not trusted: only how long to keep it follows from it.
    const { exp } = claimsSchema.parse(decodeJwt(token.data));
    return { token: token.data, utloeperMs: exp * 1000 };
  } catch {
    return undefined;
  }
}

/** Creates the source. One exchange however many ask at the same time; kept until half a minute before it expires. */
export function createAltinntoken(deps: AltinntokenDeps): Altinntoken {
  const url = under(deps.platformUrl, "authentication/api/v1/exchange/maskinporten");
  let lagret: { readonly token: string; readonly fornyesMs: number } | undefined;
  let underveis: Promise<Result<string, Feil>> | undefined;

  async function veksle(): Promise<Result<string, Feil>> {
    const maskinportentoken = await deps.hentMaskinportentoken(SCOPE);
    if (!maskinportentoken.ok) return maskinportentoken;
    const svar = await deps.send({
      motpart: "ALTINN",
      method: "GET",
      url,
      headers: {
        authorization: `Bearer ${maskinportentoken.value.accessToken}`,
        accept: "application/json",
      },
      proevIgjen: true,
      timeoutMs: 5_000,
    });
    if (!svar.ok) return svar;
    const { status } = svar.value;
    if (status !== 200) {
      return err({ kode: "tilkobling-feilkonfigurert", aarsakskode: `ALTINN_VEKSLING_${status}` });
    }
    const vekslet = lesVekslet(svar.value);
    if (vekslet === undefined) return err({ kode: "ugyldig-svar", motpart: "ALTINN" });
    const { token, utloeperMs } = vekslet;
    lagret = { token, fornyesMs: Math.min(utloeperMs - MARGIN_MS, deps.now().getTime() + LENGST_MS) };
    return ok(token);
  }

  return {
    async hent() {
      if (lagret !== undefined && deps.now().getTime() < lagret.fornyesMs) return ok(lagret.token);
      underveis ??= veksle().finally(() => {
        underveis = undefined;
      });
      return underveis;
    },
    forkast(token) {
      if (lagret?.token === token) lagret = undefined;
    },
  };
}
