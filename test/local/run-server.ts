import { Console } from "node:console";
import { startHost } from "./host.ts";

export type ServerOptions = {
  /** Gives the path of the bundle, having built it if need be. */
  readonly bundle: () => Promise<string>;
  readonly hostJsonPath: string;
  /** The text of PORT: undefined means 7071, 0 a free port. */
  readonly port: string | undefined;
};

const DEFAULT_PORT = "7071";

/**
 * Runs the host as a process: the first line on standard output is `listening http://127.0.0.1:<port>`, once it
 * answers. SIGTERM and SIGINT end it with status 0, however often they come. What keeps it from starting is one
 * message on standard error and status 1.
 */
export async function runServer(options: ServerOptions): Promise<void> {
  // Standard output belongs to that one line; what the bundle or its libraries print goes to standard error.
  globalThis.console = new Console(process.stderr, process.stderr);
  let stop = (): void => {
    process.exit(0);
  };
  for (const signal of ["SIGTERM", "SIGINT"] as const)
    process.on(signal, () => {
      stop();
    });
  try {
    const port = portOf(options.port ?? DEFAULT_PORT);
    const host = await startHost({
      bundlePath: await options.bundle(),
      hostJsonPath: options.hostJsonPath,
      port,
    });
    stop = () => {
      // Timers and pooled sockets of the bundle may outlive the host, so the process is ended, not left to end.
      void host.close().then(() => process.exit(0));
    };
    process.stdout.write(`listening ${host.url}\n`);
  } catch (thrown) {
    process.stderr.write(`${thrown instanceof Error ? thrown.message : String(thrown)}\n`);
    process.exit(1);
  }
}

function portOf(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (!(port <= 65_535)) throw new Error(`PORT must be a number from 0 to 65535, not "${text}"`);
  return port;
}
