import { once } from "node:events";
import type { IncomingMessage, ServerResponse } from "node:http";
import { createServer, STATUS_CODES } from "node:http";
import type { Duplex } from "node:stream";
import type { Answer, HostHeaders } from "./answer.ts";
import { emptyAnswer, sendAnswer } from "./answer.ts";
import type { InFlight } from "./in-flight.ts";
import { within } from "./in-flight.ts";
import type { Logger } from "./log.ts";
import { errorType } from "./log.ts";

export type HttpServer = {
  readonly port: number;
  /** Accepts no more, lets what runs finish within that many milliseconds, then ends every connection. */
  close(withinMs: number): Promise<void>;
};

type ServerOptions = {
  readonly answer: (message: IncomingMessage) => Promise<Answer>;
  readonly headers: HostHeaders;
  readonly inFlight: InFlight;
  readonly log: Logger;
};

/** Kestrel's limits, so that the same requests get through; a missing Host header we refuse ourselves. */
const KESTREL = { maxHeaderSize: 32_768, keepAliveTimeout: 130_000, requireHostHeader: false };

/** How long ended connections may take to close by themselves, in milliseconds. */
const FAREWELL_MS = 100;

/** Serves on 127.0.0.1, on a free port when it is 0. Rejects when the port cannot be had. */
export async function listen(port: number, options: ServerOptions): Promise<HttpServer> {
  let closing = false;
  const server = createServer(KESTREL, (message, response) => {
    options.inFlight.track(respond(message, response, options, () => closing));
  });
  server.on("clientError", (error, socket) => {
    refuse(error, socket, options.headers);
  });
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server has no port");
  return {
    port: address.port,
    async close(withinMs) {
      closing = true;
      const closed = once(server, "close");
      server.close();
      await options.inFlight.settled(withinMs);
      await within(FAREWELL_MS, () => closed);
      server.closeAllConnections();
      await closed;
    },
  };
}

async function respond(
  message: IncomingMessage,
  response: ServerResponse,
  { answer, headers, log }: ServerOptions,
  isClosing: () => boolean,
): Promise<void> {
  const ended = new Promise((resolve) => response.once("close", resolve));
  try {
    sendAnswer(response, await answer(message), headers, isClosing());
  } catch (thrown) {
    // Either the caller left while sending its body, or the function stated a header that HTTP cannot carry.
    log({ level: "error", category: "system", message: `A request failed with ${errorType(thrown)}` });
    sendAnswer(response, emptyAnswer(500), headers, isClosing());
  }
  await ended;
}

/** Answers what Node could not parse as HTTP. */
function refuse(error: Error, socket: Duplex, headers: HostHeaders): void {
  if (!socket.writable) {
    socket.destroy();
    return;
  }
  const code = "code" in error ? error.code : undefined;
  const status = code === "HPE_HEADER_OVERFLOW" ? 431 : code === "ERR_HTTP_REQUEST_TIMEOUT" ? 408 : 400;
  const lines = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ""}`,
    "Connection: close",
    "Content-Length: 0",
    ...headers.map(([name, value]) => `${name}: ${value}`),
  ];
  socket.end(`${lines.join("\r\n")}\r\n\r\n`);
}
