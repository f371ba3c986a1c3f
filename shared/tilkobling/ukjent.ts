// Why something could not be found out, as a code that the texts know.

import type { Feil } from "../kernel/feil.ts";
import type { Proeve } from "./hendelse.ts";

/** Every kode has its case: forgetting one does not compile. */
function aarsakskode(feil: Feil): string {
  if ("aarsakskode" in feil) return feil.aarsakskode;
  switch (feil.kode) {
    case "motpart-utilgjengelig":
      return "UTILGJENGELIG";
    case "ugyldig-svar":
      return "UGYLDIG_SVAR";
    // What only a request to us can be: no counterpart gives these.
    case "ugyldig-forespoersel":
    case "ikke-autentisert":
    case "ikke-tilgang":
    case "ikke-funnet":
    case "noekkel-i-bruk":
    case "for-stor":
    case "feil-medietype":
    case "satser-mangler":
    case "tegn-mangler":
    case "segl-ugyldig":
    case "logg-utilgjengelig":
    case "opptatt":
      return "UVENTET_FEIL";
  }
}

/** Not found out, and why. */
export function ukjent(kode: string): Proeve {
  return { status: "UKJENT", aarsakskode: kode };
}

/** Not found out because asking failed. */
export function ukjentEtter(feil: Feil): Proeve {
  return ukjent(aarsakskode(feil));
}
