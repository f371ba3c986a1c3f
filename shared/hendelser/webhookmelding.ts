// What a webhook is sent: that there is something to read, and not what. Nothing in it is about a person, a case or a year, so
// whoever runs the receiver learns no more than that the municipality's feed has grown.

import type { Feil } from "../kernel/feil.ts";
import type { Organisasjonsnummer } from "../kernel/organisasjonsnummer.ts";
import { ok, type Result } from "../kernel/result.ts";
import { lesMottaker } from "./mottaker.ts";
import { gjeldendeNoncer, type Levering, type Webhook } from "./webhook.ts";

export type Webhookmelding = {
  /** The same for the same content: whoever gets it twice can tell. */
  readonly id: string;
  /** JSON. */
  readonly kropp: string;
};

export type Adressert = {
  readonly adresse: URL;
  readonly kommune: Organisasjonsnummer;
  /** What the keys that sign are made from. */
  readonly noncer: readonly string[];
};

/** The port to receivers: signs a message and sends it once. A Feil is ours: nothing was sent. */
export type Lever = (til: Adressert, melding: Webhookmelding) => Promise<Result<Levering, Feil>>;

export const MELDINGSTYPER = { endringer: "endringer.nye", proeve: "webhook.proeve" } as const;

/** That the municipality's feed has grown up to the number before `neste`. */
export function endringsmelding({ kommune, varslesFra }: Webhook, neste: number, naa: Date): Webhookmelding {
  const tilSekvensnummer = neste - 1;
  return {
    id: `endringer-${kommune}-${varslesFra}-${tilSekvensnummer}`,
    kropp: JSON.stringify({
      type: MELDINGSTYPER.endringer,
      timestamp: naa.toISOString(),
      data: { organisasjonsnummer: kommune, fraSekvensnummer: varslesFra, tilSekvensnummer },
    }),
  };
}

/** That somebody wants to see whether messages arrive. */
export function proevemelding({ kommune }: Webhook, id: string, naa: Date): Webhookmelding {
  return {
    id: `proeve-${id}`,
    kropp: JSON.stringify({
      type: MELDINGSTYPER.proeve,
      timestamp: naa.toISOString(),
      data: { organisasjonsnummer: kommune },
    }),
  };
}

export type SendTilWebhookDeps = {
  readonly lever: Lever;
  /** The hosts that are open now, whatever was open when the webhook was registered. */
  readonly verter: readonly string[];
  readonly now: () => Date;
};

/** Sends a message to a webhook, unless its host is not open. */
export async function sendTilWebhook(
  { lever, verter, now }: SendTilWebhookDeps,
  webhook: Webhook,
  melding: Webhookmelding,
): Promise<Result<Levering, Feil>> {
  const adresse = lesMottaker(webhook.url, verter);
  if (!adresse.ok) return ok({ utfall: "VERT_IKKE_AAPNET" });
  const noncer = gjeldendeNoncer(webhook, now());
  return lever({ adresse: adresse.value, kommune: webhook.kommune, noncer }, melding);
}
