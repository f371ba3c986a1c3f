// Faults that a stand-in is told to have, so that tests can meet a counterpart on a bad day.

import type { ServerResponse } from "node:http";
import { setTimeout as vent } from "node:timers/promises";
import { createAndel } from "../http/andel.ts";

export type Fault =
  | { readonly type: "STATUS"; readonly status: number; readonly retryAfterSekunder?: number }
  | { readonly type: "TREG"; readonly ms: number }
  /** The request is taken and never answered. */
  | { readonly type: "HENGER" }
  /** The connection is cut. */
  | { readonly type: "BRUDD" }
  /** Status 200 with something that is not the contract. */
  | { readonly type: "SOEPPEL" };

export type Faultbryter = {
  /** Every request from now on has the fault, or only the next `antall`; with `andel` only that share of them, evenly spread. */
  sett(fault: Fault, antall?: number, andel?: number): void;
  frisk(): void;
  /** How often a fault has been carried out. */
  antall(): number;
  /** Carries out the fault, if there is one; true when the request has been dealt with. */
  utfoer(res: ServerResponse): Promise<boolean>;
};

/** A switch without a fault. */
export function createFaultbryter(): Faultbryter {
  let gjeldende: Fault | undefined;
  let igjen = 0;
  let rammer = createAndel(1);
  let utfoerte = 0;
  return {
    sett(fault, antall = Number.POSITIVE_INFINITY, andel = 1) {
      gjeldende = fault;
      igjen = antall;
      rammer = createAndel(andel);
    },
    frisk() {
      gjeldende = undefined;
    },
    antall: () => utfoerte,
    async utfoer(res) {
      if (gjeldende === undefined || igjen <= 0 || !rammer()) return false;
      igjen -= 1;
      utfoerte += 1;
      switch (gjeldende.type) {
        case "STATUS": {
          const { status, retryAfterSekunder } = gjeldende;
          if (retryAfterSekunder !== undefined) res.setHeader("retry-after", String(retryAfterSekunder));
          res.writeHead(status, { "content-type": "application/json" });
          res.end(JSON.stringify({ error: { code: "Fault", message: "told to fail" } }));
          return true;
        }
        case "TREG":
          await vent(gjeldende.ms, undefined, { ref: false });
          return false;
        case "HENGER":
          return true;
        case "BRUDD":
          res.socket?.destroy();
          return true;
        case "SOEPPEL":
          res.writeHead(200, { "content-type": "text/html" });
          res.end("<html>maintenance</html>");
          return true;
      }
    },
  };
}
