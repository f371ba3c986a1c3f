// What must never be in what the service writes, or sends as telemetry: numbers of persons, amounts, tokens, addresses.

import { lesPersonbeloep, linjerMedBeloep } from "../functions/tjeneste.ts";
import { linjerMedNummer } from "../functions/sifre.ts";
import type { Item } from "../standins/azure/ingestion-server.ts";

/** How a JWT begins, and so every token and seal. */
const JWT = "eyJ";
const ADRESSE = /https?:/;
/** Ids and times, which may hold any digits. A number alone is neither. */
const ID_ELLER_TID =
  /^[0-9a-f]{16}$|^[0-9a-f]{32}$|^[0-9a-f-]{36}$|^([0-9]+\.)?[0-9]{2}(:[0-9]{2}){2}(\.[0-9]+)?$|^[0-9-]{10}T[0-9:.]+Z$/;

function funn(antall: number, hva: string): string[] {
  return antall > 0 ? [`${antall} ${hva}`] : [];
}

export function bruddILoggen(logg: string): string[] {
  const tokener = logg.split("\n").filter((linje) => linje.includes(JWT));
  return [
    ...funn(linjerMedNummer(logg).length, "lines of log hold a person's number"),
    ...funn(linjerMedBeloep(logg).length, "lines of log hold an amount of a person"),
    ...funn(tokener.length, "lines of log hold a token"),
  ];
}

/** Every text and number in it, keys too, one by one. */
function verdierI(verdi: unknown): (string | number)[] {
  if (typeof verdi === "string" || typeof verdi === "number") return [verdi];
  // A place in a list is no text: with enough of them it is the same number as some amount.
  if (Array.isArray(verdi)) return verdi.flatMap(verdierI);
  if (typeof verdi !== "object" || verdi === null) return [];
  return Object.entries(verdi).flatMap(([navn, under]) => [navn, ...verdierI(under)]);
}

/** `items` is what was taken in, `tekst` the bodies they came in. */
export function bruddITelemetrien(items: readonly Item[], tekst: string): string[] {
  const verdier = verdierI(items);
  const tekster = verdier
    .filter((verdi) => typeof verdi === "string")
    .filter((verdi) => !ID_ELLER_TID.test(verdi))
    .join("\n");
  const beloep = lesPersonbeloep();
  const tall = verdier.filter((verdi) => typeof verdi === "number" && beloep.has(String(verdi)));
  return [
    // Where nothing arrived, nothing was looked at.
    ...(items.length === 0 ? ["no telemetry arrived"] : []),
    ...funn(linjerMedNummer(tekster).length, "texts of telemetry hold a person's number"),
    ...funn(linjerMedBeloep(tekster).length, "texts of telemetry hold an amount of a person"),
    ...funn(tall.length, "numbers of telemetry are an amount of a person"),
    ...(tekst.includes(JWT) ? ["telemetry holds a token"] : []),
    ...(ADRESSE.test(tekst) ? ["telemetry holds an address"] : []),
  ];
}
