// What the tests of a lookup have in common: requests for synthetic persons, and how their answers are read.

import type { Oppslagssvar } from "../../shared/oppslag/oppslagssvar.ts";
import { SITUASJONER } from "../standins/skatteetaten/personer.ts";
import type { Svar, Tjeneste } from "./tjeneste.ts";

export type Personer = [rolle: string, personidentifikator: string][];

/** The household of the incumbent's documentation, inntektsaar 2023. */
export const KS: Personer = [
  ["BEBOER", SITUASJONER.ksBeboer],
  ["EKTEFELLE", SITUASJONER.ksEktefelle],
];

export function forespoersel(inntektsaar: unknown, ...personer: Personer): Record<string, unknown> {
  return {
    inntektsaar,
    personer: personer.map(([rolle, personidentifikator]) => ({ rolle, personidentifikator })),
    saksreferanse: "2026/1234",
  };
}

export function slaaOpp(tjeneste: Tjeneste, inntektsaar: unknown, ...personer: Personer): Promise<Svar> {
  return tjeneste.post("/api/v1/oppslag", forespoersel(inntektsaar, ...personer));
}

/** The answer of a lookup that must succeed. */
export async function funnet(
  tjeneste: Tjeneste,
  inntektsaar: unknown,
  ...personer: Personer
): Promise<Oppslagssvar> {
  const svar = await slaaOpp(tjeneste, inntektsaar, ...personer);
  if (svar.status !== 200) throw new Error(svar.tekst);
  return svar.json as unknown as Oppslagssvar;
}

/** Where the input faults of a problem are; undefined when it has none. */
export function stier(svar: Svar): string[] | undefined {
  const felt = svar.json?.felt;
  return Array.isArray(felt) ? (felt as { sti: string }[]).map((f) => f.sti) : undefined;
}
