// Skatteetaten's APIs as the source of tax data: one GET per person and API, with a token on behalf of the municipality.

import type { z } from "zod";
import type { Feil, SkatteApi } from "../../kernel/feil.ts";
import type { HttpSvar } from "../../kernel/http.ts";
import { err, ok, type Result } from "../../kernel/result.ts";
import type { Kildesvar, Skattekilde, Spoerring } from "../../oppslag/skattekilde.ts";
import { tolkSkatteAvslag } from "./avslag.ts";
import { createSkattekall, lesJson, type SkattekallDeps } from "./kall.ts";
import { avregningPoster, beregnetSkattPoster, skatteomraader, summertePoster } from "./poster.ts";
import { avregningSchema, beregnetSkattSchema, sisteSchema, summertSchema } from "./schema.ts";

export type SkattekildeDeps = SkattekallDeps & {
  readonly rettighetspakke: string;
  /** Base addresses, version included (`.../v2`). */
  readonly adresser: Readonly<Record<SkatteApi | "SISTE", URL>>;
};

type Funnet = Extract<Kildesvar, { status: "FUNNET" }>;

type Hode = {
  readonly personidentifikator: string;
  readonly inntektsaar: number;
  readonly skjermet?: boolean | undefined;
  readonly skatteoppgjoersdato?: string | null | undefined;
};

const UGYLDIG = err({ kode: "ugyldig-svar", motpart: "SKATTEETATEN" } as const);

function under(base: URL, ...ledd: readonly string[]): URL {
  return new URL(`${base.href.replace(/\/$/, "")}/${ledd.map(encodeURIComponent).join("/")}`);
}

/** Creates the source. At most five calls at a time per API and municipality; the number is only ever in the path. */
export function createSkattekilde(deps: SkattekildeDeps): Skattekilde {
  const hentSvar = createSkattekall(deps);

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
