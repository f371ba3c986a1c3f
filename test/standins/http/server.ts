// A server on a loopback socket for a stand-in, which can be closed at once with whatever hangs on it.

import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { setTimeout } from "node:timers/promises";

/** The request and its answer; `signal` aborts when the answer is sent, the caller has left or the server closes. */
export type Utveksling = {
  readonly req: IncomingMessage;
  readonly res: ServerResponse;
  readonly signal: AbortSignal;
};

export type Loopbackserver = {
  readonly port: number;
  /** `http://127.0.0.1:<port>`, no slash at the end. */
  readonly url: string;
  /** The W3C `traceparent` of every request that had one. */
  readonly traceparents: () => readonly string[];
  /** Ends every connection, also those that hang. */
  readonly close: () => Promise<void>;
};

/**
 * Starts a server on 127.0.0.1. Port 0 means a free one. A handler that throws while the caller still waits is a bug of
 * the stand-in and becomes an unhandled rejection, which fails the test run.
 */
export async function startServer(
  handler: (utveksling: Utveksling) => Promise<void>,
  port = 0,
): Promise<Loopbackserver> {
  const traceparents: string[] = [];
  const server = createServer((req, res) => {
    traceparents.push(...(req.headersDistinct.traceparent ?? []));
    const avbryt = new AbortController();
    res.once("close", () => {
      avbryt.abort();
    });
    handler({ req, res, signal: avbryt.signal }).catch((feil: unknown) => {
      if (avbryt.signal.aborted) return;
      req.socket.destroy();
      throw feil;
    });
  });
  // Longer than any test, so that a kept connection is never closed just as it is used again.
  server.keepAliveTimeout = 600_000;
  await new Promise<void>((klar, avvis) => {
    server.once("error", avvis);
    server.listen(port, "127.0.0.1", klar);
  });
  const adresse = server.address();
  if (adresse === null || typeof adresse === "string") throw new Error("not an IP socket");
  return {
    port: adresse.port,
    url: `http://127.0.0.1:${adresse.port}`,
    traceparents: () => [...traceparents],
    close: () =>
      new Promise((ferdig, avvis) => {
        server.close((feil) => {
          if (feil === undefined) ferdig();
          else avvis(feil);
        });
        server.closeAllConnections();
      }),
  };
}

/** Waits some milliseconds of real time; rejects when the caller leaves or the server closes. */
export async function vent(ms: number, { signal }: Utveksling): Promise<void> {
  await setTimeout(ms, undefined, { signal });
}
