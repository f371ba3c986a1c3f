// Queue triggers by the rules of the real host's queue extension: batches, visibility, dequeue count and the poison queue.

import { setTimeout as delay } from "node:timers/promises";
import type { DequeuedMessageItem, QueueClient, QueueServiceClient } from "@azure/storage-queue";
import type { RpcParameter, TypedData } from "./core-types.ts";
import type { HostFunction, QueueTrigger } from "./host-function.ts";
import type { QueueSettings } from "./host-json.ts";
import type { InFlight } from "./in-flight.ts";
import type { App } from "./invoke.ts";
import { invoke } from "./invoke.ts";
import { errorType } from "./log.ts";

export type QueueListener = {
  /** Takes no more messages; those that run go on. */
  stop(): void;
};

type ListenerOptions = {
  readonly app: App;
  readonly fn: HostFunction<QueueTrigger>;
  readonly settings: QueueSettings;
  readonly inFlight: InFlight;
  readonly open: () => Promise<QueueServiceClient>;
  /** How long before the first poll, in milliseconds, so that loading the SDK does not hold up the first answer. */
  readonly startAfterMs?: number;
};

/** How long a message is hidden while its function runs; renewed at half of it. */
const HIDDEN_SECONDS = 600;
const START_AFTER_MS = 250;
const FIRST_WAIT_MS = 100;

/** Listens to the queue of a function until stopped. What goes wrong with the queue is logged, once while it lasts. */
export function listenToQueue(options: ListenerOptions): QueueListener {
  const { app, fn, settings } = options;
  const { queueName } = fn.trigger;
  const stopped = new AbortController();
  let running = 0;
  let fault: string | undefined;
  let waitMs = FIRST_WAIT_MS;

  const isStopped = (): boolean => stopped.signal.aborted;
  const log = (level: "information" | "error", message: string): void => {
    app.log({ level, category: "system", functionName: fn.name, message });
  };

  /** Ends early when the host closes. */
  const wait = (milliseconds: number): Promise<void> =>
    delay(milliseconds, undefined, { signal: stopped.signal }).catch(() => undefined);

  async function moveToPoison(queues: QueueServiceClient, queue: QueueClient, message: DequeuedMessageItem) {
    const poison = queues.getQueueClient(`${queueName}-poison`);
    await poison.createIfNotExists();
    await poison.sendMessage(message.messageText);
    await queue.deleteMessage(message.messageId, message.popReceipt);
    log("error", `A message was moved to ${queueName}-poison after ${message.dequeueCount} tries`);
  }

  async function handle(
    queues: QueueServiceClient,
    queue: QueueClient,
    message: DequeuedMessageItem,
  ): Promise<void> {
    if (message.dequeueCount > settings.maxDequeueCount) {
      await moveToPoison(queues, queue, message);
      return;
    }
    const { messageId } = message;
    let receipt = message.popReceipt;
    let renewing = Promise.resolve();
    const renewal = setInterval(() => {
      renewing = renew();
    }, HIDDEN_SECONDS * 500);
    const renew = async (): Promise<void> => {
      try {
        const renewed = await queue.updateMessage(messageId, receipt, undefined, HIDDEN_SECONDS);
        receipt = renewed.popReceipt ?? receipt;
      } catch (thrown) {
        log("error", `A message of ${queueName} could not be kept hidden: ${errorType(thrown)}`);
      }
    };
    const succeeded = await invoke(app, fn, [inputOf(fn, message)], null, triggerMetadata(message)).then(
      () => true,
      // What it threw is logged there.
      () => false,
    );
    clearInterval(renewal);
    await renewing;
    const current = { ...message, popReceipt: receipt };
    if (succeeded) await queue.deleteMessage(messageId, receipt);
    else if (message.dequeueCount >= settings.maxDequeueCount) await moveToPoison(queues, queue, current);
    else await queue.updateMessage(messageId, receipt, undefined, settings.visibilityTimeoutSeconds);
  }

  /** Takes a batch when there is room for one; false when nothing was there to take. */
  async function takeBatch(queues: QueueServiceClient, queue: QueueClient): Promise<boolean> {
    if (running > settings.newBatchThreshold) return false;
    const { receivedMessageItems } = await queue.receiveMessages({
      numberOfMessages: settings.batchSize,
      visibilityTimeout: HIDDEN_SECONDS,
    });
    for (const message of receivedMessageItems) {
      running += 1;
      const handled = handle(queues, queue, message)
        .catch((thrown: unknown) => {
          log("error", `A message of ${queueName} could not be settled: ${errorType(thrown)}`);
        })
        .finally(() => {
          running -= 1;
        });
      options.inFlight.track(handled);
    }
    return receivedMessageItems.length > 0;
  }

  async function poll(queues: QueueServiceClient, queue: QueueClient): Promise<void> {
    try {
      const taken = await takeBatch(queues, queue);
      waitMs = taken ? FIRST_WAIT_MS : Math.min(waitMs * 2, settings.maxPollingIntervalMs);
      fault = undefined;
    } catch (thrown) {
      waitMs = settings.maxPollingIntervalMs;
      const type = errorType(thrown);
      if (fault !== type) log("error", `The queue ${queueName} cannot be read: ${type}`);
      fault = type;
    }
  }

  async function listen(): Promise<void> {
    await wait(options.startAfterMs ?? START_AFTER_MS);
    if (isStopped()) return;
    const queues = await options.open();
    const queue = queues.getQueueClient(queueName);
    while (!isStopped()) {
      await poll(queues, queue);
      await wait(waitMs);
    }
  }

  listen().catch((thrown: unknown) => {
    log("error", `The queue ${queueName} is not listened to: ${errorType(thrown)}`);
  });
  return {
    stop: () => {
      stopped.abort();
    },
  };
}

/** Messages are base64 unless a sender chose otherwise; the host decodes them and the model parses JSON. */
function inputOf(fn: HostFunction<QueueTrigger>, message: DequeuedMessageItem): RpcParameter {
  return { name: fn.trigger.bindingName, data: { string: decode(message.messageText) } };
}

function decode(text: string): string {
  return Buffer.from(text, "base64").toString("utf8");
}

function triggerMetadata(message: DequeuedMessageItem): Readonly<Record<string, TypedData>> {
  const json = (value: unknown): TypedData => ({ json: JSON.stringify(value) });
  return {
    QueueTrigger: { string: decode(message.messageText) },
    Id: json(message.messageId),
    PopReceipt: json(message.popReceipt),
    DequeueCount: json(message.dequeueCount),
    InsertionTime: json(message.insertedOn),
    ExpirationTime: json(message.expiresOn),
    NextVisibleTime: json(message.nextVisibleOn),
  };
}
