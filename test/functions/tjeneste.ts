// The whole service for a test: all counterparts on loopback, and the built bundle in the local host as a process of its
// own, so that everything it writes is seen. When it is closed, all of that is searched for numbers of persons and for
// their amounts, and every problem it gave for numbers.

import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { NODE_ARGUMENTS } from "../local/node-arguments.ts";
import { lesPersonfiler } from "../standins/skatteetaten/arkiv.ts";
import { kompileringslager } from "../standins/felles/mappe.ts";
import { startSystem, type System, type SystemValg } from "../standins/system.ts";
import { linjerMedNummer } from "./sifre.ts";

export type Svar = {
  readonly status: number;
  readonly headers: Headers;
  readonly tekst: string;
  /** The JSON of the answer; undefined when it is not JSON. */
  readonly json: Record<string, unknown> | undefined;
  readonly bytes: Uint8Array;
};

export type Anrop = {
  readonly method?: string;
  readonly token?: string | undefined;
  readonly headers?: Readonly<Record<string, string>>;
  /** An object is sent as JSON; text and bytes as they are. */
  readonly body?: unknown;
};

export type Tjeneste = {
  readonly system: System;
  readonly url: string;
  /** Everything the process has written so far. */
  readonly logg: () => string;
  anrop(sti: string, anrop?: Anrop): Promise<Svar>;
  /** POST with the token of the EPJ system. */
  post(sti: string, body: unknown, anrop?: Anrop): Promise<Svar>;
  close(): Promise<void>;
};

export type Tjenestevalg = SystemValg & { readonly env?: Readonly<Record<string, string>> };

function somObjekt(tekst: string): Record<string, unknown> | undefined {
  try {
    return JSON.parse(tekst) as Record<string, unknown>;
  } catch {
    return undefined;
  }
}

/** The amounts of the synthetic persons that are long enough not to be anything else. */
export function lesPersonbeloep(): ReadonlySet<string> {
  const filer = JSON.stringify(lesPersonfiler());
  return new Set([...filer.matchAll(/"beloep":-?([0-9]{5,})/g)].map(([, beloep = ""]) => beloep));
}

/** Ids and milliseconds may be any number. */
const ANDRE_TALL = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|"varighetMs":[0-9]+|, [0-9]+ ms$/gi;

/** The lines that hold an amount of a synthetic person as a whole number. */
export function linjerMedBeloep(tekst: string): string[] {
  const beloep = lesPersonbeloep();
  return tekst.split("\n").filter((linje) =>
    linje
      .replace(ANDRE_TALL, "")
      .match(/[0-9]+/g)
      ?.some((tall) => beloep.has(tall)),
  );
}

/** The built bundle as a process, on a free port unless `env` names one; `skriv` gets what it writes. */
export async function startProsess(
  env: Readonly<Record<string, string>>,
  skriv: (tekst: string) => void,
): Promise<{ prosess: ChildProcess; url: string }> {
  const prosess = spawn(process.execPath, [...NODE_ARGUMENTS, "test/functions/serve-built.ts"], {
    env: { PATH: process.env.PATH, PORT: "0", ...kompileringslager(), ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  prosess.stderr.setEncoding("utf8").on("data", skriv);
  const linjer = createInterface(prosess.stdout).on("line", (linje) => {
    skriv(`${linje}\n`);
  });
  const [linje] = (await Promise.race([
    once(linjer, "line"),
    once(prosess, "exit").then(() => Promise.reject(new Error("the service did not start"))),
  ])) as [string];
  const url = /^listening (http:\/\/127\.0\.0\.1:[0-9]+)$/.exec(linje)?.[1];
  if (url === undefined) throw new Error("the first line is not the address");
  return { prosess, url };
}

/** Starts everything. `npm test` has built the bundle. */
export async function startTjeneste({ env, ...valg }: Tjenestevalg = {}): Promise<Tjeneste> {
  let logg = "";
  const problemer: string[] = [];
  const system = await startSystem(valg);
  const { prosess, url } = await startProsess({ ...system.env, ...env }, (tekst) => {
    logg += tekst;
  });

  async function anrop(
    sti: string,
    { method = "GET", token, headers = {}, body }: Anrop = {},
  ): Promise<Svar> {
    const somDetEr = typeof body === "string" || body instanceof Uint8Array;
    const svar = await fetch(`${url}${sti}`, {
      method,
      headers: {
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...(body === undefined || somDetEr ? {} : { "content-type": "application/json" }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: somDetEr ? Buffer.from(body) : JSON.stringify(body) }),
    });
    const bytes = new Uint8Array(await svar.arrayBuffer());
    const tekst = new TextDecoder().decode(bytes);
    if (!svar.ok) problemer.push(tekst);
    return { status: svar.status, headers: svar.headers, tekst, json: somObjekt(tekst), bytes };
  }

  return {
    system,
    url,
    logg: () => logg,
    anrop,
    post: async (sti, body, valgt = {}) =>
      anrop(sti, { method: "POST", token: valgt.token ?? (await system.hentEpjToken()), body, ...valgt }),
    async close() {
      // Not before all it has written has been read.
      const ferdig = once(prosess, "close");
      prosess.kill("SIGTERM");
      const [status] = (await ferdig) as [number | null];
      await system.close();
      const funn = [...linjerMedNummer(logg), ...problemer.flatMap(linjerMedNummer)];
      if (funn.length > 0) throw new Error(`${funn.length} lines of log or problems hold a person's number`);
      const beloep = linjerMedBeloep(logg);
      if (beloep.length > 0) throw new Error(`${beloep.length} lines of log hold an amount of a person`);
      if (status !== 0) throw new Error("the service did not end cleanly");
    },
  };
}
