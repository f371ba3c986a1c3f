// Whether a schema and a type are told apart is decided by the compiler: `npm run typecheck` is what fails here.

import { describe, expectTypeOf, test } from "vitest";
import type { ErSamme } from "../../../functions/http/samme-type.ts";
import type { Dato } from "../../../shared/kernel/dato.ts";

type Same<A, B> = unknown extends ErSamme<A, B> ? true : false;

/** As deep as a del of a steg of an answer. */
type Dypt<T> = {
  readonly steg: readonly { readonly deler: readonly { readonly andel: { readonly m: T } }[] }[];
};

describe("a schema and a type", () => {
  test("are the same when they are the same JSON", () => {
    expectTypeOf<
      Same<
        { a: string[]; b?: { c: null } },
        { readonly a: readonly Dato[]; readonly b?: { readonly c: null } }
      >
    >().toEqualTypeOf<true>();
    expectTypeOf<Same<Dypt<"A" | 1>, Dypt<1 | "A">>>().toEqualTypeOf<true>();
  });

  test("differ when one has a member the other lacks, an optional one too", () => {
    expectTypeOf<Same<{ a: string }, { a: string; b: string }>>().toEqualTypeOf<false>();
    expectTypeOf<Same<{ a: string }, { a: string; b?: string }>>().toEqualTypeOf<false>();
    expectTypeOf<Same<{ a: string; b?: string }, { a: string }>>().toEqualTypeOf<false>();
    expectTypeOf<Same<{ a?: string }, { a: string }>>().toEqualTypeOf<false>();
  });

  test("differ when one has a value the other lacks, however deep it lies", () => {
    expectTypeOf<Same<{ a: "A" | "B" }, { a: "A" }>>().toEqualTypeOf<false>();
    expectTypeOf<Same<{ a: string | null }, { a: string }>>().toEqualTypeOf<false>();
    expectTypeOf<Same<{ a: { b: 1 } | null }, { a: { b: 1 } }>>().toEqualTypeOf<false>();
    expectTypeOf<Same<{ a: string }, { a: string[] }>>().toEqualTypeOf<false>();
    expectTypeOf<Same<Dypt<"A" | "B">, Dypt<"A">>>().toEqualTypeOf<false>();
    expectTypeOf<Same<Dypt<"A">, Dypt<"A" | "B">>>().toEqualTypeOf<false>();
    expectTypeOf<Same<Dypt<{ a?: 1 }>, Dypt<{ a: 1 }>>>().toEqualTypeOf<false>();
  });
});
