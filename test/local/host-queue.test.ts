// Queue triggers against a real queue service, through the managed identity: batches, tries, the poison queue, and what a
// host does whose queue is not there.

import type { QueueClient } from "@azure/storage-queue";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { startAzure, type Azure } from "../standins/azure/start.ts";
import { startHost, type Host } from "./host.ts";
import type { LogLine } from "./log.ts";
import { openQueues, readQueueConnection } from "./queue-connection.ts";
import { buildTestBundle, removeTestBundles, writeHostJson } from "./test-bundle.ts";

let azure: Azure;
let host: Host | undefined;
let lines: LogLine[] = [];
let queue: QueueClient;
let poison: QueueClient;
let queueNumber = 0;
let queueName = "";

beforeAll(async () => {
  azure = await startAzure();
});
afterAll(async () => {
  await removeTestBundles();
  await azure.close();
});
afterEach(async () => {
  await host?.close();
  host = undefined;
});

const QUEUES = { maxPollingInterval: "00:00:01", maxDequeueCount: 3 };

/** A host with this handler on a queue of its own. */
async function start(
  handler: string,
  queues: object = {},
  env: Record<string, string> = azure.env,
): Promise<void> {
  queueName = `jobs-${++queueNumber}`;
  lines = [];
  const connection = readQueueConnection("AzureWebJobsStorage", azure.env);
  if (connection === undefined) throw new Error("no connection");
  const service = await openQueues(connection);
  queue = service.getQueueClient(queueName);
  poison = service.getQueueClient(`${queueName}-poison`);
  await queue.create();
  host = await startHost({
    bundlePath: await buildTestBundle(
      `app.storageQueue("job", { queueName: "${queueName}", handler: ${handler} });
       app.http("alive", { handler: () => ({ body: "yes" }) });`,
    ),
    hostJsonPath: await writeHostJson({ routePrefix: "" }, { ...QUEUES, ...queues }),
    port: 0,
    log: (line) => lines.push(line),
    environment: env,
  });
}

const send = async (...messages: string[]): Promise<void> => {
  for (const message of messages) await queue.sendMessage(Buffer.from(message).toString("base64"));
};
const said = (): string[] => lines.filter((l) => l.category === "user").map((l) => l.message);
const system = (): string[] => lines.filter((l) => l.category === "system").map((l) => l.message);
const left = async (of: QueueClient): Promise<number> =>
  (await of.getProperties()).approximateMessagesCount ?? 0;
const soon = { timeout: 15_000, interval: 50 };

describe("a queue function", () => {
  test("gets each message once, JSON parsed and text as it is, and the queue is empty afterwards", async () => {
    await start(`(item, context) => context.log(JSON.stringify(item))`);
    await send('{"id":1}', "not JSON", "æøå");
    await expect.poll(() => said().length, soon).toBe(3);
    expect(said().sort()).toEqual(['"not JSON"', '"æøå"', '{"id":1}']);
    await expect.poll(() => left(queue), soon).toBe(0);
  });

  test("is told which try it is and which message", async () => {
    await start(`(item, context) => {
      const { dequeueCount, id, queueTrigger } = context.triggerMetadata;
      context.log(dequeueCount + " " + typeof id + " " + queueTrigger);
      if (dequeueCount < 2) throw new Error("once more");
    }`);
    await send("a");
    await expect.poll(() => said(), soon).toEqual(["1 string a", "2 string a"]);
  });

  test("that fails is tried as often as host.json says, and then the message is in the poison queue", async () => {
    await start(`(item, context) => { context.log(item); throw new Error("always"); }`);
    await send("bad");
    await expect.poll(() => poison.exists(), soon).toBe(true);
    await expect.poll(() => left(poison), soon).toBe(1);
    expect(said()).toEqual(["bad", "bad", "bad"]);
    expect(await left(queue)).toBe(0);
    const [moved] = (await poison.peekMessages()).peekedMessageItems;
    expect(Buffer.from(moved?.messageText ?? "", "base64").toString()).toBe("bad");
    expect(system()).toContain(`A message was moved to ${queueName}-poison after 3 tries`);
    expect(lines.some((l) => l.message.includes("always"))).toBe(false);
  });

  test("that fails waits as long as host.json says before it is tried again", async () => {
    await start(`(item, context) => { context.log(String(Date.now())); throw new Error("always"); }`, {
      visibilityTimeout: "00:00:02",
      maxDequeueCount: 2,
    });
    await send("bad");
    await expect.poll(() => said().length, soon).toBe(2);
    const [first = 0, second = 0] = said().map(Number);
    expect(second - first).toBeGreaterThanOrEqual(1_500);
  });

  test("runs no more at a time than the batch and the threshold allow", async () => {
    await start(
      `(() => {
        let running = 0;
        return async (item, context) => {
          running += 1;
          context.log(String(running));
          await new Promise((resolve) => setTimeout(resolve, 150));
          running -= 1;
        };
      })()`,
      { batchSize: 2, newBatchThreshold: 1 },
    );
    await send(...Array.from({ length: 9 }, (_, i) => String(i)));
    await expect.poll(() => said().length, soon).toBe(9);
    expect(Math.max(...said().map(Number))).toBeLessThanOrEqual(3);
    expect(Math.max(...said().map(Number))).toBeGreaterThan(1);
  });

  test("finishes what it has begun when the host closes, and takes no more", async () => {
    await start(
      `async (item, context) => {
        context.log("begun");
        await new Promise((resolve) => setTimeout(resolve, 300));
        context.log("ended");
      }`,
      { batchSize: 1, newBatchThreshold: 0 },
    );
    await send("a", "b");
    await expect.poll(() => said(), soon).toContain("begun");
    await host?.close();
    host = undefined;
    expect(said()).toEqual(["begun", "ended"]);
    expect(await left(queue)).toBe(1);
  });

  test("that is disabled takes nothing", async () => {
    await start(
      `(item, context) => context.log(item)`,
      {},
      { ...azure.env, "AzureWebJobs.job.Disabled": "true" },
    );
    await send("a");
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    expect([said(), await left(queue)]).toEqual([[], 1]);
  });
});

describe("a host goes on answering and says so when", () => {
  async function alive(): Promise<string> {
    return (await fetch(`${host?.url ?? ""}/alive`)).text();
  }

  test("the connection is not set up", async () => {
    await start(`() => undefined`, {}, {});
    expect(system()).toContain(
      `The queue ${queueName} is not listened to: AzureWebJobsStorage is not set up`,
    );
    expect(await alive()).toBe("yes");
  });

  test("nothing answers there", async () => {
    await start(
      `() => undefined`,
      {},
      { ...azure.env, STORAGE_QUEUE_URL: "https://127.0.0.1:1/devstoreaccount1" },
    );
    const told = (): string[] =>
      system().filter((m) => m.startsWith(`The queue ${queueName} cannot be read`));
    await expect.poll(() => told().length, soon).toBe(1);
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    expect(told().length).toBe(1);
    expect(await alive()).toBe("yes");
  });

  test("the queue is missing, and takes messages once it is there", async () => {
    await start(`(item, context) => context.log(item)`);
    await queue.delete();
    await expect.poll(() => system().some((m) => m.includes("cannot be read")), soon).toBe(true);
    await queue.create();
    await send("late");
    await expect.poll(() => said(), soon).toEqual(["late"]);
  });
});

test("a connection of its own goes by the settings with its name", () => {
  const environment = {
    ...azure.env,
    OTHER__queueServiceUri: "https://127.0.0.1:2/account",
    OTHER__clientId: "an-id",
  };
  expect(readQueueConnection("OTHER", environment)).toMatchObject({
    serviceUri: new URL("https://127.0.0.1:2/account"),
    clientId: "an-id",
  });
  expect(readQueueConnection("THIRD", environment)).toBe(undefined);
});
