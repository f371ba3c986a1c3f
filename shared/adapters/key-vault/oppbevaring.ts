// What has been read from the vault is asked for once in ten minutes however many need it, and keeps working for a day
// while the vault is down.

import { err, ok, type Result } from "../../kernel/result.ts";
import type { Hemmelighetsfeil } from "./vault-client.ts";

export type Oppbevaring<T> = {
  /** What is kept under the name while it is fresh, else what is fetched. */
  readonly hent: (navn: string) => Promise<Result<T, Hemmelighetsfeil>>;
  /** Fetched now, however fresh the kept one is, which is not given instead. */
  readonly hentFersk: (navn: string) => Promise<Result<T, Hemmelighetsfeil>>;
};

type Lagret<T> = { readonly verdi: T; readonly hentetMs: number; readonly friskTilMs: number };

const FRISK_MS = 10 * 60 * 1000;
const HOLDBAR_MS = 24 * 60 * 60 * 1000;
// While the vault is down an old value is served at once between the tries.
const KJOELETID_MS = 30_000;

/**
 * Creates the cache in front of `hentFraVault`. Failures are not cached. When the vault says no (`tilkobling-feilkonfigurert`)
 * an old value is not used either, since that is how a key is withdrawn.
 */
export function createOppbevaring<T>(
  hentFraVault: (navn: string) => Promise<Result<T, Hemmelighetsfeil>>,
  now: () => Date,
): Oppbevaring<T> {
  const lagrede = new Map<string, Lagret<T>>();
  const underveis = new Map<string, Promise<Result<T, Hemmelighetsfeil>>>();

  async function spoer(navn: string): Promise<Result<T, Hemmelighetsfeil>> {
    const spurtMs = now().getTime();
    const svar = await hentFraVault(navn);
    if (svar.ok) {
      lagrede.set(navn, { verdi: svar.value, hentetMs: spurtMs, friskTilMs: spurtMs + FRISK_MS });
    } else if (svar.feil.kode === "tilkobling-feilkonfigurert") lagrede.delete(navn);
    return svar;
  }

  function hentFersk(navn: string): Promise<Result<T, Hemmelighetsfeil>> {
    const paagaaende = underveis.get(navn);
    if (paagaaende !== undefined) return paagaaende;
    const ny = spoer(navn).finally(() => underveis.delete(navn));
    underveis.set(navn, ny);
    return ny;
  }

  return {
    async hent(navn) {
      const frisk = lagrede.get(navn);
      if (frisk !== undefined && now().getTime() < frisk.friskTilMs) return ok(frisk.verdi);
      const svar = await hentFersk(navn);
      if (svar.ok) return svar;
      const gammel = lagrede.get(navn);
      const brukesTilMs = gammel === undefined ? 0 : gammel.hentetMs + HOLDBAR_MS;
      const naa = now().getTime();
      if (gammel === undefined || naa >= brukesTilMs) return err(svar.feil);
      lagrede.set(navn, { ...gammel, friskTilMs: Math.min(naa + KJOELETID_MS, brukesTilMs) });
      return ok(gammel.verdi);
    },
    hentFersk,
  };
}
