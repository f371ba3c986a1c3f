// Which virksomheter are municipalities that Skatteetaten has given the rettighetspakke, API by API.

import type { Api } from "./api.ts";

/** Synthetic municipalities that have the package for every API when nothing else is said. */
export const TESTKOMMUNER: readonly string[] = ["313876144", "310827002"];

export type Kommuner = {
  readonly harPakke: (orgnr: string, api: Api) => boolean;
  readonly giPakke: (orgnr: string, api: Api) => void;
  readonly trekkPakke: (orgnr: string, api: Api) => void;
};

/** The municipalities given have the package for every API. */
export function createKommuner(orgnumre: readonly string[], apier: readonly Api[]): Kommuner {
  const pakker = new Set(orgnumre.flatMap((orgnr) => apier.map((api) => `${orgnr} ${api}`)));
  return {
    harPakke: (orgnr, api) => pakker.has(`${orgnr} ${api}`),
    giPakke: (orgnr, api) => pakker.add(`${orgnr} ${api}`),
    trekkPakke: (orgnr, api) => pakker.delete(`${orgnr} ${api}`),
  };
}
