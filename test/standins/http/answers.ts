// What a stand-in sends: proper answers, and the broken ones that a real network produces.

import type { OutgoingHttpHeaders } from "node:http";
import type { Utveksling } from "./server.ts";

export type Svar = {
  readonly status: number;
  readonly headers?: OutgoingHttpHeaders;
  readonly body: string;
};

export function jsonSvar(status: number, verdi: unknown, headers: OutgoingHttpHeaders = {}): Svar {
  return {
    status,
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(verdi),
  };
}

/** A page such as gateways and load balancers answer with instead of the service behind them. */
export function htmlSvar(status: number): Svar {
  return {
    status,
    headers: { "content-type": "text/html; charset=utf-8" },
    body: `<!DOCTYPE html><html><head><title>${status}</title></head><body><h1>${status}</h1></body></html>\n`,
  };
}

export function send({ res }: Utveksling, svar: Svar): void {
  res.writeHead(svar.status, { ...svar.headers, "content-length": Buffer.byteLength(svar.body) });
  res.end(svar.body);
}

/** Announces the whole body, sends the first half of it and breaks the connection. */
export function sendHalvt({ req, res }: Utveksling, svar: Svar): void {
  const body = Buffer.from(svar.body);
  res.writeHead(svar.status, { ...svar.headers, "content-length": body.byteLength });
  res.write(body.subarray(0, Math.floor(body.byteLength / 2)), () => {
    req.socket.destroy();
  });
}

/** Breaks the connection with a TCP reset, without an answer. */
export function brytForbindelsen({ req }: Utveksling): void {
  req.socket.resetAndDestroy();
}

/** Answers nothing until the caller gives up or the server closes. */
export function heng({ signal }: Utveksling): Promise<void> {
  return new Promise((ferdig) => {
    if (signal.aborted) ferdig();
    signal.addEventListener("abort", () => {
      ferdig();
    });
  });
}
