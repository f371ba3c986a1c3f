// The receiver of a webhook, as an EPJ system would have one: takes what it is sent, and answers as it is told to.

import type { IncomingHttpHeaders, ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import { lytt } from "../azure/http-server.ts";

export type Mottatt = {
  readonly method: string;
  readonly sti: string;
  readonly headers: IncomingHttpHeaders;
  readonly kropp: string;
};

/** A status, or something else that becomes of the request. */
export type Mottakersvar = number | ((res: ServerResponse) => void | Promise<void>);

/** The connection is cut without an answer. */
export const BRUDD: Mottakersvar = (res) => {
  res.socket?.destroy();
};
/** Nothing is answered. */
export const HENGER: Mottakersvar = () => undefined;
/** Another address is pointed to. */
export function omdiriger(til: string): Mottakersvar {
  return (res) => {
    res.writeHead(307, { location: til }).end();
  };
}

export type Mottaker = {
  /** As the operator opens it: `127.0.0.1:<port>`. */
  readonly vert: string;
  readonly url: string;
  /** What has come, in order. */
  readonly mottatt: Mottatt[];
  /** From now on: the answers one after the other, the last of them to all that follow. */
  svar(...svar: readonly Mottakersvar[]): void;
  close(): Promise<void>;
};

/** Starts on a free port, with 204 to everything. The path is a secret, as paths of receivers often are. */
export async function startMottaker(): Promise<Mottaker> {
  const mottatt: Mottatt[] = [];
  let igjen: Mottakersvar[] = [];
  let siste: Mottakersvar = 204;

  const server = await lytt((req, res) => {
    void text(req).then(async (kropp) => {
      mottatt.push({ method: req.method ?? "", sti: req.url ?? "", headers: req.headers, kropp });
      const svar = igjen.shift() ?? siste;
      if (typeof svar === "number") res.writeHead(svar).end();
      else await svar(res);
    });
  });
  const vert = new URL(server.origin).host;
  return {
    vert,
    url: `http://${vert}/hemmelig-sti`,
    mottatt,
    svar(...svar) {
      igjen = [...svar];
      siste = svar.at(-1) ?? 204;
    },
    close: () => server.close(),
  };
}
