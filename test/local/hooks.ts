import { Disposable } from "./disposable.ts";

const HOOK_NAMES = ["appStart", "appTerminate", "preInvocation", "postInvocation", "log"] as const;
type HookName = (typeof HOOK_NAMES)[number];
export type HookCallback = (context: object) => unknown;

export type Hooks = {
  /** Adds a callback last in line. Throws a RangeError for a name that is no hook. */
  register(name: string, callback: HookCallback): Disposable;
  /** Runs the callbacks one after the other; one that throws stops the chain. */
  run(name: HookName, context: object): Promise<void>;
  /** The same without waiting: log lines are written synchronously. */
  runNow(name: HookName, context: object): void;
};

export function createHooks(): Hooks {
  const callbacks = new Map<string, HookCallback[]>(HOOK_NAMES.map((name) => [name, []]));
  const of = (name: HookName): HookCallback[] => [...(callbacks.get(name) ?? [])];
  return {
    register(name, callback) {
      const line = callbacks.get(name);
      // `@azure/functions` tells an unknown hook from other failures by these two properties.
      if (line === undefined)
        throw Object.assign(new RangeError(`there is no hook "${name}"`), {
          isAzureFunctionsSystemError: true,
        });
      line.push(callback);
      return new Disposable(() => {
        const at = line.indexOf(callback);
        if (at >= 0) line.splice(at, 1);
      });
    },
    async run(name, context) {
      for (const callback of of(name)) await callback(context);
    },
    runNow(name, context) {
      for (const callback of of(name)) callback(context);
    },
  };
}

/** `context` with further properties that hooks may read but not assign. */
export function withReadOnly<T extends object>(context: T, values: Readonly<Record<string, unknown>>): T {
  for (const [name, value] of Object.entries(values))
    Object.defineProperty(context, name, {
      enumerable: true,
      get: () => value,
      set: () => {
        throw new TypeError(`"${name}" of a hook context is read-only`);
      },
    });
  return context;
}
