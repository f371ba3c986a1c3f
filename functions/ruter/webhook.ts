// The functions about webhooks: API, and the timer when the service has any.

import { app } from "@azure/functions";
import type { Endringslager } from "../../shared/hendelser/lager.ts";
import { createVarsle } from "../../shared/hendelser/varsle.ts";
import type { Bakgrunn } from "../bakgrunn.ts";
import { createPlasser } from "../http/plasser.ts";
import {
  createHentWebhook,
  createLagreWebhook,
  createProevWebhook,
  createSlettWebhook,
  type WebhookDeps,
} from "../webhook.ts";
import { createWebhookVarsling } from "../webhook-varsling.ts";
import type { Registrer } from "./registrer.ts";

export type WebhookruterDeps = WebhookDeps & {
  readonly tjeneste: Registrer;
  readonly bakgrunn: Bakgrunn;
  readonly endringer: Pick<Endringslager, "neste">;
  readonly tilfeldig: () => number;
  /** A signal that fires after so many milliseconds. */
  readonly nyFrist: (ms: number) => AbortSignal;
};

/** Of the two minutes host.json gives a function: the receivers that are being told have the rest. */
const VARSLING_MS = 75_000;

/** A trial may take the ten seconds of its receiver: nobody should hold more of the service than this with them. */
const FLEST_PROEVER = 4;

/** Every five minutes, on none that another timer has. */
const VARSLING_TIDSPLAN = "0 4-59/5 * * * *";

const WEBHOOK = "api/v1/webhook";

export function registrerWebhooker({ tjeneste, bakgrunn, nyFrist, ...deps }: WebhookruterDeps): void {
  // The host tries routes in the order of the functions' names: these must come before ukjent-rute, which takes everything.
  tjeneste("endringer-webhook-lagre", "PUT", WEBHOOK, createLagreWebhook(deps));
  tjeneste("endringer-webhook-slett", "DELETE", WEBHOOK, createSlettWebhook(deps));
  tjeneste("endringer-webhook", "GET", WEBHOOK, createHentWebhook(deps));
  const iPlass = createPlasser(FLEST_PROEVER);
  tjeneste("endringer-webhook-proeve", "POST", `${WEBHOOK}/proeve`, createProevWebhook({ ...deps, iPlass }));

  const { verter } = deps;
  if (verter === undefined) return;
  const varsle = createVarsle({ ...deps, verter, nyFrist: () => nyFrist(VARSLING_MS) });
  app.timer("webhook-varsling", {
    schedule: VARSLING_TIDSPLAN,
    handler: bakgrunn("webhook-varsling", createWebhookVarsling(varsle)),
  });
}
