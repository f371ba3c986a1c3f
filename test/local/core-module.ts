// Stands in for `@azure/functions-core`, the module that only exists inside the Functions worker.
import Module from "node:module";
import type {
  FunctionCallback,
  FunctionMetadata,
  LogCategory,
  LogLevel,
  ProgrammingModel,
} from "./core-types.ts";
import { Disposable } from "./disposable.ts";
import type { HookCallback, Hooks } from "./hooks.ts";
import type { Logger } from "./log.ts";
import type { Registry } from "./registry.ts";

const CORE_MODULE = "@azure/functions-core";

export type CoreModule = {
  readonly version: string;
  readonly hostVersion: string;
  readonly Disposable: typeof Disposable;
  registerFunction(metadata: FunctionMetadata, callback: FunctionCallback): Disposable;
  registerHook(name: string, callback: HookCallback): Disposable;
  setProgrammingModel(model: ProgrammingModel): void;
  getProgrammingModel(): ProgrammingModel | undefined;
  log(level: LogLevel, category: LogCategory, message: string): void;
};

/** The module object that a bundle gets; the last programming model set is the one in force. */
export function createCoreModule(registry: Registry, hooks: Hooks, log: Logger): CoreModule {
  let model: ProgrammingModel | undefined;
  return {
    version: "3.0.0-local",
    hostVersion: "4.0.0-local",
    Disposable,
    registerFunction: (metadata, callback) => registry.register(metadata, callback),
    registerHook: (name, callback) => hooks.register(name, callback),
    setProgrammingModel(next) {
      model = next;
    },
    getProgrammingModel: () => model,
    log(level, category, message) {
      log({ level, category, message });
    },
  };
}

// Hosts may overlap in one process: the newest answers, and `require` is the original again when the last has left.
const installed: CoreModule[] = [];

/**
 * Makes `require("@azure/functions-core")` give this module. It must be in place before the bundle loads, since
 * `@azure/functions` asks once and remembers the answer. Returns what takes it away again.
 */
export function installCoreModule(core: CoreModule): () => void {
  if (installed.length === 0) wrapRequire();
  installed.push(core);
  return () => {
    const at = installed.indexOf(core);
    if (at < 0) return;
    installed.splice(at, 1);
    if (installed.length === 0) restoreRequire();
  };
}

let original: PropertyDescriptor | undefined;

function wrapRequire(): void {
  original = Object.getOwnPropertyDescriptor(Module.prototype, "require");
  const require: unknown = original?.value;
  if (typeof require !== "function") throw new Error("Module.prototype.require is not a function");
  const wrapped = new Proxy(require, {
    apply(target, self: unknown, args: unknown[]): unknown {
      return args[0] === CORE_MODULE ? installed.at(-1) : Reflect.apply(target, self, args);
    },
  });
  Object.defineProperty(Module.prototype, "require", { ...original, value: wrapped });
}

function restoreRequire(): void {
  if (original !== undefined) Object.defineProperty(Module.prototype, "require", original);
  original = undefined;
}
