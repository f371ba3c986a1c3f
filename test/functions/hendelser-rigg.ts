// What the tests of subscriptions and changes have in common: subscriptions, events, and one run of the reader.

import { expect } from "vitest";
import type { Feedhendelse } from "../standins/skatteetaten/feed.ts";
import { startTjeneste, type Svar, type Tjeneste, type Tjenestevalg } from "./tjeneste.ts";
import { ANNEN_KOMMUNE } from "../standins/system.ts";

type Lesning = Readonly<Record<string, unknown>>;

export type Endring = {
  readonly sekvensnummer: number;
  readonly abonnementId: string;
  readonly saksreferanse: string | null;
  readonly inntektsaar: number | null;
  readonly type: string;
};

export type Hendelserigg = {
  readonly tjeneste: Tjeneste;
  readonly token: string;
  /** Of another municipality. */
  readonly annetToken: string;
  abonner(id: string, person: string, mer?: object, medToken?: string): Promise<Svar>;
  slett(id: string): Promise<Svar>;
  /** An event with the next number but some: numbers in the stand-in's feed are never used twice, as in the real one. */
  hendelse(identifikator: string, mer?: Partial<Feedhendelse>): Feedhendelse;
  /** Adds events to the feed. */
  skjer(...hendelser: Feedhendelse[]): void;
  /** Fires the timer and waits for what it says of its run. */
  les(): Promise<Lesning>;
  /** The same for the timer of webhooks. */
  varsle(): Promise<Lesning>;
  endringer(query?: string, medToken?: string): Promise<Endring[]>;
  /** What has been told of a subscription, as `2025 NYTT_OPPGJOER`. */
  om(id: string): Promise<string[]>;
};

export function abonnementssti(id: string): string {
  return `/api/v1/abonnementer/${id}`;
}

export async function startHendelserigg(valg: Tjenestevalg = {}): Promise<Hendelserigg> {
  const tjeneste = await startTjeneste(valg);
  const token = await tjeneste.system.hentEpjToken();
  const annetToken = await tjeneste.system.hentEpjToken(ANNEN_KOMMUNE);
  let nummer = 0;

  /** Fires a timer and waits for one more line of what it says. */
  async function kjoer(timer: string, linje: RegExp): Promise<Lesning> {
    const sagt = (): Lesning[] =>
      [...tjeneste.logg().matchAll(linje)].map(([ett]) => JSON.parse(ett) as Lesning);
    const foer = sagt().length;
    expect((await tjeneste.anrop(`/admin/functions/${timer}`, { method: "POST" })).status).toBe(202);
    await expect.poll(() => sagt().length, { timeout: 20_000 }).toBeGreaterThan(foer);
    return sagt().at(-1) ?? {};
  }

  async function endringer(query = "", medToken = token): Promise<Endring[]> {
    const svar = await tjeneste.anrop(`/api/v1/endringer${query}`, { token: medToken });
    if (svar.status !== 200) throw new Error(svar.tekst);
    return (svar.json as { endringer: Endring[] }).endringer;
  }

  return {
    tjeneste,
    token,
    annetToken,
    abonner: (id, person, mer = {}, medToken = token) => {
      const body = { personidentifikator: person, inntektsaarFra: 2024, ...mer };
      return tjeneste.anrop(abonnementssti(id), { method: "PUT", token: medToken, body });
    },
    slett: (id) => tjeneste.anrop(abonnementssti(id), { method: "DELETE", token }),
    hendelse(identifikator, mer = {}) {
      nummer += 3;
      return {
        sekvensnummer: nummer,
        identifikator,
        gjelderPeriode: "2025",
        registreringstidspunkt: new Date().toISOString(),
        hendelsetype: "NY",
        ...mer,
      };
    },
    skjer: (...hendelser) => {
      tjeneste.system.skatteetaten.feed.leggTil(...hendelser);
    },
    les: () => kjoer("hendelser", /\{"kode":"HENDELSER_(?:IKKE_)?LEST".*\}/g),
    varsle: () => kjoer("webhook-varsling", /\{"kode":"WEBHOOK_(?:IKKE_)?VARSLET".*\}/g),
    endringer,
    om: async (id) =>
      (await endringer())
        .filter((e) => e.abonnementId === id)
        .map((e) => `${e.inntektsaar ?? "?"} ${e.type}`),
  };
}
