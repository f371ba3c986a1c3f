import { readFileSync } from "node:fs";
import { validateHeaderName, validateHeaderValue } from "node:http";
import { z } from "zod";

/** `extensions.queues`, with the defaults of the real host. */
export type QueueSettings = {
  /** Messages taken at a time. */
  readonly batchSize: number;
  /** A new batch is taken when no more than so many run. */
  readonly newBatchThreshold: number;
  /** Tries before a message is moved to the poison queue. */
  readonly maxDequeueCount: number;
  /** How long a message that failed stays hidden. */
  readonly visibilityTimeoutSeconds: number;
  readonly maxPollingIntervalMs: number;
};

/** What the local host takes from host.json. */
export type HostSettings = {
  /** Without slashes around it; empty means that routes start at the root. */
  readonly routePrefix: string;
  /** Headers for every answer that does not carry them already: `customHeaders` and `hsts`. */
  readonly answerHeaders: readonly (readonly [string, string])[];
  /** Invocations at the same time, and those running or waiting; Infinity when host.json sets no bound (-1). */
  readonly maxConcurrentRequests: number;
  readonly maxOutstandingRequests: number;
  readonly queues: QueueSettings;
};

const bound = z
  .int()
  .min(-1)
  .default(-1)
  .transform((n) => (n < 0 ? Infinity : n));

const httpSchema = z.object({
  routePrefix: z.string().default("api"),
  customHeaders: z.record(z.string(), z.string()).default({}),
  hsts: z
    .object({
      isEnabled: z.boolean(),
      maxAge: z.string().default("30"),
      includeSubDomains: z.boolean().default(false),
      preload: z.boolean().default(false),
    })
    .optional(),
  maxConcurrentRequests: bound,
  maxOutstandingRequests: bound,
});

const timeSpan = z.string().regex(/^(?:\d+\.)?\d{1,2}:\d{2}(?::\d{2})?$/, "is not a TimeSpan");

const queuesSchema = z.object({
  batchSize: z.int().min(1).max(32).default(16),
  newBatchThreshold: z.int().min(0).optional(),
  maxDequeueCount: z.int().min(1).default(5),
  visibilityTimeout: timeSpan.default("00:00:00"),
  maxPollingInterval: timeSpan.default("00:01:00"),
  // The other encoding is "none"; what the service sends is base64.
  messageEncoding: z.literal("base64").default("base64"),
});

const hostJsonSchema = z.object({
  version: z.literal("2.0"),
  extensionBundle: z.object({ id: z.string(), version: z.string() }).optional(),
  extensions: z
    .object({
      http: httpSchema.default(() => httpSchema.parse({})),
      queues: queuesSchema.default(() => queuesSchema.parse({})),
    })
    .optional(),
});

/** Reads host.json. Throws with the file's name and every fault when it cannot be used. */
export function readHostJson(path: string): HostSettings {
  const parsed = hostJsonSchema.safeParse(readJson(path));
  if (!parsed.success) throw new Error(`${path} cannot be used:\n${z.prettifyError(parsed.error)}`);
  const http = parsed.data.extensions?.http ?? httpSchema.parse({});
  const queues = parsed.data.extensions?.queues ?? queuesSchema.parse({});
  const headers: (readonly [string, string])[] = Object.entries(http.customHeaders);
  if (http.hsts?.isEnabled === true) headers.push(["Strict-Transport-Security", hstsValue(http.hsts)]);
  for (const [name, value] of headers) {
    validateHeaderName(name);
    validateHeaderValue(name, value);
  }
  return {
    routePrefix: http.routePrefix.replace(/^\/+|\/+$/g, ""),
    answerHeaders: headers,
    maxConcurrentRequests: http.maxConcurrentRequests,
    maxOutstandingRequests: http.maxOutstandingRequests,
    queues: {
      batchSize: queues.batchSize,
      newBatchThreshold: queues.newBatchThreshold ?? Math.floor(queues.batchSize / 2),
      maxDequeueCount: queues.maxDequeueCount,
      visibilityTimeoutSeconds: secondsOf(queues.visibilityTimeout),
      maxPollingIntervalMs: secondsOf(queues.maxPollingInterval) * 1_000,
    },
  };
}

function readJson(path: string): unknown {
  const text = readFileSync(path, "utf8");
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new Error(`${path} is not JSON`, { cause });
  }
}

function hstsValue(hsts: { maxAge: string; includeSubDomains: boolean; preload: boolean }): string {
  return [
    `max-age=${secondsOf(hsts.maxAge)}`,
    ...(hsts.includeSubDomains ? ["includeSubDomains"] : []),
    ...(hsts.preload ? ["preload"] : []),
  ].join("; ");
}

/** Seconds of a .NET TimeSpan text: `days`, `hh:mm`, `hh:mm:ss` or `days.hh:mm:ss`. */
function secondsOf(timeSpan: string): number {
  const parts = /^(?:(\d+)\.)?(\d{1,2}):(\d{2})(?::(\d{2}))?$/.exec(timeSpan);
  if (parts !== null) {
    const [, days = "0", hours = "0", minutes = "0", seconds = "0"] = parts;
    return Number(days) * 86_400 + Number(hours) * 3_600 + Number(minutes) * 60 + Number(seconds);
  }
  if (!/^\d+$/.test(timeSpan)) throw new Error(`"${timeSpan}" is not a TimeSpan`);
  return Number(timeSpan) * 86_400;
}
