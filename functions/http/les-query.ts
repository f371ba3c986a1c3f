// Whole numbers of a query: bounded, with a default, and nothing else in it than what is known.

import type { HttpRequest } from "@azure/functions";
import type { Feil, Feltfeil } from "../../shared/kernel/feil.ts";
import { err, ok, type Result } from "../../shared/kernel/result.ts";

export type Heltall = { readonly min: number; readonly max: number; readonly uten: number };

/** The numbers by name; `ugyldig-forespoersel` names the parameters that do not fit. */
export function lesQuery<N extends string>(
  request: HttpRequest,
  parametre: Readonly<Record<N, Heltall>>,
): Result<Readonly<Record<N, number>>, Feil> {
  const kjente = new Map<string, Heltall>(Object.entries<Heltall>(parametre));
  const felt: Feltfeil[] = [];
  for (const navn of request.query.keys()) {
    if (kjente.has(navn)) continue;
    const sti = /^[a-z]{1,60}$/i.test(navn) ? navn : "";
    felt.push({ sti, melding: "finnes ikke i tjenesten; fjern parameteren eller rett navnet" });
  }
  const verdier = new Map<string, number>();
  for (const [navn, { min, max, uten }] of kjente) {
    const tekst = request.query.get(navn);
    const tall = tekst === null ? uten : /^[0-9]{1,15}$/.test(tekst) ? Number(tekst) : Number.NaN;
    if (tall >= min && tall <= max) verdier.set(navn, tall);
    else felt.push({ sti: navn, melding: `må være et helt tall fra ${min} til ${max}` });
  }
  if (felt.length > 0) return err({ kode: "ugyldig-forespoersel", felt });
  return ok(Object.fromEntries(verdier) as Readonly<Record<N, number>>);
}
