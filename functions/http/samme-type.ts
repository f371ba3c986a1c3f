// A schema of an answer beside the type it describes: that the two are the same is a matter for the compiler.

import type { z } from "zod";
import type { Dato } from "../../shared/kernel/dato.ts";

/** A type as its JSON has it: dates are text, and nothing is readonly. */
export type SomJson<T> = T extends Dato
  ? string
  : T extends readonly (infer E)[]
    ? SomJson<E>[]
    : T extends object
      ? { -readonly [K in keyof T]: SomJson<T[K]> }
      : T;

/** Two types that are the same in every member, optional ones too; assignability would let those slip. */
export type ErSamme<A, B> =
  (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? unknown : "schema and type differ";

/** A schema, given that what it reads is T as JSON; nothing can be assigned to it otherwise. */
export type SchemaFor<S extends z.ZodType, T> = S & ErSamme<z.infer<S>, SomJson<T>>;
