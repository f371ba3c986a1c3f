/** Runs work, or refuses it with undefined when too much is outstanding. */
export type Throttle = <T>(work: () => Promise<T>) => Promise<T | undefined>;

/** `maxConcurrent` pieces of work run at a time, the rest wait; more than `maxOutstanding` in all are refused. */
export function createThrottle(maxConcurrent: number, maxOutstanding: number): Throttle {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async (work) => {
    if (running + waiting.length >= maxOutstanding) return undefined;
    if (running < maxConcurrent) running += 1;
    else
      await new Promise<void>((resolve) => {
        waiting.push(resolve);
      });
    try {
      return await work();
    } finally {
      // Whoever waits takes over the place, so that a newcomer cannot slip in between.
      const next = waiting.shift();
      if (next === undefined) running -= 1;
      else next();
    }
  };
}
