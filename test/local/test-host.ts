import type { Host, HostOptions } from "./host.ts";
import { startHost } from "./host.ts";
import type { LogLine } from "./log.ts";
import { buildTestBundle, writeHostJson } from "./test-bundle.ts";

export type TestHost = {
  readonly host: Host;
  /** Everything logged so far. */
  readonly lines: LogLine[];
  call(path: string, init?: RequestInit): Promise<Response>;
  statusAndBody(path: string, init?: RequestInit): Promise<[number, string]>;
  /** The fields of a JSON object that was answered. */
  json(path: string, init?: RequestInit): Promise<Record<string, unknown>>;
};

/** Options for a bundle of this source on a free port, with what it logs collected. */
export async function testOptions(
  source: string,
  http: object,
): Promise<{ options: HostOptions; lines: LogLine[]; said: () => string[] }> {
  const lines: LogLine[] = [];
  const options: HostOptions = {
    bundlePath: await buildTestBundle(source),
    hostJsonPath: await writeHostJson(http),
    port: 0,
    log: (line) => lines.push(line),
  };
  const said = (): string[] => lines.filter((line) => line.category === "user").map((line) => line.message);
  return { options, lines, said };
}

/** A running host for a bundle of this source. */
export async function startTestHost(
  source: string,
  http: object,
  more: Partial<HostOptions> = {},
): Promise<TestHost> {
  const { options, lines } = await testOptions(source, http);
  const host = await startHost({ ...options, ...more });
  const call = (path: string, init?: RequestInit): Promise<Response> => fetch(`${host.url}${path}`, init);
  return {
    host,
    lines,
    call,
    async statusAndBody(path, init) {
      const response = await call(path, init);
      return [response.status, await response.text()];
    },
    async json(path, init) {
      const answered: unknown = await (await call(path, init)).json();
      return { ...(typeof answered === "object" ? answered : {}) };
    },
  };
}
