import type { FunctionCallback, FunctionMetadata, RegisteredFunction } from "./core-types.ts";
import { Disposable } from "./disposable.ts";

export type Registry = {
  /** Adds a function. Throws when the table is locked or holds the id already. */
  register(metadata: FunctionMetadata, callback: FunctionCallback): Disposable;
  /** Ends start-up: from here on `register` throws. */
  lock(): void;
  all(): readonly RegisteredFunction[];
};

/** The functions a bundle registers while its entry file loads, by functionId or else name. */
export function createRegistry(): Registry {
  const functions = new Map<string, RegisteredFunction>();
  let locked = false;
  return {
    register(metadata, callback) {
      const id = metadata.functionId ?? metadata.name;
      if (locked) throw new Error(`function "${id}" was registered after start-up`);
      if (functions.has(id)) throw new Error(`function "${id}" is registered twice`);
      functions.set(id, { metadata, callback });
      return new Disposable(() => functions.delete(id));
    },
    lock() {
      locked = true;
    },
    all: () => [...functions.values()],
  };
}
