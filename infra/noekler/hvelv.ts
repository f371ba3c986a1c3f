// The vault as the one who rotates keys uses it: versions, their times and tags. The service itself only reads.

import type { TokenCredential } from "@azure/identity";
import { SecretClient, type SecretProperties } from "@azure/keyvault-secrets";
import { z } from "zod";
import { erLoopback } from "../../shared/kernel/loopback.ts";

/** What is said of a version besides its value. */
export type Versjon = {
  readonly navn: string;
  readonly versjon: string;
  readonly kid: string | undefined;
  readonly opprettet: Date;
  readonly utloeper: Date | undefined;
  readonly aktiv: boolean;
};

export type Hvelv = {
  /** The newest version with its value; undefined when there is none or it is disabled. */
  readonly gjeldende: (navn: string) => Promise<(Versjon & { readonly verdi: string }) | undefined>;
  /** All versions, the disabled ones too, the newest first. */
  readonly versjoner: (navn: string) => Promise<readonly Versjon[]>;
  /** The value of one version; undefined when it is disabled. */
  readonly verdiAv: (versjon: Versjon) => Promise<string | undefined>;
  /** A new version, which the service takes from then on. */
  readonly sett: (navn: string, verdi: string, valg: { kid?: string; utloeper?: Date }) => Promise<void>;
  readonly settUtloep: (versjon: Versjon, utloeper: Date) => Promise<void>;
  readonly slaaAv: (versjon: Versjon) => Promise<void>;
};

export type HvelvDeps = {
  readonly vaultUrl: URL;
  readonly credential: TokenCredential;
  /** PEM of a CA that is trusted for a vault on this machine, and for no other. */
  readonly loopbackCa?: string;
};

function somVersjon({ name, version = "", tags, createdOn, expiresOn, enabled }: SecretProperties): Versjon {
  return {
    navn: name,
    versjon: version,
    kid: tags?.kid,
    opprettet: createdOn ?? new Date(0),
    utloeper: expiresOn,
    aktiv: enabled !== false,
  };
}

const restFeil = z.object({
  statusCode: z.number(),
  details: z
    .object({ error: z.object({ innerError: z.object({ code: z.string() }) }) })
    .optional()
    .catch(undefined),
});

/** True for the answers that mean "there is nothing to use": no such secret, or its newest version is disabled. */
function finnesIkke(kastet: unknown): boolean {
  const svar = restFeil.safeParse(kastet);
  if (!svar.success) return false;
  const { statusCode, details } = svar.data;
  return statusCode === 404 || details?.error.innerError.code === "SecretDisabled";
}

/** Creates the client. Throws for an extra CA with a vault that is not on this machine. */
export function createHvelv({ vaultUrl, credential, loopbackCa }: HvelvDeps): Hvelv {
  const paaLoopback = erLoopback(vaultUrl);
  if (loopbackCa !== undefined && !paaLoopback) throw new Error("an extra CA is for loopback only");
  const client = new SecretClient(vaultUrl.origin, credential, {
    ...(paaLoopback ? { disableChallengeResourceVerification: true } : {}),
    ...(loopbackCa === undefined ? {} : { tlsOptions: { ca: loopbackCa } }),
  });

  async function les(navn: string, version?: string): Promise<(Versjon & { verdi: string }) | undefined> {
    try {
      const { value, properties } = await client.getSecret(navn, version === undefined ? {} : { version });
      return value === undefined ? undefined : { ...somVersjon(properties), verdi: value };
    } catch (kastet) {
      if (finnesIkke(kastet)) return undefined;
      throw kastet;
    }
  }

  return {
    gjeldende: (navn) => les(navn),
    verdiAv: async ({ navn, versjon }) => (await les(navn, versjon))?.verdi,
    async versjoner(navn) {
      const alle: Versjon[] = [];
      for await (const versjon of client.listPropertiesOfSecretVersions(navn)) alle.push(somVersjon(versjon));
      return alle.sort((a, b) => b.opprettet.getTime() - a.opprettet.getTime());
    },
    async sett(navn, verdi, { kid, utloeper }) {
      await client.setSecret(navn, verdi, {
        ...(kid === undefined ? {} : { tags: { kid } }),
        ...(utloeper === undefined ? {} : { expiresOn: utloeper }),
      });
    },
    async settUtloep({ navn, versjon }, expiresOn) {
      await client.updateSecretProperties(navn, versjon, { expiresOn });
    },
    async slaaAv({ navn, versjon }) {
      await client.updateSecretProperties(navn, versjon, { enabled: false });
    },
  };
}
