// One secret from Key Vault, or why not. Caching is not done here. The vault hands out expired versions all the same and
// leaves it to who asks: here they are refused, so that a key that has been given an end has one.

import type { TokenCredential } from "@azure/identity";
import type { SecretClient, SecretProperties } from "@azure/keyvault-secrets";
import { z } from "zod";
import { erLoopback } from "../../kernel/loopback.ts";
import type { Feil } from "../../kernel/feil.ts";
import { err, ok, type Result } from "../../kernel/result.ts";

export type Hemmelighetsfeil = Extract<
  Feil,
  { kode: "motpart-utilgjengelig" | "ugyldig-svar" | "tilkobling-feilkonfigurert" }
>;

export type VaultClientDeps = {
  readonly vaultUrl: URL;
  readonly credential: TokenCredential;
  readonly now: () => Date;
  /** PEM of a CA that is trusted instead of the usual ones. Only for a vault on loopback. */
  readonly loopbackCa?: string;
  /** What a call may take in all, in ms: challenge, token, a second try. Five seconds unless told. */
  readonly fristMs?: number;
};

export type VaultClient = {
  /** The value of the newest version, which must be one that may be used now. */
  readonly hent: (navn: string) => Promise<Result<string, Hemmelighetsfeil>>;
  /** The values of the versions that may be used now, the newest first: at least one, at most FLEST_VERSJONER. */
  readonly hentVersjoner: (navn: string) => Promise<Result<readonly string[], Hemmelighetsfeil>>;
};

/** How many versions of a secret are read: the current one and those of the latest rotations. */
export const FLEST_VERSJONER = 5;
// A secret with more versions than this, the disabled ones too, is not what we think it is.
const FLEST_I_LISTEN = 200;
const FRIST_MS = 5_000;

// Of an SDK's error only these are read. Its message may quote what was sent and goes nowhere.
const restFeil = z.object({
  statusCode: z.number(),
  details: z
    .object({ error: z.object({ innerError: z.object({ code: z.string() }) }) })
    .optional()
    .catch(undefined),
});
const identitetsfeil = z.object({ cause: z.object({ status: z.number() }) });

function feilkonfigurert(aarsakskode: string): Hemmelighetsfeil {
  return { kode: "tilkobling-feilkonfigurert", aarsakskode };
}

function tolkFeil(kastet: unknown): Hemmelighetsfeil {
  const utilgjengelig = { kode: "motpart-utilgjengelig", motpart: "KEY_VAULT" } as const;
  const avslag = identitetsfeil.safeParse(kastet);
  if (avslag.success && [400, 401, 403].includes(avslag.data.cause.status)) {
    return feilkonfigurert("MANAGED_IDENTITY_AVVIST");
  }
  // The SDK reads an answer without looking first: one that is not a secret makes it stumble.
  if (kastet instanceof TypeError) return { kode: "ugyldig-svar", motpart: "KEY_VAULT" };
  const svar = restFeil.safeParse(kastet);
  if (!svar.success) return utilgjengelig;
  const { statusCode, details } = svar.data;
  if (statusCode === 429 || statusCode === 408 || statusCode >= 500) return utilgjengelig;
  if (statusCode === 404 || details?.error.innerError.code === "SecretDisabled") {
    return feilkonfigurert("KEY_VAULT_SECRET_MANGLER");
  }
  if (statusCode === 401 || statusCode === 403) return feilkonfigurert("KEY_VAULT_IKKE_TILGANG");
  if (statusCode >= 400) return feilkonfigurert("KEY_VAULT_AVVIST");
  return { kode: "ugyldig-svar", motpart: "KEY_VAULT" };
}

function opprettet({ createdOn }: SecretProperties): number {
  return createdOn?.getTime() ?? 0;
}

/** Enabled, and neither expired nor for later. */
function gjelder({ enabled, expiresOn, notBefore }: SecretProperties, naa: Date): boolean {
  return enabled !== false && (expiresOn === undefined || naa < expiresOn) && !(notBefore && naa < notBefore);
}

/** Rejects when the deadline passes. The identity library does not listen to abort signals, so the wait is cut here. */
function utloept(frist: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    frist.addEventListener("abort", () => {
      reject(new Error("deadline"));
    });
  });
}

/**
 * Creates the client; nothing is loaded or sent before the first secret is asked for. Throws for an address that is not
 * https, and for an extra CA with a vault that is not on loopback. The check that the vault is Microsoft's
 * (the challenge's resource against the host name) is left out for loopback alone.
 */
export function createVaultClient(deps: VaultClientDeps): VaultClient {
  const { vaultUrl, credential, now, loopbackCa, fristMs = FRIST_MS } = deps;
  const paaLoopback = erLoopback(vaultUrl);
  if (vaultUrl.protocol !== "https:") throw new Error("the vault must be reached over https");
  if (loopbackCa !== undefined && !paaLoopback) throw new Error("an extra CA is for loopback only");
  let lastet: Promise<SecretClient> | undefined;

  async function last(): Promise<SecretClient> {
    const sdk = await import("@azure/keyvault-secrets");
    return new sdk.SecretClient(vaultUrl.origin, credential, {
      retryOptions: { maxRetries: 1, retryDelayInMs: 200 },
      ...(paaLoopback ? { disableChallengeResourceVerification: true } : {}),
      ...(loopbackCa === undefined ? {} : { tlsOptions: { ca: loopbackCa } }),
    });
  }

  /** Carries out a call within the deadline. */
  async function innenFrist<T>(
    kall: (client: SecretClient, abortSignal: AbortSignal) => Promise<Result<T, Hemmelighetsfeil>>,
  ): Promise<Result<T, Hemmelighetsfeil>> {
    lastet ??= last();
    const client = await lastet;
    const frist = AbortSignal.timeout(fristMs);
    try {
      return await Promise.race([kall(client, frist), utloept(frist)]);
    } catch (kastet) {
      return err(tolkFeil(kastet));
    }
  }

  return {
    hent: (navn) =>
      innenFrist(async (client, abortSignal) => {
        const { value, properties } = await client.getSecret(navn, { abortSignal });
        if (value === undefined || value === "") return err(feilkonfigurert("KEY_VAULT_SECRET_MANGLER"));
        return gjelder(properties, now()) ? ok(value) : err(feilkonfigurert("KEY_VAULT_SECRET_UTLOEPT"));
      }),

    hentVersjoner: (navn) =>
      innenFrist(async (client, abortSignal) => {
        const alle: SecretProperties[] = [];
        for await (const versjon of client.listPropertiesOfSecretVersions(navn, { abortSignal })) {
          alle.push(versjon);
          if (alle.length > FLEST_I_LISTEN) return err(feilkonfigurert("KEY_VAULT_FOR_MANGE_VERSJONER"));
        }
        const brukes = alle
          .filter((versjon) => gjelder(versjon, now()))
          .sort((a, b) => opprettet(b) - opprettet(a))
          .slice(0, FLEST_VERSJONER);
        const hentede = await Promise.all(
          brukes.map(({ version = "" }) => client.getSecret(navn, { version, abortSignal })),
        );
        const verdier = hentede.flatMap(({ value = "" }) => (value === "" ? [] : [value]));
        return verdier.length === 0 ? err(feilkonfigurert("KEY_VAULT_SECRET_MANGLER")) : ok(verdier);
      }),
  };
}
