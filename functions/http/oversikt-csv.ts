// The overview of municipalities as a spreadsheet reads it.

import type { Oversikt } from "../../shared/tilkobling/oversikt.ts";
import { navnPaaSteg } from "../../shared/tilkobling/status.ts";

const LINJESKIFT = "\r\n";

/** Quoted where a separator, a quote or a line break calls for it (RFC 4180), and never a formula. */
function felt(verdi: string): string {
  const trygg = /^[=+\-@\t]/.test(verdi) ? `'${verdi}` : verdi;
  return /[;"\r\n]/.test(trygg) ? `"${trygg.replaceAll('"', '""')}"` : trygg;
}

/** Semicolons, as Norwegian spreadsheets want; one line per municipality, one column per step. */
export function oversiktSomCsv({ rader }: Oversikt): string {
  const steg = rader[0]?.steg.map(navnPaaSteg) ?? [];
  const hode = ["organisasjonsnummer", "navn", "klar", "sjekket", ...steg];
  const linjer = rader.map((rad) => [
    rad.organisasjonsnummer,
    rad.navn,
    rad.klar ? "JA" : "NEI",
    rad.sjekket ?? "",
    ...rad.steg.map(({ status }) => status),
  ]);
  return [hode, ...linjer].map((linje) => `${linje.map(felt).join(";")}${LINJESKIFT}`).join("");
}
