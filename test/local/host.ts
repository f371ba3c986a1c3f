// The local Functions host: loads the built bundle, lets it register with the real programming model of
// `@azure/functions`, and serves its HTTP, timer and storage queue triggers by the rules of the Azure Functions host.
import { createRequire } from "node:module";
import { dirname, resolve } from "node:path";
import { answerRequest } from "./answer-request.ts";
import { createCoreModule, installCoreModule } from "./core-module.ts";
import type { CoreModule } from "./core-module.ts";
import type { ProgrammingModel } from "./core-types.ts";
import { createHooks, withReadOnly } from "./hooks.ts";
import type { Environment, HostFunction, QueueTrigger } from "./host-function.ts";
import { toHostFunction } from "./host-function.ts";
import type { QueueSettings } from "./host-json.ts";
import { readHostJson } from "./host-json.ts";
import type { HttpServer } from "./http-server.ts";
import { listen } from "./http-server.ts";
import type { InFlight } from "./in-flight.ts";
import { createInFlight, within } from "./in-flight.ts";
import type { App } from "./invoke.ts";
import type { Keys } from "./keys.ts";
import type { LogSink } from "./log.ts";
import { createLogger, errorType, logToStandardError } from "./log.ts";
import { openQueues, readQueueConnection } from "./queue-connection.ts";
import type { QueueListener } from "./queue-listener.ts";
import { listenToQueue } from "./queue-listener.ts";
import { createRegistry } from "./registry.ts";
import type { HttpFunction } from "./router.ts";
import { byName, createRouter, fullRoute } from "./router.ts";
import { createThrottle } from "./throttle.ts";

export type HostOptions = {
  /** The built CommonJS bundle. */
  readonly bundlePath: string;
  readonly hostJsonPath: string;
  /** 0 for a free one. */
  readonly port: number;
  /** Takes every log line; default one line each on standard error. */
  readonly log?: LogSink;
  readonly keys?: Keys;
  /** App settings the host itself reads (`AzureWebJobs.<name>.Disabled`, the body limit); default process.env. */
  readonly environment?: Environment;
};

type HostedFunction = {
  readonly name: string;
  /** With the prefix of host.json; only for HTTP. */
  readonly route?: string;
  /** Upper case; only for HTTP. */
  readonly methods?: readonly string[];
};

export type Host = {
  /** `http://127.0.0.1:<port>` */
  readonly url: string;
  readonly port: number;
  /** In the order in which routes are tried. */
  readonly functions: readonly HostedFunction[];
  /** Ends the host: running requests finish, appTerminate hooks run, `require` is restored. May be called twice. */
  close(): Promise<void>;
};

/** How long closing waits for running requests, and then for appTerminate hooks, in milliseconds. */
const CLOSE_MS = 5_000;

const DEFAULT_BODY_LIMIT = 104_857_600;

/**
 * Starts the host on 127.0.0.1. Rejects, with everything put back as it was, when the bundle throws while it loads
 * (with that very error), registers what the host cannot run, or the port is taken.
 */
export async function startHost(options: HostOptions): Promise<Host> {
  const settings = readHostJson(options.hostJsonPath);
  const environment = options.environment ?? process.env;
  const hooks = createHooks();
  const registry = createRegistry();
  const appHookData = {};
  const appLevel = { hookData: {}, appHookData };
  const log = createLogger(options.log ?? logToStandardError, hooks, appHookData);
  const core = createCoreModule(registry, hooks, log);
  const restore = installCoreModule(core);
  try {
    loadBundle(options.bundlePath);
    registry.lock();
    const functions = registry.all().map((registered) => toHostFunction(registered, environment));
    const functionAppDirectory = dirname(resolve(options.hostJsonPath));
    await hooks.run("appStart", withReadOnly({ functionAppDirectory }, appLevel));
    const app: App = { model: await startedModel(core), hooks, appHookData, log };

    const inFlight = createInFlight();
    const service = {
      app,
      router: createRouter(functions.filter(isHttp), settings.routePrefix),
      timers: functions.filter(isTimer),
      keys: options.keys ?? {},
      throttle: createThrottle(settings.maxConcurrentRequests, settings.maxOutstandingRequests),
      inFlight,
      bodyLimit: bodyLimitOf(environment),
    };
    const server = await listen(options.port, {
      answer: (message) => answerRequest(service, message),
      headers: settings.answerHeaders,
      inFlight,
      log,
    });
    log({
      level: "information",
      category: "system",
      message: `Host started with ${functions.length} functions`,
    });

    const listeners = functions
      .filter(isQueue)
      .filter((fn) => !fn.disabled)
      .flatMap((fn) => startListener(fn, { app, settings: settings.queues, inFlight, environment }));

    const terminate = async (): Promise<void> => {
      try {
        await within(CLOSE_MS, () => hooks.run("appTerminate", withReadOnly({}, appLevel)));
      } catch (thrown) {
        const message = `An appTerminate hook failed with ${errorType(thrown)}`;
        log({ level: "error", category: "system", message });
      } finally {
        restore();
      }
    };
    return hostOf(
      {
        close: (withinMs) => {
          for (const listener of listeners) listener.stop();
          return server.close(withinMs);
        },
        port: server.port,
      },
      functions.toSorted(byName).map((fn) => hosted(fn, settings.routePrefix)),
      terminate,
    );
  } catch (thrown) {
    restore();
    throw thrown;
  }
}

function hostOf(
  server: HttpServer,
  functions: readonly HostedFunction[],
  terminate: () => Promise<void>,
): Host {
  let closed: Promise<void> | undefined;
  return {
    url: `http://127.0.0.1:${server.port}`,
    port: server.port,
    functions,
    close: () => (closed ??= server.close(CLOSE_MS).then(terminate)),
  };
}

function loadBundle(bundlePath: string): void {
  const require = createRequire(import.meta.url);
  const file = require.resolve(resolve(bundlePath));
  // The same file may have been built anew since an earlier host of this process loaded it.
  Reflect.deleteProperty(require.cache, file);
  require(file);
}

async function startedModel(core: CoreModule): Promise<ProgrammingModel> {
  const model = core.getProgrammingModel();
  if (model === undefined) throw new Error("the bundle registered no functions");
  const capabilities = await model.getCapabilities({});
  if ("HttpUri" in capabilities) throw new Error("the local host does not run HTTP streaming");
  return model;
}

function isHttp(fn: HostFunction): fn is HttpFunction {
  return fn.trigger.kind === "http";
}

function isTimer(fn: HostFunction): fn is HostFunction<Extract<HostFunction["trigger"], { kind: "timer" }>> {
  return fn.trigger.kind === "timer";
}

function isQueue(fn: HostFunction): fn is HostFunction<QueueTrigger> {
  return fn.trigger.kind === "queue";
}

/** The listener of a queue function; none, and a line in the log, when its connection is not set up. The others go on. */
function startListener(
  fn: HostFunction<QueueTrigger>,
  host: {
    readonly app: App;
    readonly settings: QueueSettings;
    readonly inFlight: InFlight;
    readonly environment: Environment;
  },
): QueueListener[] {
  const connection = readQueueConnection(fn.trigger.connection, host.environment);
  if (connection === undefined) {
    const message = `The queue ${fn.trigger.queueName} is not listened to: ${fn.trigger.connection} is not set up`;
    host.app.log({ level: "error", category: "system", functionName: fn.name, message });
    return [];
  }
  return [listenToQueue({ ...host, fn, open: () => openQueues(connection) })];
}

function hosted(fn: HostFunction, prefix: string): HostedFunction {
  if (!isHttp(fn)) return { name: fn.name };
  return { name: fn.name, route: fullRoute(prefix, fn.trigger), methods: fn.trigger.methods };
}

function bodyLimitOf(environment: Environment): number {
  const setting = environment.FUNCTIONS_REQUEST_BODY_SIZE_LIMIT;
  return setting !== undefined && /^\d+$/.test(setting) ? Number(setting) : DEFAULT_BODY_LIMIT;
}
