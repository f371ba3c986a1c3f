import type { RegisteredFunction } from "./core-types.ts";

export type AuthLevel = "anonymous" | "function" | "admin";

export type HttpTrigger = {
  readonly kind: "http";
  readonly bindingName: string;
  /** As the function states it, without the prefix of host.json. */
  readonly route: string;
  /** Upper case; empty means every method. */
  readonly methods: readonly string[];
  readonly authLevel: AuthLevel;
};

export type TimerTrigger = { readonly kind: "timer"; readonly bindingName: string };

export type QueueTrigger = {
  readonly kind: "queue";
  readonly bindingName: string;
  readonly queueName: string;
  /** The name that the settings of the connection start with. */
  readonly connection: string;
};

type Trigger = HttpTrigger | TimerTrigger | QueueTrigger;

/** A registered function as the host runs it. */
export type HostFunction<T extends Trigger = Trigger> = {
  readonly name: string;
  readonly registered: RegisteredFunction;
  readonly trigger: T;
  readonly disabled: boolean;
};

export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads a registration. Throws when the real host would refuse the function (its name, its authLevel) and when the
 * trigger is neither HTTP nor timer: those need an extension bundle, which we do not use.
 */
export function toHostFunction(registered: RegisteredFunction, environment: Environment): HostFunction {
  const { name, bindings } = registered.metadata;
  if (!/^[a-z][a-z0-9_-]{0,127}$/i.test(name)) throw new Error(`"${name}" is not a valid function name`);
  const found = Object.entries(bindings).find(([, binding]) => /trigger$/i.test(binding.type ?? ""));
  if (found === undefined) throw new Error(`function "${name}" has no trigger`);
  const [bindingName, binding] = found;
  const disabled = isDisabled(name, environment);
  const type = binding.type ?? "";
  if (/^timertrigger$/i.test(type))
    return { name, registered, disabled, trigger: { kind: "timer", bindingName } };
  if (/^queuetrigger$/i.test(type)) {
    const { queueName = "", connection = "AzureWebJobsStorage" } = binding;
    if (!/^[a-z0-9](?:-?[a-z0-9]){2,62}$/.test(queueName))
      throw new Error(`function "${name}" has the impossible queue name "${queueName}"`);
    return { name, registered, disabled, trigger: { kind: "queue", bindingName, queueName, connection } };
  }
  if (!/^httptrigger$/i.test(type))
    throw new Error(`function "${name}" has a ${type}, which the local host does not run`);
  const trigger: HttpTrigger = {
    kind: "http",
    bindingName,
    // An empty route counts as none, so a function cannot answer at the root of its prefix.
    route: binding.route === undefined || binding.route === "" ? name : binding.route,
    methods: (binding.methods ?? []).map((method) => method.toUpperCase()),
    authLevel: authLevelOf(name, binding.authLevel ?? "function"),
  };
  return { name, registered, disabled, trigger };
}

function authLevelOf(name: string, text: string): AuthLevel {
  const level = (["anonymous", "function", "admin"] as const).find((known) => known === text.toLowerCase());
  if (level === undefined) throw new Error(`function "${name}" has the unknown authLevel "${text}"`);
  return level;
}

/** The app setting `AzureWebJobs.<name>.Disabled`; Linux has no dots in names and spells it with `__`. */
function isDisabled(name: string, environment: Environment): boolean {
  const setting =
    environment[`AzureWebJobs.${name}.Disabled`] ?? environment[`AzureWebJobs__${name}__Disabled`];
  return setting !== undefined && /^(?:true|1)$/i.test(setting);
}
