// Every path or method that no other function answers. The host takes functions by name in alphabetical order, so this
// one must be registered under a name that sorts last.

import { err } from "../shared/kernel/result.ts";
import type { Handler } from "./http/boundary.ts";

export function createUkjentRute(): Handler {
  return () => Promise.resolve(err({ kode: "ikke-funnet" }));
}
