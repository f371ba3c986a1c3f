// What every call to storage has in common: who calls, a deadline in all, and a reason in codes when it fails.

import type { TokenCredential } from "@azure/identity";
import { z } from "zod";
import { erLoopback } from "../../kernel/loopback.ts";
import { err, type Result } from "../../kernel/result.ts";

/** Why storage did not do as asked. LAGER_UTILGJENGELIG: no answer, or one that says nothing of use. */
export type Lageraarsak = {
  readonly kode:
    "TABELL_MANGLER" | "CONTAINER_MANGLER" | "INNSLAG_MANGLER" | "IKKE_TILGANG" | "LAGER_UTILGJENGELIG";
};

export type Lageradgang = {
  readonly credential: TokenCredential;
  /** PEM of a CA that is trusted instead of the usual ones. Only for storage on loopback. */
  readonly loopbackCa?: string;
};

/** What a call may take in all unless told otherwise: token, second tries. */
export const FRIST_MS = 5_000;

/** Once more, soon: the deadline is short. */
export const PAUSE_FOER_NYTT_FORSOEK_MS = 200;

/** Throws for an address that is not https, and for an extra CA with storage that is not on loopback. */
export function krevTryggAdresse(url: URL, { loopbackCa }: Lageradgang): void {
  if (url.protocol !== "https:") throw new Error("storage must be reached over https");
  if (loopbackCa !== undefined && !erLoopback(url)) throw new Error("an extra CA is for loopback only");
}

const restFeil = z.object({
  statusCode: z.number(),
  code: z.string().optional().catch(undefined),
  details: z
    .object({ odataError: z.object({ code: z.string() }) })
    .optional()
    .catch(undefined),
});
const identitetsfeil = z.object({ cause: z.object({ status: z.number() }) });

/** A refusal: the HTTP status, and storage's own code where the SDK has read it. */
export type Avslag = { readonly statusCode: number; readonly kode: string | undefined };

/** The refusal behind an SDK error; undefined when storage has not answered. */
export function lesAvslag(kastet: unknown): Avslag | undefined {
  const svar = restFeil.safeParse(kastet);
  if (!svar.success) return undefined;
  const { statusCode, code, details } = svar.data;
  return { statusCode, kode: details?.odataError.code ?? code };
}

/** The reason behind an SDK error; of the error itself nothing is kept. */
function tolkFeil(kastet: unknown): Lageraarsak {
  const avslag = identitetsfeil.safeParse(kastet);
  if (avslag.success && [400, 401, 403].includes(avslag.data.cause.status)) return { kode: "IKKE_TILGANG" };
  const svar = lesAvslag(kastet);
  if (svar?.statusCode === 401 || svar?.statusCode === 403) return { kode: "IKKE_TILGANG" };
  if (svar?.statusCode !== 404) return { kode: "LAGER_UTILGJENGELIG" };
  if (svar.kode === "TableNotFound") return { kode: "TABELL_MANGLER" };
  return { kode: svar.kode === "ContainerNotFound" ? "CONTAINER_MANGLER" : "INNSLAG_MANGLER" };
}

/** Resolves when the deadline passes. The identity library does not listen to abort signals, so the wait is cut here. */
function utloept(frist: AbortSignal): Promise<Result<never, Lageraarsak>> {
  return new Promise((resolve) => {
    frist.addEventListener("abort", () => {
      resolve(err({ kode: "LAGER_UTILGJENGELIG" }));
    });
  });
}

/**
 * Does some work with storage within a deadline in ms. What the SDK throws becomes a reason. The clock is stopped afterwards:
 * one that runs on would keep what the work gave until it is out.
 */
export async function innenFrist<T, A>(
  fristMs: number,
  arbeid: (frist: AbortSignal) => Promise<Result<T, A>>,
): Promise<Result<T, A | Lageraarsak>> {
  const avbryt = new AbortController();
  const klokke = setTimeout(() => {
    avbryt.abort();
  }, fristMs);
  try {
    const utfall = arbeid(avbryt.signal).catch((kastet: unknown) => err(tolkFeil(kastet)));
    return await Promise.race([utfall, utloept(avbryt.signal)]);
  } finally {
    clearTimeout(klokke);
  }
}
