// The queue of jobs in Azure Storage. Messages are base64, which is what the platform's queue trigger reads.

import type { QueueClient } from "@azure/storage-queue";
import { ok } from "../../kernel/result.ts";
import type { Koe } from "../../etteroppgjoer/lager.ts";
import { fortalt, type Hendelselageraarsak } from "./hendelseskall.ts";
import { FRIST_MS, krevTryggAdresse, PAUSE_FOER_NYTT_FORSOEK_MS, type Lageradgang } from "./lagerkall.ts";

export type KoeDeps = Lageradgang & {
  readonly queueUrl: URL;
  /** Hears why storage failed. */
  readonly meld: (aarsak: Hendelselageraarsak) => void;
};

const ETTEROPPGJOERKOE = "etteroppgjoer";

/** As long as the results are kept; unread for longer than that there is nothing to do. */
const LEVETID_SEKUNDER = 30 * 86_400;

/** Creates the queue; the SDK is loaded with the first message. Throws as `krevTryggAdresse`. */
export function createKoe({ queueUrl, meld, ...adgang }: KoeDeps): Koe {
  krevTryggAdresse(queueUrl, adgang);
  let lastet: Promise<QueueClient> | undefined;

  async function last(): Promise<QueueClient> {
    const sdk = await import("./koe-sdk.ts");
    const { credential, loopbackCa } = adgang;
    const pipeline = sdk.newPipeline(credential, {
      retryOptions: { maxTries: 2, retryDelayInMs: PAUSE_FOER_NYTT_FORSOEK_MS },
      // Handed on to the core pipeline, although the type does not tell.
      ...(loopbackCa === undefined ? {} : { tlsOptions: { ca: loopbackCa } }),
    });
    return new sdk.QueueClient(`${queueUrl.href.replace(/\/$/, "")}/${ETTEROPPGJOERKOE}`, pipeline);
  }

  return {
    send: (melding, ventSekunder) =>
      fortalt(FRIST_MS, meld, async (abortSignal) => {
        const koe = await (lastet ??= last());
        const tekst = Buffer.from(JSON.stringify(melding)).toString("base64");
        await koe.sendMessage(tekst, {
          visibilityTimeout: ventSekunder,
          messageTimeToLive: LEVETID_SEKUNDER,
          abortSignal,
        });
        return ok(undefined);
      }),
  };
}
