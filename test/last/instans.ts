// One instance of the service under load: the built bundle in a process of its own, which can be killed and started again at
// the same address. Everything it writes is kept.

import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { rss } from "../bench/maal.ts";
import { startProsess } from "../functions/tjeneste.ts";

export type Instans = {
  readonly url: string;
  readonly lever: () => boolean;
  /** Resident memory in MB; undefined while there is no process. */
  readonly minneMb: () => number | undefined;
  /** What it has written, in all its lives. */
  readonly logg: () => string;
  /** Ends it at once, in the middle of whatever it does. */
  drep(): Promise<void>;
  startIgjen(): Promise<void>;
  stopp(): Promise<void>;
};

export async function startInstans(env: Readonly<Record<string, string>>): Promise<Instans> {
  let logg = "";
  const skriv = (tekst: string): void => {
    logg += tekst;
  };
  const { prosess, url } = await startProsess(env, skriv);
  let naa: ChildProcess = prosess;
  // One that has been told to end is as good as gone: its memory cannot be read for as long as it takes.
  const lever = (): boolean => !naa.killed && naa.exitCode === null && naa.signalCode === null;

  async function avslutt(signal: "SIGKILL" | "SIGTERM"): Promise<void> {
    if (!lever()) return;
    const ferdig = once(naa, "close");
    naa.kill(signal);
    await ferdig;
  }

  return {
    url,
    lever,
    minneMb: () => (lever() && naa.pid !== undefined ? rss(naa.pid) : undefined),
    logg: () => logg,
    drep: () => avslutt("SIGKILL"),
    async startIgjen() {
      ({ prosess: naa } = await startProsess({ ...env, PORT: new URL(url).port }, skriv));
    },
    stopp: () => avslutt("SIGTERM"),
  };
}
