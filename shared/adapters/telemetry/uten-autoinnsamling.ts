// Takes the place of `@azure/monitor-opentelemetry` in the bundle (build.ts). That package collects by itself: it patches http,
// and so would record addresses that hold persons' numbers. Our client has a pipeline of its own and never asks for it; here
// is what would happen if it did.

/** Never called with a client that has its own providers. */
export function useAzureMonitor(): never {
  throw new Error("automatic collection is not part of this bundle");
}

/** Nothing was started. */
export function shutdownAzureMonitor(): Promise<void> {
  return Promise.resolve();
}
