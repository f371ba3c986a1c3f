// Recomputes every step from the JSON of a result alone, in exact rationals, without the code that made it.
import type { Beregningsresultat, Steg } from "../../shared/beregning/resultat.ts";

const HUNDREDELS_OERE = 10_000n;

/** Hundredths of an oere of a decimal string with at most four decimals. */
function les(tekst: string): bigint {
  const treff = /^(-?)([0-9]+)\.([0-9]{2,4})$/.exec(tekst);
  if (treff === null) throw new Error("not an amount");
  const [, minus, heltall, desimaler] = treff;
  const tall = BigInt(`${String(heltall)}${String(desimaler).padEnd(4, "0")}`);
  return minus === "-" ? -tall : tall;
}

/** Quotient towards minus infinity. */
function gulv(a: bigint, b: bigint): bigint {
  const rest = a % b;
  return (a - (rest < 0n ? rest + b : rest)) / b;
}

/** The amount a step should have, as hundredths of an oere. */
function regnUt({ operasjon, desimaler, deler }: Steg): bigint {
  // A common denominator keeps it exact: every share has a nevner that divides 12 000.
  const N = 12_000n;
  const verdier = deler.map(({ beloep, fortegn, andel }) => {
    const teller = BigInt(andel?.teller ?? 1);
    const nevner = BigInt(andel?.nevner ?? 1);
    if (N % nevner !== 0n) throw new Error("unexpected nevner");
    const verdi = les(beloep) * teller * (N / nevner);
    return fortegn === "-" ? -verdi : verdi;
  });
  const sum = verdier.reduce((a, b) => a + b, 0n);
  const minste = verdier.reduce((a, b) => (b < a ? b : a), verdier[0] ?? 0n);
  const verdi = operasjon === "MINSTE" ? minste : operasjon === "SUM" || sum > 0n ? sum : 0n;
  const trinn = desimaler === 2 ? 100n : 1n;
  return gulv(verdi, N * trinn) * trinn;
}

/** The koder of the steps that do not follow from their parts, or that quote another step wrongly. */
export function stegSomIkkeStemmer({ steg, egenandel }: Beregningsresultat): string[] {
  const feil: string[] = [];
  const tidligere = new Map<string, string>();
  steg.forEach((s, i) => {
    const feilSitert = s.deler.some(
      (d) => d.kilde === "STEG" && tidligere.get(d.kildereferanse ?? "") !== d.beloep,
    );
    if (regnUt(s) !== les(s.beloep) || s.nr !== i + 1 || feilSitert) feil.push(s.kode);
    tidligere.set(s.kode, s.beloep);
  });
  if (steg.at(-1)?.beloep !== egenandel.eksaktPerAar) feil.push("siste steg");
  if (gulv(les(egenandel.eksaktPerAar), HUNDREDELS_OERE) > egenandel.perAar) feil.push("perAar");
  return feil;
}
