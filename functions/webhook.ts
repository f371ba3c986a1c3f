// PUT, GET and DELETE /api/v1/webhook, and POST /api/v1/webhook/proeve: the municipality's own webhook.

import { err, ok } from "../shared/kernel/result.ts";
import type { Webhooklager } from "../shared/hendelser/lager.ts";
import { proevWebhook } from "../shared/hendelser/proev-webhook.ts";
import { registrerWebhook, type RegistrerWebhookDeps } from "../shared/hendelser/registrer-webhook.ts";
import type { Webhook } from "../shared/hendelser/webhook.ts";
import type { Lever } from "../shared/hendelser/webhookmelding.ts";
import type { Handler } from "./http/boundary.ts";
import type { Autentiser } from "./http/caller.ts";
import { lesJson } from "./http/les-json.ts";
import type { IPlass } from "./http/plasser.ts";
import { webhookSchema } from "./http/webhook-schema.ts";

export type WebhookDeps = RegistrerWebhookDeps & {
  readonly autentiser: Autentiser;
  readonly scope: string;
  readonly webhooker: Webhooklager;
  readonly lever: Lever;
  /** The hosts that are open; undefined when the service has no webhooks. */
  readonly verter: readonly string[] | undefined;
  readonly nyId: () => string;
};

const IKKE_FUNNET = err({ kode: "ikke-funnet" } as const);

/** What the municipality sees of its webhook. */
function visWebhook({ url, status, varslesFra, sisteForsoek, nesteForsoek }: Webhook) {
  return {
    url,
    status,
    varslesFra,
    sisteForsoek:
      sisteForsoek === null ? null : { ...sisteForsoek, tidspunkt: sisteForsoek.tidspunkt.toISOString() },
    nesteForsoek: nesteForsoek?.toISOString() ?? null,
  };
}

export function createLagreWebhook(deps: WebhookDeps): Handler {
  return async (request) => {
    const caller = await deps.autentiser(request, deps.scope);
    if (!caller.ok) return caller;
    const forespoersel = await lesJson(request, webhookSchema(deps.verter));
    if (!forespoersel.ok) return forespoersel;
    const { url, nyNoekkel = false } = forespoersel.value;
    const { kommune } = caller.value;
    const registrert = await registrerWebhook(deps, { kommune, url: new URL(url).href, nyNoekkel });
    if (!registrert.ok) return registrert;
    const { webhook, ny, noekkel } = registrert.value;
    const jsonBody = { ...visWebhook(webhook), ...(noekkel === undefined ? {} : { noekkel }) };
    return ok({ status: ny ? 201 : 200, jsonBody });
  };
}

export function createHentWebhook({
  autentiser,
  scope,
  webhooker,
}: Pick<WebhookDeps, "autentiser" | "scope" | "webhooker">): Handler {
  return async (request) => {
    const caller = await autentiser(request, scope);
    if (!caller.ok) return caller;
    const lest = await webhooker.hent(caller.value.kommune);
    if (!lest.ok) return lest;
    return lest.value === undefined
      ? IKKE_FUNNET
      : ok({ status: 200, jsonBody: visWebhook(lest.value.webhook) });
  };
}

export function createSlettWebhook({
  autentiser,
  scope,
  webhooker,
}: Pick<WebhookDeps, "autentiser" | "scope" | "webhooker">): Handler {
  return async (request) => {
    const caller = await autentiser(request, scope);
    if (!caller.ok) return caller;
    const slettet = await webhooker.slett(caller.value.kommune);
    return slettet.ok ? ok({ status: 204 }) : slettet;
  };
}

/** Sends a message now and tells what became of it. */
export function createProevWebhook({
  verter = [],
  ...deps
}: WebhookDeps & { readonly iPlass: IPlass }): Handler {
  return async (request) => {
    const caller = await deps.autentiser(request, deps.scope);
    if (!caller.ok) return caller;
    return deps.iPlass(async () => {
      const proevd = await proevWebhook({ ...deps, verter }, caller.value.kommune);
      if (!proevd.ok) return proevd;
      return proevd.value === undefined ? IKKE_FUNNET : ok({ status: 200, jsonBody: proevd.value });
    });
  };
}
