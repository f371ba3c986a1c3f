// Which virksomheter are municipalities that Skatteetaten has given the rettighetspakke, API by API.

import type { Personapi } from "./api.ts";

/** Synthetic municipalities that have the package for every API when nothing else is said. */
export const TESTKOMMUNER: readonly string[] = ["313876144", "310827002"];

export type Kommuner = {
  readonly harPakke: (orgnr: string, api: Personapi) => boolean;
  readonly giPakke: (orgnr: string, api: Personapi) => void;
  readonly trekkPakke: (orgnr: string, api: Personapi) => void;
};

/** The municipalities given have the package for every API. */
export function createKommuner(orgnumre: readonly string[], apier: readonly Personapi[]): Kommuner {
  const pakker = new Set(orgnumre.flatMap((orgnr) => apier.map((api) => `${orgnr} ${api}`)));
  return {
    harPakke: (orgnr, api) => pakker.has(`${orgnr} ${api}`),
    giPakke: (orgnr, api) => pakker.add(`${orgnr} ${api}`),
    trekkPakke: (orgnr, api) => pakker.delete(`${orgnr} ${api}`),
  };
}
