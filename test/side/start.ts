// The pages in the local host, with the headers of host.json, as a browser meets them.

import { startHost, type Host } from "../local/host.ts";
import { buildTestBundle } from "../local/test-bundle.ts";

export type Sidetjener = Host & {
  /** What the store does from now on. */
  lageret(tilstand: "VIRKER" | "BORTE" | "FEIL"): Promise<void>;
};

export async function startSider(): Promise<Sidetjener> {
  const host = await startHost({
    bundlePath: await buildTestBundle('import "../side/app.ts";'),
    hostJsonPath: "host.json",
    port: 0,
    log: () => undefined,
  });
  return {
    ...host,
    lageret: async (tilstand) => {
      await fetch(`${host.url}/tilstand/${tilstand}`, { method: "PUT" });
    },
  };
}
