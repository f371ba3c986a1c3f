// A municipality has a message sent to its webhook, to see whether it arrives. One that does sets a webhook that waits going again.

import type { Feil } from "../kernel/feil.ts";
import type { Organisasjonsnummer } from "../kernel/organisasjonsnummer.ts";
import { ok, type Result } from "../kernel/result.ts";
import type { Webhooklager } from "./lager.ts";
import { etterLevertProeve, type Levering } from "./webhook.ts";
import { proevemelding, sendTilWebhook, type SendTilWebhookDeps } from "./webhookmelding.ts";

export type ProevWebhookDeps = SendTilWebhookDeps & {
  readonly webhooker: Pick<Webhooklager, "hent" | "lagre">;
  readonly nyId: () => string;
};

/** What became of the message; undefined when the municipality has no webhook. */
export async function proevWebhook(
  deps: ProevWebhookDeps,
  kommune: Organisasjonsnummer,
): Promise<Result<Levering | undefined, Feil>> {
  const { webhooker, nyId, now } = deps;
  const lest = await webhooker.hent(kommune);
  if (!lest.ok || lest.value === undefined) return lest.ok ? ok(undefined) : lest;
  const { webhook } = lest.value;
  const levering = await sendTilWebhook(deps, webhook, proevemelding(webhook, nyId(), now()));
  if (!levering.ok || levering.value.utfall !== "LEVERT") return levering;
  const etter = etterLevertProeve(webhook);
  if (etter === webhook) return levering;
  // Written or removed meanwhile: what it has become since is newer than this.
  const lagret = await webhooker.lagre(lest.value, etter);
  return lagret.ok ? levering : lagret;
}
