// A bounded number of pieces of work at a time. Who finds no place is told so at once: a queue would only time out later.

import type { Feil } from "../../shared/kernel/feil.ts";
import { err, type Result } from "../../shared/kernel/result.ts";

/** Does the work in a place of its own, given back however it ends; `opptatt`, and nothing done, when all are taken. */
export type IPlass = <T>(arbeid: () => Promise<Result<T, Feil>>) => Promise<Result<T, Feil>>;

/** Creates so many places. */
export function createPlasser(antall: number): IPlass {
  let opptatt = 0;
  return async (arbeid) => {
    if (opptatt >= antall) return err({ kode: "opptatt" });
    opptatt += 1;
    try {
      return await arbeid();
    } finally {
      opptatt -= 1;
    }
  };
}
