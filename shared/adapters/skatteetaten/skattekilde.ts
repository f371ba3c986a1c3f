// Skatteetaten's APIs as the source of tax data: one GET per person and API, with a token on behalf of the municipality.

import type { z } from "zod";
import type { Feil, SkatteApi } from "../../kernel/feil.ts";
import type { HttpSvar, Send } from "../../kernel/http.ts";
import type { Organisasjonsnummer } from "../../kernel/organisasjonsnummer.ts";
import { err, ok, type Result } from "../../kernel/result.ts";
import type { Kildesvar, Skattekilde, Spoerring } from "../../oppslag/skattekilde.ts";
import { tolkSkatteAvslag } from "./avslag.ts";
import { createBegrens } from "./begrens.ts";
import { avregningPoster, beregnetSkattPoster, skatteomraader, summertePoster } from "./poster.ts";
import { avregningSchema, beregnetSkattSchema, sisteSchema, summertSchema } from "./schema.ts";

export type SkattekildeDeps = {
  readonly send: Send;
  readonly hentToken: (api: SkatteApi, kommune: Organisasjonsnummer) => Promise<Result<string, Feil>>;
  /** Called when Skatteetaten refused the token, before a new one is asked for. */
  readonly forkastToken: (api: SkatteApi, kommune: Organisasjonsnummer, accessToken: string) => void;
  readonly nyId: () => string;
  readonly rettighetspakke: string;
  /** Base addresses, version included (`.../v2`). */
  readonly adresser: Readonly<Record<Tjeneste, URL>>;
};

type Tjeneste = SkatteApi | "SISTE";

type Funnet = Extract<Kildesvar, { status: "FUNNET" }>;

type Hode = {
  readonly personidentifikator: string;
  readonly inntektsaar: number;
  readonly skjermet?: boolean | undefined;
  readonly skatteoppgjoersdato?: string | null | undefined;
};

const UGYLDIG = err({ kode: "ugyldig-svar", motpart: "SKATTEETATEN" } as const);
const TIMEOUT_MS = 8_000;

function under(base: URL, ...ledd: readonly string[]): URL {
  return new URL(`${base.href.replace(/\/$/, "")}/${ledd.map(encodeURIComponent).join("/")}`);
}

function lesJson(svar: HttpSvar): unknown {
  if (svar.mediatype !== "application/json") return undefined;
  try {
    return JSON.parse(svar.tekst);
  } catch {
    return undefined;
  }
}

/** Creates the source. At most five calls at a time per API and municipality; the number is only ever in the path. */
export function createSkattekilde(deps: SkattekildeDeps): Skattekilde {
  const begrens = createBegrens();

  async function kall(
    tjeneste: Tjeneste,
    url: URL,
    { kommune, frist }: Pick<Spoerring, "kommune" | "frist">,
  ): Promise<Result<HttpSvar, Feil> | "TOKEN_AVVIST"> {
    // Siste tilgjengelige needs no delegation of its own: it follows the scope of Summert skattegrunnlag.
    const api = tjeneste === "SISTE" ? "SUMMERT_SKATTEGRUNNLAG" : tjeneste;
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

  /** The answer, after one renewal of a token that was refused. */
  async function hentSvar(
    tjeneste: Tjeneste,
    url: URL,
    spoerring: Pick<Spoerring, "kommune" | "frist">,
  ): Promise<Result<HttpSvar, Feil>> {
    const foerste = await kall(tjeneste, url, spoerring);
    const svar = foerste === "TOKEN_AVVIST" ? await kall(tjeneste, url, spoerring) : foerste;
    return svar === "TOKEN_AVVIST"
      ? err({ kode: "tilkobling-feilkonfigurert", aarsakskode: "SKATTEETATEN-401" })
      : svar;
  }

  function avslag(svar: HttpSvar, api: SkatteApi): Result<Exclude<Kildesvar, { status: "FUNNET" }>, Feil> {
    const tolket = tolkSkatteAvslag(svar, api);
    return tolket === "TOKEN_AVVIST" ? UGYLDIG : tolket;
  }

  function tolk<S extends z.ZodType<Hode>>(
    svar: HttpSvar,
    { person, inntektsaar }: Spoerring,
    schema: S,
    innhold: (lest: z.infer<S>) => Pick<Funnet, "poster" | "skatteomraader">,
  ): Result<Kildesvar, Feil> {
    const lest = schema.safeParse(lesJson(svar));
    if (!lest.success || lest.data.inntektsaar !== inntektsaar) return UGYLDIG;
    // Skjermet with an empty basis is unknown, never zero income: nothing of the answer is used.
    if (lest.data.skjermet === true) return ok({ status: "SKJERMET" });
    return ok({
      status: "FUNNET",
      skatteoppgjoersdato: lest.data.skatteoppgjoersdato ?? undefined,
      annetNummer: lest.data.personidentifikator !== person.reveal(),
      ...innhold(lest.data),
    });
  }

  return {
    async hent(kilde, spoerring) {
      const { rettighetspakke, adresser } = deps;
      const ledd = [rettighetspakke, String(spoerring.inntektsaar), spoerring.person.reveal()];
      const url = under(
        adresser[kilde],
        ...(kilde === "SUMMERT_SKATTEGRUNNLAG" ? ["oppgjoer"] : []),
        ...ledd,
      );
      const svar = await hentSvar(kilde, url, spoerring);
      if (!svar.ok) return svar;
      if (svar.value.status !== 200) return avslag(svar.value, kilde);
      switch (kilde) {
        case "SUMMERT_SKATTEGRUNNLAG":
          return tolk(svar.value, spoerring, summertSchema, (lest) => ({ poster: summertePoster(lest) }));
        case "BEREGNET_SKATT":
          return tolk(svar.value, spoerring, beregnetSkattSchema, (lest) => ({
            poster: beregnetSkattPoster(lest),
            skatteomraader: skatteomraader(lest),
          }));
        case "AVREGNING":
          return tolk(svar.value, spoerring, avregningSchema, (lest) => ({ poster: avregningPoster(lest) }));
      }
    },

    async hentSisteInntektsaar(spoerring) {
      const svar = await hentSvar("SISTE", under(deps.adresser.SISTE, spoerring.person.reveal()), spoerring);
      if (!svar.ok) return svar;
      if (svar.value.status === 200) {
        const lest = sisteSchema.safeParse(lesJson(svar.value));
        return lest.success ? ok(lest.data.sisteTilgjengeligePeriode) : UGYLDIG;
      }
      const nei = avslag(svar.value, "SUMMERT_SKATTEGRUNNLAG");
      return nei.ok ? ok(undefined) : nei;
    },
  };
}
