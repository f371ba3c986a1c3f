// Secrets with versions, in memory, as Key Vault describes them on the wire.

import { randomBytes } from "node:crypto";

/** What can be said of a version besides its value. Times are seconds since 1970; undefined in a change means untouched. */
export type Versjonsegenskaper = {
  readonly enabled?: boolean | undefined;
  readonly exp?: number | undefined;
  readonly nbf?: number | undefined;
  readonly tags?: Readonly<Record<string, string>> | undefined;
};

type Bundle = Readonly<Record<string, unknown>>;

type Secretversjon = {
  readonly versjon: string;
  aktiv(): boolean;
  settAktiv(aktiv: boolean): void;
  /** Tags are replaced as a whole, attributes one by one. */
  endre(egenskaper: Versjonsegenskaper): void;
  /** The JSON of one version, with or without its value. */
  bundle(medVerdi: boolean): Bundle;
};

export type SecretStore = {
  /** A new version, which becomes the current one. */
  sett(navn: string, verdi: string, egenskaper?: Versjonsegenskaper): Secretversjon;
  /** The version named, or the newest, whether it is enabled or not. */
  finn(navn: string, versjon?: string): Secretversjon | undefined;
  fjern(navn: string): void;
  liste(): readonly Bundle[];
  /** In the order of their ids, which are random: nothing tells a caller which is the newest but the times. */
  versjoner(navn: string): readonly Bundle[];
};

function nyVersjon(id: string, versjon: string, verdi: string, now: () => Date): Secretversjon {
  const sekunder = (): number => Math.floor(now().getTime() / 1000);
  const opprettet = sekunder();
  let oppdatert = opprettet;
  let gjeldende: Versjonsegenskaper = { enabled: true, tags: {} };

  function endre({ tags, ...attributter }: Versjonsegenskaper): void {
    const satte = Object.fromEntries(Object.entries(attributter).filter(([, v]) => v !== undefined));
    gjeldende = { ...gjeldende, ...satte, ...(tags === undefined ? {} : { tags }) };
    oppdatert = sekunder();
  }

  return {
    versjon,
    aktiv: () => gjeldende.enabled === true,
    settAktiv(aktiv) {
      endre({ enabled: aktiv });
    },
    endre,
    bundle(medVerdi) {
      const { tags, ...attributter } = gjeldende;
      return {
        ...(medVerdi ? { value: verdi } : {}),
        id,
        attributes: {
          ...attributter,
          created: opprettet,
          updated: oppdatert,
          recoveryLevel: "Recoverable+Purgeable",
          recoverableDays: 90,
        },
        tags,
      };
    },
  };
}

/** An empty store whose identifiers start with the address of the vault. */
export function createSecretStore(vaultUrl: string, now: () => Date): SecretStore {
  const secrets = new Map<string, Secretversjon[]>();
  return {
    sett(navn, verdi, egenskaper = {}) {
      const versjon = randomBytes(16).toString("hex");
      const ny = nyVersjon(`${vaultUrl}/secrets/${navn}/${versjon}`, versjon, verdi, now);
      ny.endre(egenskaper);
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
    versjoner: (navn) =>
      (secrets.get(navn) ?? [])
        .toSorted((a, b) => (a.versjon < b.versjon ? -1 : 1))
        .map((v) => v.bundle(false)),
  };
}
