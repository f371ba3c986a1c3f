// What the stand-ins share of HTTP: listening on loopback, answering JSON, closing at once.

import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { createServer as createHttp } from "node:http";
import { createServer as createHttps } from "node:https";

export type Lytter = { readonly origin: string; close(): Promise<void> };

export type Tls = { readonly cert: string; readonly key: string };

/** Listens on a free port of 127.0.0.1, over TLS when a certificate is given. `close` also ends open connections. */
export async function lytt(handler: RequestListener, tls?: Tls): Promise<Lytter> {
  const server = tls === undefined ? createHttp(handler) : createHttps(tls, handler);
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  const adresse = server.address();
  if (adresse === null || typeof adresse === "string") throw new Error("no port");
  return {
    origin: `${tls === undefined ? "http" : "https"}://127.0.0.1:${adresse.port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

/** Answers JSON. */
export function svarJson(
  res: ServerResponse,
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): void {
  res.writeHead(status, { "content-type": "application/json; charset=utf-8", ...headers });
  res.end(JSON.stringify(body));
}

/** The whole body as text. */
export async function lesBody(req: IncomingMessage): Promise<string> {
  const deler: Uint8Array[] = [];
  for await (const del of req) if (del instanceof Uint8Array) deler.push(del);
  return Buffer.concat(deler).toString("utf8");
}
