// Timers: read the feed of settlement events, and remove what is out of date.

import type { Feil } from "../shared/kernel/feil.ts";
import type { LesHendelser, Utfall } from "../shared/hendelser/les-hendelser.ts";
import { ryddHendelser, type RyddDeps } from "../shared/hendelser/rydd.ts";
import type { Bakgrunnsarbeid, Bakgrunnslinje } from "./bakgrunn.ts";

/** Outcomes that need nobody: the next run goes on from there. */
const SOM_DET_SKAL: ReadonlySet<Utfall> = new Set([
  "A_JOUR",
  "TIDEN_UTE",
  "INGEN_ABONNEMENTER",
  "ANNEN_LESER",
]);

function fakta(
  feil: Feil | undefined,
): Pick<
  Extract<Bakgrunnslinje, { kode: "HENDELSER_LEST" | "HENDELSER_IKKE_LEST" }>,
  "feilkode" | "motpart" | "aarsakskode"
> {
  if (feil === undefined) return {};
  return {
    feilkode: feil.kode,
    ...("motpart" in feil ? { motpart: feil.motpart } : {}),
    ...("aarsakskode" in feil ? { aarsakskode: feil.aarsakskode } : {}),
  };
}

/** Reads until the end of the feed or until time is short. */
export function createHendelser(les: LesHendelser): Bakgrunnsarbeid<unknown> {
  return async (_, logg) => {
    const { feil, ...lesning } = await les();
    const bra = SOM_DET_SKAL.has(lesning.utfall) && lesning.baklengs + lesning.uleselige === 0;
    if (bra) logg.info({ kode: "HENDELSER_LEST", ...lesning });
    else logg.feil({ kode: "HENDELSER_IKKE_LEST", ...lesning, ...fakta(feil) });
  };
}

export function createOpprydding(deps: RyddDeps): Bakgrunnsarbeid<unknown> {
  return async (_, logg) => {
    const ryddet = await ryddHendelser(deps);
    if (ryddet.ok) logg.info({ kode: "HENDELSER_RYDDET", ...ryddet.value });
    else logg.feil({ kode: "HENDELSER_IKKE_RYDDET", feilkode: ryddet.feil.kode });
  };
}
