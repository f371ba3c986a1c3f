// A stretch of load, and whether the service is itself again afterwards.

import { setTimeout as vent } from "node:timers/promises";
import autocannon from "autocannon";
import { lagFlyt, nyeTall, type Tall } from "./flyt.ts";

export type Maaling = Tall & {
  readonly perSekund: number;
  readonly antall: number;
  /** Requests that got no answer: the connection was refused, cut or timed out. */
  readonly utenSvar: number;
};

export type Belastning = {
  readonly url: string;
  readonly token: () => string;
  readonly forbindelser: number;
  readonly sekunder: number;
  /** What happens in the meantime; it sees what has been answered so far, and resolves to what it saw. */
  readonly underveis: (tall: Tall) => Promise<readonly string[]>;
};

/** Drives the flow for so long; resolves when all of it has ended. */
export async function belast({
  url,
  token,
  forbindelser,
  sekunder,
  underveis,
}: Belastning): Promise<{ readonly maaling: Maaling; readonly saa: readonly string[] }> {
  const tall = nyeTall();
  const kjoering = autocannon({
    url,
    connections: forbindelser,
    duration: sekunder,
    timeout: 40,
    requests: lagFlyt(tall, token),
  });
  const saa = await underveis(tall);
  const { requests, errors } = await kjoering;
  const maaling = {
    ...tall,
    perSekund: requests.average,
    antall: requests.total,
    utenSvar: errors,
  };
  return { maaling, saa };
}

/** The flow once on each of so many connections, all at the same moment. */
export async function stoet(url: string, token: () => string, antall: number): Promise<Maaling> {
  const tall = nyeTall();
  const [oppslag] = lagFlyt(tall, token);
  if (oppslag === undefined) throw new Error("no lookup");
  const { requests, errors } = await autocannon({
    url,
    connections: antall,
    amount: antall,
    timeout: 40,
    requests: [oppslag],
  });
  return { ...tall, perSekund: requests.average, antall: requests.total, utenSvar: errors };
}

export type Bedring = {
  /** How long it took; undefined when the flow never went well in time. */
  readonly sekunder: number | undefined;
  /** What was answered in the tries, which must be as right as all else. */
  readonly utleverte: string[];
  readonly galt: string[];
};

/** Waits until the whole flow goes well again, at most so many seconds. */
export async function bedring(url: string, token: () => string, lengst: number): Promise<Bedring> {
  const start = performance.now();
  const brukt = (): number => (performance.now() - start) / 1_000;
  const utleverte: string[] = [];
  const galt: string[] = [];
  while (brukt() < lengst) {
    const tall = nyeTall();
    const requests = lagFlyt(tall, token);
    const { errors } = await autocannon({
      url,
      connections: 1,
      amount: requests.length,
      timeout: 40,
      requests,
    });
    utleverte.push(...tall.utleverte);
    galt.push(...tall.galt);
    if (errors === 0 && [...tall.utfall.keys()].every((navn) => navn === "200")) {
      return { sekunder: brukt(), utleverte, galt };
    }
    await vent(500);
  }
  return { sekunder: undefined, utleverte, galt };
}
