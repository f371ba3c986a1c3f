// How many calls are under way at once per API and consumer. Skatteetaten asks for at most five.

import type { Api } from "./api.ts";

export type Samtidighet = {
  /** Counts a call in; the function returned counts it out. */
  readonly inn: (api: Api, consumer: string) => () => void;
  /** The most seen at once, of one API and consumer, or over all of them. */
  readonly stoerste: (api?: Api, consumer?: string) => number;
  readonly nullstill: () => void;
};

type Teller = { readonly api: Api; readonly consumer: string; naa: number; stoerste: number };

export function createSamtidighet(): Samtidighet {
  const tellere = new Map<string, Teller>();
  return {
    inn(api, consumer) {
      const noekkel = `${api} ${consumer}`;
      const teller = tellere.get(noekkel) ?? { api, consumer, naa: 0, stoerste: 0 };
      tellere.set(noekkel, teller);
      teller.naa += 1;
      teller.stoerste = Math.max(teller.stoerste, teller.naa);
      return () => {
        teller.naa -= 1;
      };
    },
    stoerste: (api, consumer) =>
      Math.max(
        0,
        ...[...tellere.values()]
          .filter((t) => (api ?? t.api) === t.api && (consumer ?? t.consumer) === t.consumer)
          .map((t) => t.stoerste),
      ),
    nullstill() {
      for (const teller of tellere.values()) teller.stoerste = teller.naa;
    },
  };
}
