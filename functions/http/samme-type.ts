// A schema of an answer beside the type it describes: that the two are the same is a matter for the compiler. Assignability
// will not do: it lets optional members slip and looks only some levels down.

import type { z } from "zod";
import type { Dato } from "../../shared/kernel/dato.ts";

/** What a value can be without being an object; a date is text in JSON. */
type Enkel<T> = T extends Dato ? string : T extends object | undefined ? never : T;
type Sammensatt<T> = T extends Dato ? never : Extract<T, object>;
type ErValgfri<T, K extends keyof T> = object extends Pick<T, K> ? true : false;

type Like<A, B> = [Enkel<A>, Enkel<B>] extends [Enkel<B>, Enkel<A>]
  ? LikeDeler<Sammensatt<A>, Sammensatt<B>>
  : false;

type LikeDeler<A, B> = [A, B] extends [never, never]
  ? true
  : [A, B] extends [readonly (infer E)[], readonly (infer F)[]]
    ? Like<E, F>
    : [keyof A, keyof B] extends [keyof B, keyof A]
      ? false extends { [K in keyof (A | B)]-?: LikeMedlem<A, B, K> }[keyof (A | B)]
        ? false
        : true
      : false;

type LikeMedlem<A, B, K extends keyof (A | B)> = [ErValgfri<A, K>] extends [ErValgfri<B, K>]
  ? Like<A[K], B[K]>
  : false;

/** unknown when the two are the same in JSON; otherwise a text, which no schema is. */
export type ErSamme<A, B> = Like<A, B> extends true ? unknown : "schema and type differ";

/** A schema, given that what it reads is T; nothing can be assigned to it otherwise. */
export type SchemaFor<S extends z.ZodType, T> = S & ErSamme<z.infer<S>, T>;
