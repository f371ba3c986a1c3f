// The access log as a table in Azure Storage. Whatever keeps an entry from being written ends the same way for the caller:
// `logg-utilgjengelig`. Why is told to `meld`, in codes alone.

import type { TableClient } from "@azure/data-tables";
import type { TokenCredential } from "@azure/identity";
import { z } from "zod";
import { erLoopback } from "../../kernel/loopback.ts";
import type { Feil } from "../../kernel/feil.ts";
import { err, ok, type Result } from "../../kernel/result.ts";
import type { Innslagsnoekkel, Loggutfall, Logginnslag, Oppslagslogg } from "../../oppslag/oppslagslogg.ts";
import { FLEST_PERSONER, hashPersonidentifikator, lesPepper, personkolonner } from "./personhash.ts";

export type Loggaarsak =
  | { readonly kode: "TABELL_MANGLER" | "INNSLAG_MANGLER" | "IKKE_TILGANG" | "LAGER_UTILGJENGELIG" }
  /** The pepper is not 32 bytes as base64url. */
  | { readonly kode: "PEPPER_UGYLDIG" }
  | { readonly kode: "PEPPER_UTILGJENGELIG"; readonly feil: Feil };

export type OppslagsloggDeps = {
  readonly tableUrl: URL;
  readonly credential: TokenCredential;
  /** PEM of a CA that is trusted instead of the usual ones. Only for storage on loopback. */
  readonly loopbackCa?: string;
  /** The text of the pepper secret. */
  readonly pepper: () => Promise<Result<string, Feil>>;
  readonly now: () => Date;
  /** A new random id for each entry. */
  readonly nyId: () => string;
  /** Hears why the log could not be written. */
  readonly meld: (aarsak: Loggaarsak) => void;
  /** What a write may take in all, in ms: pepper, token, a second try. Five seconds unless told. */
  readonly fristMs?: number;
};

export const OPPSLAGSLOGG_TABELL = "oppslagslogg";

const FRIST_MS = 5_000;

const restFeil = z.object({
  statusCode: z.number(),
  details: z
    .object({ odataError: z.object({ code: z.string() }) })
    .optional()
    .catch(undefined),
});
const identitetsfeil = z.object({ cause: z.object({ status: z.number() }) });

type Kolonner = Readonly<Record<string, string>>;

/** The reason behind an SDK error; of the error itself nothing is kept. */
function tolkFeil(kastet: unknown): Loggaarsak {
  const avslag = identitetsfeil.safeParse(kastet);
  if (avslag.success && [400, 401, 403].includes(avslag.data.cause.status)) return { kode: "IKKE_TILGANG" };
  const svar = restFeil.safeParse(kastet);
  if (!svar.success) return { kode: "LAGER_UTILGJENGELIG" };
  const { statusCode, details } = svar.data;
  if (statusCode === 401 || statusCode === 403) return { kode: "IKKE_TILGANG" };
  if (statusCode !== 404) return { kode: "LAGER_UTILGJENGELIG" };
  return { kode: details?.odataError.code === "TableNotFound" ? "TABELL_MANGLER" : "INNSLAG_MANGLER" };
}

/** The case reference without the numbers of those who are looked up, should someone have written one there. */
function utenNumre(saksreferanse: string, { personer }: Logginnslag): string {
  return personer.reduce((tekst, { personidentifikator }) => {
    const nummer = personidentifikator.reveal();
    return tekst.replaceAll(new RegExp(`${nummer.slice(0, 6)}[\\s.-]?${nummer.slice(6)}`, "g"), "[fjernet]");
  }, saksreferanse);
}

function innslagskolonner(innslag: Logginnslag, pepper: Uint8Array): Kolonner {
  const personer = innslag.personer.flatMap(({ rolle, personidentifikator }, nr) => {
    const kolonner = personkolonner(nr);
    return [
      [kolonner.person, hashPersonidentifikator(personidentifikator, pepper)],
      [kolonner.rolle, rolle],
    ] as const;
  });
  return {
    kommune: innslag.kommune,
    ...(innslag.leverandoer === null ? {} : { leverandoer: innslag.leverandoer }),
    clientId: innslag.clientId,
    jti: innslag.jti,
    korrelasjonsid: innslag.korrelasjonsid,
    tidspunkt: innslag.tidspunkt.toISOString(),
    inntektsaar: String(innslag.inntektsaar),
    apier: innslag.apier.join(","),
    ...(innslag.saksreferanse === null ? {} : { saksreferanse: utenNumre(innslag.saksreferanse, innslag) }),
    utfall: "PAABEGYNT",
    ...Object.fromEntries(personer),
  };
}

function utfallskolonner(utfall: Loggutfall, now: Date): Kolonner {
  const fullfoert = now.toISOString();
  switch (utfall.utfall) {
    case "UTLEVERT":
      return {
        utfall: utfall.utfall,
        fullfoert,
        utlevertInntektsaar: String(utfall.inntektsaar),
        statuser: utfall.statuser.join(","),
      };
    case "IKKE_UTLEVERT":
      return { utfall: utfall.utfall, fullfoert, feilkode: utfall.feilkode };
  }
}

/** Resolves when the deadline passes. The identity library does not listen to abort signals, so the wait is cut here. */
function utloept(frist: AbortSignal): Promise<Loggaarsak> {
  return new Promise((resolve) => {
    frist.addEventListener("abort", () => {
      resolve({ kode: "LAGER_UTILGJENGELIG" });
    });
  });
}

/**
 * Creates the log; nothing is loaded or sent before the first entry. Partition `<kommune>_<yyyy-MM>`, row key time,
 * korrelasjonsid and random id, so that a month reads in order. Throws for an address that is not https, and for an extra CA
 * with storage that is not on loopback.
 */
export function createOppslagslogg(deps: OppslagsloggDeps): Oppslagslogg {
  const { tableUrl, credential, loopbackCa, fristMs = FRIST_MS } = deps;
  if (tableUrl.protocol !== "https:") throw new Error("storage must be reached over https");
  if (loopbackCa !== undefined && !erLoopback(tableUrl)) {
    throw new Error("an extra CA is for loopback only");
  }
  let lastet: Promise<TableClient> | undefined;

  async function last(): Promise<TableClient> {
    const sdk = await import("@azure/data-tables");
    return new sdk.TableClient(tableUrl.href.replace(/\/$/, ""), OPPSLAGSLOGG_TABELL, credential, {
      retryOptions: { maxRetries: 1, retryDelayInMs: 200 },
      ...(loopbackCa === undefined ? {} : { tlsOptions: { ca: loopbackCa } }),
    });
  }

  /** Carries out a write within the deadline; undefined when it succeeded. */
  async function innenFrist(
    skriv: (frist: AbortSignal) => Promise<Loggaarsak | undefined>,
  ): Promise<Result<void, Feil>> {
    const frist = AbortSignal.timeout(fristMs);
    const aarsak = await Promise.race([skriv(frist).catch(tolkFeil), utloept(frist)]);
    if (aarsak === undefined) return ok(undefined);
    deps.meld(aarsak);
    return err({ kode: "logg-utilgjengelig" });
  }

  async function opprett(
    noekkel: Innslagsnoekkel,
    innslag: Logginnslag,
    abortSignal: AbortSignal,
  ): Promise<Loggaarsak | undefined> {
    lastet ??= last();
    const [pepper, client] = await Promise.all([deps.pepper(), lastet]);
    if (!pepper.ok) return { kode: "PEPPER_UTILGJENGELIG", feil: pepper.feil };
    const byte = lesPepper(pepper.value);
    if (byte === undefined) return { kode: "PEPPER_UGYLDIG" };
    try {
      await client.createEntity({ ...innslagskolonner(innslag, byte), ...noekkel }, { abortSignal });
      return undefined;
    } catch (kastet) {
      // The row key is random: a conflict means that an earlier try of this very write did arrive.
      const svar = restFeil.safeParse(kastet);
      if (svar.success && svar.data.statusCode === 409) return undefined;
      throw kastet;
    }
  }

  return {
    async skriv(innslag) {
      if (innslag.personer.length > FLEST_PERSONER) throw new RangeError("too many persons for one entry");
      const tidspunkt = innslag.tidspunkt.toISOString();
      const noekkel = {
        partitionKey: `${innslag.kommune}_${tidspunkt.slice(0, 7)}`,
        rowKey: `${tidspunkt}_${innslag.korrelasjonsid}_${deps.nyId()}`,
      };
      const skrevet = await innenFrist((frist) => opprett(noekkel, innslag, frist));
      return skrevet.ok ? ok(noekkel) : skrevet;
    },

    fullfoer(noekkel, utfall) {
      return innenFrist(async (abortSignal) => {
        lastet ??= last();
        const client = await lastet;
        const { partitionKey, rowKey } = noekkel;
        await client.updateEntity({ partitionKey, rowKey, ...utfallskolonner(utfall, deps.now()) }, "Merge", {
          abortSignal,
        });
        return undefined;
      });
    },
  };
}
