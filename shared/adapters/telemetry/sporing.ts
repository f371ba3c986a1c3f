// Whose trace a piece of work belongs to (W3C Trace Context), and what becomes known of each call and request. Those who want
// to know listen; nothing is sent anywhere from here.

import { AsyncLocalStorage } from "node:async_hooks";
import type { Adressat } from "../../kernel/http.ts";
import type { Kallutfall, Sporetforespoersel, Sporing, Telling } from "../../kernel/sporing.ts";

/** A call to a counterpart that has ended. */
export type Ferdigkall = {
  /** 32 hex digits: the trace of the request it was made for, or one of its own. */
  readonly sporId: string;
  /** 16 hex digits: the request that caused the call, or what stands for it. */
  readonly forelderId: string;
  readonly funksjon: string | undefined;
  readonly korrelasjonsid: string | undefined;
  readonly motpart: Adressat;
  readonly operasjon: string;
  readonly start: Date;
  readonly varighetMs: number;
  readonly utfall: Kallutfall;
};

export type Lytter = {
  readonly kall?: (kall: Ferdigkall) => void;
  readonly telling?: (telling: Telling) => void;
  /** A request has its answer. */
  readonly besvart?: () => void;
};

export type SporingDeps = {
  readonly now: () => Date;
  /** Milliseconds on a clock that only goes forward. */
  readonly klokkeMs: () => number;
  /** So many random bytes as hex. */
  readonly tilfeldigHex: (antallByte: number) => string;
  /** Told in this order. */
  readonly lyttere: readonly Lytter[];
  /** Hears, once, that a listener threw: nobody who asks us for something must notice. */
  readonly meld: (aarsak: { readonly kode: "LYTTER_FEILET" }) => void;
};

type Spor = Pick<Ferdigkall, "sporId" | "forelderId" | "funksjon" | "korrelasjonsid">;

/** What a request is part of, found out when the first call is made for it: a calculation makes none. */
type Utsatt = () => Spor;

/** Version 00, ids that are not all zeros (W3C Trace Context § 3.2.2). */
const TRACEPARENT = /^00-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-[0-9a-f]{2}$/;

/** Creates the tracing. A request without a `traceparent`, or with one that is not right, starts a trace of its own. */
export function createSporing({ now, klokkeMs, tilfeldigHex, lyttere, meld }: SporingDeps): Sporing {
  const spor = new AsyncLocalStorage<Utsatt>();
  let meldt = false;

  function fortell(si: (lytter: Lytter) => void): void {
    for (const lytter of lyttere) {
      try {
        si(lytter);
      } catch {
        // What it threw may quote what it was told.
        if (!meldt) meld({ kode: "LYTTER_FEILET" });
        meldt = true;
      }
    }
  }

  function finnSpor({ funksjon, korrelasjonsid, traceparent }: Partial<Sporetforespoersel>): Spor {
    const [, sporId = tilfeldigHex(16), forelderId = tilfeldigHex(8)] =
      TRACEPARENT.exec(traceparent ?? "") ?? [];
    return { funksjon, korrelasjonsid, sporId, forelderId };
  }

  function utsett(forespoersel: Sporetforespoersel): Utsatt {
    let funnet: Spor | undefined;
    return () => (funnet ??= finnSpor(forespoersel));
  }

  return {
    async forespoersel(forespoersel, arbeid) {
      try {
        return await spor.run(utsett(forespoersel), arbeid);
      } finally {
        fortell((lytter) => lytter.besvart?.());
      }
    },

    kall(motpart, operasjon) {
      const hvor = spor.getStore()?.() ?? finnSpor({});
      const start = now();
      const startMs = klokkeMs();
      let ferdig = false;
      return {
        traceparent: `00-${hvor.sporId}-${tilfeldigHex(8)}-01`,
        slutt(utfall) {
          if (ferdig) return;
          ferdig = true;
          const kall = { ...hvor, motpart, operasjon, start, varighetMs: klokkeMs() - startMs, utfall };
          fortell((lytter) => lytter.kall?.(kall));
        },
      };
    },

    tell(telling) {
      fortell((lytter) => lytter.telling?.(telling));
    },
  };
}
