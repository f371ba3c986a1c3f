import { setTimeout as delay } from "node:timers/promises";

/** Work that has begun and that closing should wait for. */
export type InFlight = {
  track(work: Promise<unknown>): void;
  /** Resolves when nothing runs any more, or after that many milliseconds. */
  settled(withinMs: number): Promise<void>;
};

export function createInFlight(): InFlight {
  const running = new Set<Promise<unknown>>();
  return {
    track(work) {
      running.add(work);
      const done = (): void => {
        running.delete(work);
      };
      work.then(done, done);
    },
    settled: (withinMs) =>
      within(withinMs, async () => {
        while (running.size > 0) await Promise.allSettled(running);
      }),
  };
}

/** Waits for work, but no longer than that many milliseconds. */
export async function within(milliseconds: number, work: () => Promise<unknown>): Promise<void> {
  const timer = new AbortController();
  const timeout = delay(milliseconds, undefined, { signal: timer.signal }).catch(() => undefined);
  try {
    await Promise.race([work(), timeout]);
  } finally {
    timer.abort();
  }
}
