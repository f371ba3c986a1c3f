// The secrets of the vault, kept for a while.

import { createOppbevaring, type Oppbevaring } from "./oppbevaring.ts";
import { createVaultClient, type VaultClientDeps } from "./vault-client.ts";

/**
 * The current value of a secret. `tilkobling-feilkonfigurert` (KEY_VAULT_SECRET_MANGLER, KEY_VAULT_SECRET_UTLOEPT,
 * KEY_VAULT_IKKE_TILGANG, KEY_VAULT_AVVIST, MANAGED_IDENTITY_AVVIST) when the vault says no.
 */
export type Hemmeligheter = Oppbevaring<string> & {
  /** The values of the versions that may be used now, the newest first, kept apart from the current value. */
  readonly versjoner: Oppbevaring<readonly string[]>;
};

/** Creates the caches in front of the vault. Throws as `createVaultClient` does. */
export function createHemmeligheter(deps: VaultClientDeps): Hemmeligheter {
  const vault = createVaultClient(deps);
  return {
    ...createOppbevaring(vault.hent, deps.now),
    versjoner: createOppbevaring(vault.hentVersjoner, deps.now),
  };
}
