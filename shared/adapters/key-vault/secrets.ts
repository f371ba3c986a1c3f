// Secrets are asked for once in ten minutes however many need them, and keep working for a day while the vault is down.

import { err, ok, type Result } from "../../kernel/result.ts";
import { createVaultClient, type Hemmelighetsfeil, type VaultClientDeps } from "./vault-client.ts";

export type HemmeligheterDeps = VaultClientDeps & { readonly now: () => Date };

export type Hemmeligheter = {
  /**
   * The current value of a secret. `tilkobling-feilkonfigurert` (KEY_VAULT_SECRET_MANGLER, KEY_VAULT_IKKE_TILGANG,
   * KEY_VAULT_AVVIST, MANAGED_IDENTITY_AVVIST) when the vault says no; then an old value is not used either, since that is how
   * a key is withdrawn.
   */
  readonly hent: (navn: string) => Promise<Result<string, Hemmelighetsfeil>>;
};

type Lagret = { readonly verdi: string; readonly hentetMs: number; readonly friskTilMs: number };

const FRISK_MS = 10 * 60 * 1000;
const HOLDBAR_MS = 24 * 60 * 60 * 1000;
// While the vault is down an old value is served at once between the tries.
const KJOELETID_MS = 30_000;

/** Creates the cache in front of the vault. Failures are not cached. Throws as `createVaultClient` does. */
export function createHemmeligheter({ now, ...vault }: HemmeligheterDeps): Hemmeligheter {
  const hentFraVault = createVaultClient(vault);
  const lagrede = new Map<string, Lagret>();
  const underveis = new Map<string, Promise<Result<string, Hemmelighetsfeil>>>();

  async function forny(navn: string): Promise<Result<string, Hemmelighetsfeil>> {
    const spurtMs = now().getTime();
    const svar = await hentFraVault(navn);
    if (svar.ok) {
      lagrede.set(navn, { verdi: svar.value, hentetMs: spurtMs, friskTilMs: spurtMs + FRISK_MS });
      return svar;
    }
    const gammel = lagrede.get(navn);
    const brukesTilMs = gammel === undefined ? 0 : gammel.hentetMs + HOLDBAR_MS;
    const naa = now().getTime();
    if (gammel === undefined || svar.feil.kode === "tilkobling-feilkonfigurert" || naa >= brukesTilMs) {
      lagrede.delete(navn);
      return err(svar.feil);
    }
    lagrede.set(navn, { ...gammel, friskTilMs: Math.min(naa + KJOELETID_MS, brukesTilMs) });
    return ok(gammel.verdi);
  }

  return {
    async hent(navn) {
      const lagret = lagrede.get(navn);
      if (lagret !== undefined && now().getTime() < lagret.friskTilMs) return ok(lagret.verdi);
      const paagaaende = underveis.get(navn);
      if (paagaaende !== undefined) return paagaaende;
      const ny = forny(navn).finally(() => underveis.delete(navn));
      underveis.set(navn, ny);
      return ny;
    },
  };
}
