// Stands between a client and storage, and does to each call what it is told to: for the faults that neither end has of
// itself, such as an answer that is lost after the work was done.

import { request, type RequestOptions } from "node:https";
import type { IncomingMessage, ServerResponse } from "node:http";
import { buffer } from "node:stream/consumers";
import { lytt, type Tls } from "./http-server.ts";

export type Mellomkall = { readonly method: string; readonly sti: string };

export type Behandling =
  | "VIDERE"
  /** Carried out, and the connection cut before the answer. */
  | "SVAR_TAPT"
  /** The connection is cut, and nothing is carried out. */
  | "BRUDD";

export type Mellomledd = {
  readonly origin: string;
  /** Decides about each call from now on; it may wait first. */
  behandle(velg: (kall: Mellomkall) => Behandling | Promise<Behandling>): void;
  /** The calls so far. */
  readonly kall: readonly Mellomkall[];
  /** Resolves when what has been sent on is answered, also when whoever asked has gone. */
  stille(): Promise<void>;
  close(): Promise<void>;
};

function send(til: RequestOptions, body: Buffer): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    request(til, resolve).once("error", reject).end(body);
  });
}

/** Starts with sending everything on to `til` (an origin), whose certificate is from `ca`. */
export async function startMellomledd(tls: Tls, til: string, ca: string): Promise<Mellomledd> {
  const { hostname, port, host } = new URL(til);
  const kall: Mellomkall[] = [];
  let velg: (kall: Mellomkall) => Behandling | Promise<Behandling> = () => "VIDERE";

  async function behandle(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const { method = "", url = "", headers } = req;
    const body = await buffer(req);
    const dette = { method, sti: url };
    kall.push(dette);
    const behandling = await velg(dette);
    if (behandling === "BRUDD") {
      res.socket?.destroy();
      return;
    }
    const til = { hostname, port, ca, agent: false, method, path: url, headers: { ...headers, host } };
    const svar = await send(til, body);
    const innhold = await buffer(svar);
    if (behandling === "SVAR_TAPT") {
      res.socket?.destroy();
      return;
    }
    res.writeHead(svar.statusCode ?? 502, svar.headers).end(innhold);
  }

  const underveis = new Set<Promise<unknown>>();
  const server = await lytt((req, res) => {
    const dette = behandle(req, res).catch(() => res.socket?.destroy());
    underveis.add(dette);
    void dette.finally(() => underveis.delete(dette));
  }, tls);
  return {
    origin: server.origin,
    behandle(nyttValg) {
      velg = nyttValg;
    },
    kall,
    async stille() {
      while (underveis.size > 0) await Promise.all(underveis);
    },
    close: () => server.close(),
  };
}
