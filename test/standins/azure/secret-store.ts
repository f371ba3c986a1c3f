// Secrets with versions, in memory, as Key Vault describes them on the wire.

import { randomBytes } from "node:crypto";

type Secretversjon = {
  aktiv(): boolean;
  settAktiv(aktiv: boolean): void;
  /** The JSON of one version, with or without its value. */
  bundle(medVerdi: boolean): Readonly<Record<string, unknown>>;
};

export type SecretStore = {
  /** A new version, which becomes the current one. */
  sett(navn: string, verdi: string, aktiv?: boolean): Secretversjon;
  /** The version named, or the newest. */
  finn(navn: string, versjon?: string): Secretversjon | undefined;
  fjern(navn: string): void;
  liste(): readonly Readonly<Record<string, unknown>>[];
  versjoner(navn: string): readonly Readonly<Record<string, unknown>>[];
};

type Lagret = Secretversjon & { readonly versjon: string };

/** An empty store whose identifiers start with the address of the vault. */
export function createSecretStore(vaultUrl: string, now: () => Date): SecretStore {
  const secrets = new Map<string, Lagret[]>();
  return {
    sett(navn, verdi, startAktiv = true) {
      const versjon = randomBytes(16).toString("hex");
      const opprettet = Math.floor(now().getTime() / 1000);
      let aktiv = startAktiv;
      const ny: Lagret = {
        versjon,
        aktiv: () => aktiv,
        settAktiv(verdien) {
          aktiv = verdien;
        },
        bundle: (medVerdi) => ({
          ...(medVerdi ? { value: verdi } : {}),
          id: `${vaultUrl}/secrets/${navn}/${versjon}`,
          attributes: {
            enabled: aktiv,
            created: opprettet,
            updated: opprettet,
            recoveryLevel: "Recoverable+Purgeable",
            recoverableDays: 90,
          },
          tags: {},
        }),
      };
      secrets.set(navn, [...(secrets.get(navn) ?? []), ny]);
      return ny;
    },
    finn(navn, versjon) {
      const alle = secrets.get(navn) ?? [];
      return versjon === undefined ? alle.at(-1) : alle.find((v) => v.versjon === versjon);
    },
    fjern(navn) {
      secrets.delete(navn);
    },
    liste: () => [...secrets].flatMap(([, alle]) => alle.slice(-1).map((v) => v.bundle(false))),
    versjoner: (navn) => (secrets.get(navn) ?? []).map((v) => v.bundle(false)),
  };
}
