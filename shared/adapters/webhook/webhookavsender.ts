// Sends a signed message to the receiver of a webhook, once. Of its answer only the status is looked at.

import type { Feil } from "../../kernel/feil.ts";
import type { Kallslutt, Send } from "../../kernel/http.ts";
import { err, ok, type Result } from "../../kernel/result.ts";
import type { LagNoekkel } from "../../hendelser/registrer-webhook.ts";
import { tolkStatus } from "../../hendelser/webhook.ts";
import type { Lever } from "../../hendelser/webhookmelding.ts";
import { signer, somHemmelighet, webhooknoekkel } from "./signatur.ts";

export type WebhookavsenderDeps = {
  readonly send: Send<"MOTTAKER">;
  /** The text of the pepper secret. */
  readonly pepper: () => Promise<Result<string, Feil>>;
  /** The pepper as bytes; undefined for a text that is none. */
  readonly lesPepper: (tekst: string) => Uint8Array | undefined;
  readonly now: () => Date;
  /** What a receiver may take to answer, in ms. Ten seconds unless told. */
  readonly fristMs?: number;
};

export type Webhookavsender = { readonly lever: Lever; readonly lagNoekkel: LagNoekkel };

const FRIST_MS = 10_000;

export function createWebhookavsender(deps: WebhookavsenderDeps): Webhookavsender {
  const { send, now, fristMs = FRIST_MS } = deps;

  async function hentPepper(): Promise<Result<Uint8Array, Feil>> {
    const tekst = await deps.pepper();
    if (!tekst.ok) return tekst;
    const byte = deps.lesPepper(tekst.value);
    return byte === undefined
      ? err({ kode: "tilkobling-feilkonfigurert", aarsakskode: "PEPPER_UGYLDIG" })
      : ok(byte);
  }

  return {
    async lagNoekkel(kommune, nonce) {
      const pepper = await hentPepper();
      return pepper.ok ? ok(somHemmelighet(webhooknoekkel(pepper.value, kommune, nonce))) : pepper;
    },

    async lever({ adresse, kommune, noncer }, { id, kropp }) {
      const pepper = await hentPepper();
      if (!pepper.ok) return pepper;
      const noekler = noncer.map((nonce) => webhooknoekkel(pepper.value, kommune, nonce));
      const tidspunkt = Math.floor(now().getTime() / 1_000);
      let slutt: Kallslutt | undefined;
      const svar = await send({
        motpart: "MOTTAKER",
        method: "POST",
        url: adresse,
        headers: {
          "content-type": "application/json",
          "webhook-id": id,
          "webhook-timestamp": String(tidspunkt),
          "webhook-signature": signer(noekler, { id, tidspunkt, kropp }),
        },
        body: kropp,
        // The run that comes next does, under the same id.
        proevIgjen: false,
        bareStatus: true,
        timeoutMs: fristMs,
        meldSlutt: (hvordan) => {
          slutt = hvordan;
        },
      });
      if (svar.ok) return ok(tolkStatus(svar.value.status));
      return ok({ utfall: slutt === "TIDSAVBRUDD" ? "TIDSFRIST" : "INGEN_FORBINDELSE" });
    },
  };
}
