import { readFileSync } from "node:fs";
import type { QueueServiceClient } from "@azure/storage-queue";
import { z } from "zod";
import type { Environment } from "./host-function.ts";

/** Where the queues of a connection lie, and how the host gets a token for them. */
export type QueueConnection = {
  readonly serviceUri: URL;
  readonly clientId: string;
  readonly identityEndpoint: string;
  readonly identityHeader: string;
  /** PEM of a CA that is trusted as well. */
  readonly ca?: string;
};

/** The connection that functions use when they name none. */
const HOST_STORAGE = "AzureWebJobsStorage";

/**
 * Reads a connection by identity from the settings that the real host knows: `<name>__queueServiceUri` and
 * `<name>__clientId`. The host's own storage may also be given by the service's settings alone (STORAGE_QUEUE_URL,
 * AZURE_CLIENT_ID). Undefined when a part is missing; a connection string with a key is never read.
 */
export function readQueueConnection(name: string, environment: Environment): QueueConnection | undefined {
  const own = name === HOST_STORAGE ? environment.STORAGE_QUEUE_URL : undefined;
  const uri = environment[`${name}__queueServiceUri`] ?? own;
  const clientId = environment[`${name}__clientId`] ?? environment.AZURE_CLIENT_ID;
  const {
    IDENTITY_ENDPOINT: identityEndpoint,
    IDENTITY_HEADER: identityHeader,
    LOOPBACK_CA_FIL,
  } = environment;
  if (uri === undefined || clientId === undefined) return undefined;
  if (identityEndpoint === undefined || identityHeader === undefined) return undefined;
  return {
    serviceUri: new URL(uri),
    clientId,
    identityEndpoint,
    identityHeader,
    ...(LOOPBACK_CA_FIL === undefined ? {} : { ca: readFileSync(LOOPBACK_CA_FIL, "utf8") }),
  };
}

const tokenSchema = z.object({ access_token: z.string(), expires_on: z.coerce.number() });

/** A client for the queues of a connection. The SDK is loaded here, so that a host without queues does not wait for it. */
export async function openQueues(connection: QueueConnection): Promise<QueueServiceClient> {
  const sdk = await import("@azure/storage-queue");
  const credential = {
    async getToken() {
      const url = new URL(connection.identityEndpoint);
      url.searchParams.set("api-version", "2019-08-01");
      url.searchParams.set("resource", "https://storage.azure.com");
      url.searchParams.set("client_id", connection.clientId);
      const answer = await fetch(url, { headers: { "x-identity-header": connection.identityHeader } });
      const token = tokenSchema.parse(await answer.json());
      return { token: token.access_token, expiresOnTimestamp: token.expires_on * 1_000 };
    },
  };
  const pipeline = sdk.newPipeline(credential, {
    retryOptions: { maxTries: 1 },
    // Handed on to the core pipeline, although the type does not tell.
    ...(connection.ca === undefined ? {} : { tlsOptions: { ca: connection.ca } }),
  });
  return new sdk.QueueServiceClient(connection.serviceUri.href.replace(/\/$/, ""), pipeline);
}
