// Azure on loopback in one call: managed identity, Key Vault and storage, with the environment a service needs to
// find them. The real SDKs talk to all of it unchanged.

import { rmSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startAzurite, type Azurite } from "./azurite.ts";
import { createCertificateAuthority, type CertificateAuthority } from "./certificates.ts";
import { createStorage } from "./create-storage.ts";
import { STORAGE_RESSURS, startIdentityServer, type IdentityServer } from "./identity-server.ts";
import { taFelleslager, type Felleslager } from "../felles/azurite.ts";
import { startIngestionServer, type IngestionServer } from "./ingestion-server.ts";
import { startKeyVaultServer, type KeyVaultServer } from "./key-vault-server.ts";

export type AzureValg = {
  /** The secrets of the vault from the start: name → value. */
  readonly secrets?: Readonly<Record<string, string>>;
  /** False leaves Azurite out (it takes about two seconds and 150 MB). */
  readonly storage?: boolean;
  /** True gives an Azurite that no other test uses, and that can be stopped. */
  readonly egetLager?: boolean;
  /** True gives the service somewhere to send telemetry. */
  readonly telemetri?: boolean;
  /** False leaves the tables, containers and queues unmade. */
  readonly tabeller?: boolean;
  /** The time of tokens and of the vault. */
  readonly now?: () => Date;
  /** Another time for what the vault says of its secrets: the SDK judges tokens by the machine's clock. */
  readonly vaultNow?: () => Date;
};

export type Azure = {
  /**
   * IDENTITY_ENDPOINT, IDENTITY_HEADER, AZURE_CLIENT_ID, KEY_VAULT_URL, LOOPBACK_CA_FIL and, with storage, STORAGE_*_URL; with
   * telemetry, APPLICATIONINSIGHTS_CONNECTION_STRING.
   */
  readonly env: Readonly<Record<string, string>>;
  readonly certificates: CertificateAuthority;
  readonly identity: IdentityServer;
  readonly keyVault: KeyVaultServer;
  readonly ingestion: IngestionServer;
  readonly azurite: Azurite | undefined;
  close(): Promise<void>;
};

async function startStorage(
  valg: AzureValg,
  { caPem, certPem, keyPem }: CertificateAuthority,
  identity: Promise<IdentityServer>,
): Promise<Felleslager | undefined> {
  if (valg.storage === false) return undefined;
  const lager = (valg.egetLager === true ? undefined : await taFelleslager()) ?? {
    azurite: await startAzurite({ cert: certPem, key: keyPem }),
    caPem,
  };
  if (valg.tabeller === false) return lager;
  const { azurite } = lager;
  try {
    await createStorage(azurite, await (await identity).utsted(STORAGE_RESSURS), lager.caPem);
    return lager;
  } catch (aarsak) {
    await azurite.stop();
    throw aarsak;
  }
}

/** Starts all parts at once. What has started is ended again when another part fails to. */
export async function startAzure(valg: AzureValg = {}): Promise<Azure> {
  const now = valg.now ?? (() => new Date());
  const identityStart = startIdentityServer(now);
  const egne = await createCertificateAuthority(now());
  const tls = { cert: egne.certPem, key: egne.keyPem };
  const keyVaultStart = identityStart.then((identity) =>
    startKeyVaultServer({ tls, identity, secrets: valg.secrets ?? {}, now: valg.vaultNow ?? now }),
  );
  const ingestionStart = identityStart.then((identity) => startIngestionServer(tls, identity));
  const lagerStart = startStorage(valg, egne, identityStart);
  const mappeStart = mkdtemp(join(tmpdir(), "egenandel-azure-"));

  let vedSlutt = (): void => undefined;

  async function close(): Promise<void> {
    process.off("exit", vedSlutt);
    const [identity, keyVault, ingestion, lager, mappe] = await Promise.allSettled([
      identityStart,
      keyVaultStart,
      ingestionStart,
      lagerStart,
      mappeStart,
    ]);
    await Promise.all([
      identity.status === "fulfilled" ? identity.value.close() : undefined,
      keyVault.status === "fulfilled" ? keyVault.value.close() : undefined,
      ingestion.status === "fulfilled" ? ingestion.value.close() : undefined,
      lager.status === "fulfilled" ? lager.value?.azurite.stop() : undefined,
      mappe.status === "fulfilled" ? rm(mappe.value, { recursive: true, force: true }) : undefined,
    ]);
  }

  try {
    const [identity, keyVault, ingestion, lager, mappe] = await Promise.all([
      identityStart,
      keyVaultStart,
      ingestionStart,
      lagerStart,
      mappeStart,
    ]);
    const caFil = join(mappe, "ca.pem");
    vedSlutt = () => {
      rmSync(mappe, { recursive: true, force: true });
    };
    process.once("exit", vedSlutt);
    const azurite = lager?.azurite;
    // Who trusts this trusts both, when the storage is not ours alone.
    const caPem = [...new Set([egne.caPem, ...(lager === undefined ? [] : [lager.caPem])])].join("");
    const certificates = { ...egne, caPem };
    await writeFile(caFil, caPem);
    const storage =
      azurite === undefined
        ? {}
        : {
            STORAGE_TABLE_URL: azurite.tableUrl,
            STORAGE_BLOB_URL: azurite.blobUrl,
            STORAGE_QUEUE_URL: azurite.queueUrl,
          };
    const env = {
      IDENTITY_ENDPOINT: identity.endpoint,
      IDENTITY_HEADER: identity.header,
      AZURE_CLIENT_ID: identity.clientId,
      KEY_VAULT_URL: keyVault.url,
      LOOPBACK_CA_FIL: caFil,
      ...storage,
      ...(valg.telemetri === true
        ? { APPLICATIONINSIGHTS_CONNECTION_STRING: ingestion.connectionString }
        : {}),
    };
    return { env, certificates, identity, keyVault, ingestion, azurite, close };
  } catch (aarsak) {
    await close();
    throw aarsak;
  }
}
