// The functions the templates call, worked out where that can be done beforehand. A function that is not here is an error.

import { asArgument, isList, isRecord, Symbolic, type Value } from "./value.ts";

type Function = (...args: readonly Value[]) => Value;

function unusable(name: string): never {
  throw new TypeError(`${name} is called with something it does not take`);
}

/** One that only Azure can answer: the call itself is the answer. */
function later(name: string): Function {
  return (...args) => new Symbolic(`${name}(${args.map(asArgument).join(", ")})`);
}

function concat(...args: readonly Value[]): Value {
  return args.every(isList) ? args.flat() : unusable("concat");
}

function union(...args: readonly Value[]): Value {
  if (args.every(isRecord)) return Object.assign({}, ...args) as Value;
  return args.every(isList) ? [...new Set(args.flat())] : unusable("union");
}

function empty(value: Value | undefined): Value {
  if (typeof value === "string" || isList(value)) return value.length === 0;
  if (value === null) return true;
  return isRecord(value) ? Object.keys(value).length === 0 : unusable("empty");
}

function take(value: Value | undefined, count: Value | undefined): Value {
  if (typeof count !== "number") return unusable("take");
  if (value instanceof Symbolic) return new Symbolic(`take(${value.text}, ${count})`);
  if (typeof value === "string" || isList(value)) return value.slice(0, count);
  return unusable("take");
}

/** Azure's public cloud. */
const ENVIRONMENT = { suffixes: { storage: "core.windows.net", keyvaultDns: ".vault.azure.net" } };

export const FUNCTIONS: Readonly<Record<string, Function>> = {
  concat,
  union,
  empty: (value) => empty(value),
  take: (value, count) => take(value, count),
  environment: () => ENVIRONMENT,
  subscription: () => ({ id: new Symbolic("subscription().id") }),
  tenant: () => ({ tenantId: new Symbolic("tenant().tenantId") }),
  uniqueString: later("uniqueString"),
  guid: later("guid"),
  subscriptionResourceId: later("subscriptionResourceId"),
};
