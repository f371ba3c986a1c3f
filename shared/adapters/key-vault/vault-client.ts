// One secret from Key Vault, or why not. Caching is not done here.

import type { TokenCredential } from "@azure/identity";
import type { SecretClient } from "@azure/keyvault-secrets";
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
  /** PEM of a CA that is trusted instead of the usual ones. Only for a vault on loopback. */
  readonly loopbackCa?: string;
  /** What a call may take in all, in ms: challenge, token, a second try. Five seconds unless told. */
  readonly fristMs?: number;
};

export type VaultClient = (navn: string) => Promise<Result<string, Hemmelighetsfeil>>;

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
  const { vaultUrl, credential, loopbackCa, fristMs = FRIST_MS } = deps;
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

  return async (navn) => {
    lastet ??= last();
    const client = await lastet;
    const frist = AbortSignal.timeout(fristMs);
    try {
      const { value } = await Promise.race([client.getSecret(navn, { abortSignal: frist }), utloept(frist)]);
      return value === undefined || value === ""
        ? err(feilkonfigurert("KEY_VAULT_SECRET_MANGLER"))
        : ok(value);
    } catch (kastet) {
      return err(tolkFeil(kastet));
    }
  };
}
