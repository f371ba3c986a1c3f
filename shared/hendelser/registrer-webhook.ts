// A municipality registers its webhook, or changes it. The key is shown when it is made and never again.

import type { Feil } from "../kernel/feil.ts";
import type { Organisasjonsnummer } from "../kernel/organisasjonsnummer.ts";
import { err, ok, type Result } from "../kernel/result.ts";
import type { Endringslager, Webhooklager } from "./lager.ts";
import { medNyNoekkel, nyWebhook, registrertPaaNytt, type Webhook } from "./webhook.ts";

/** The key of a webhook as its receiver has it, made from a nonce. */
export type LagNoekkel = (kommune: Organisasjonsnummer, nonce: string) => Promise<Result<string, Feil>>;

export type RegistrerWebhookDeps = {
  readonly webhooker: Pick<Webhooklager, "hent" | "lagre">;
  readonly endringer: Pick<Endringslager, "neste">;
  readonly lagNoekkel: LagNoekkel;
  readonly nyNonce: () => string;
  readonly now: () => Date;
};

export type Oensketwebhook = {
  readonly kommune: Organisasjonsnummer;
  readonly url: string;
  readonly nyNoekkel: boolean;
};

export type Registrering = {
  readonly webhook: Webhook;
  readonly ny: boolean;
  /** Undefined when the webhook keeps the key it has. */
  readonly noekkel: string | undefined;
};

/** Somebody else who writes the same webhook each time between reading and writing. */
const FLEST_KONFLIKTER = 5;

/** Registers the webhook; may be repeated. */
export async function registrerWebhook(
  deps: RegistrerWebhookDeps,
  { kommune, url, nyNoekkel }: Oensketwebhook,
): Promise<Result<Registrering, Feil>> {
  const { webhooker, endringer, now } = deps;
  const nonce = deps.nyNonce();
  let forrige: Omit<Registrering, "webhook"> | undefined;

  /** What should be kept; a new webhook is told of what comes from now on. */
  async function bygg(foer: Webhook | undefined): Promise<Result<Webhook, Feil>> {
    if (foer !== undefined) {
      const registrert = registrertPaaNytt(foer, url);
      return ok(nyNoekkel ? medNyNoekkel(registrert, nonce, now()) : registrert);
    }
    const neste = await endringer.neste(kommune);
    return neste.ok ? ok(nyWebhook({ kommune, url, nonce, varslesFra: neste.value })) : neste;
  }

  for (let konflikter = 0; konflikter < FLEST_KONFLIKTER; konflikter += 1) {
    const lest = await webhooker.hent(kommune);
    if (!lest.ok) return lest;
    const foer = lest.value?.webhook;
    // It was this call that wrote, though the answer was lost.
    if (foer?.nonce === nonce && forrige !== undefined) return ok({ webhook: foer, ...forrige });
    const ny = foer === undefined;
    // Before anything is kept: a key that cannot be shown must not be in use.
    const noekkel = ny || nyNoekkel ? await deps.lagNoekkel(kommune, nonce) : ok(undefined);
    if (!noekkel.ok) return noekkel;
    const til = await bygg(foer);
    if (!til.ok) return til;
    forrige = { ny, noekkel: noekkel.value };
    if (til.value === foer) return ok({ webhook: foer, ...forrige });
    const lagret = await webhooker.lagre(lest.value, til.value);
    if (!lagret.ok) return lagret;
    if (lagret.value === "LAGRET") return ok({ webhook: til.value, ...forrige });
  }
  return err({ kode: "motpart-utilgjengelig", motpart: "STORAGE" });
}
