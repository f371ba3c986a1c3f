// A page of the feed twisted in the ways a feed can be.

import { z } from "zod";

export type Vrang =
  /** Every event twice. */
  | "DUBLETTER"
  /** The last event first. */
  | "UORDNET"
  | "UTEN_TYPE"
  | "UTEN_PERIODE"
  /** Every event under a number far below. */
  | "BAKLENGS";

const sideSchema = z.looseObject({
  hendelser: z.array(z.looseObject({ sekvensnummer: z.number() })),
});

type Hendelse = z.infer<typeof sideSchema>["hendelser"][number];

const LANGT_NED = 1_000_000;

function vri(hendelser: readonly Hendelse[], vrang: Vrang): readonly Hendelse[] {
  switch (vrang) {
    case "DUBLETTER":
      return hendelser.flatMap((hendelse) => [hendelse, hendelse]);
    case "UORDNET":
      return hendelser.toReversed();
    case "UTEN_TYPE":
      return hendelser.map((hendelse) => ({ ...hendelse, hendelsetype: null }));
    case "UTEN_PERIODE":
      return hendelser.map((hendelse) => ({ ...hendelse, gjelderPeriode: null }));
    case "BAKLENGS":
      return hendelser.map((hendelse) => ({
        ...hendelse,
        sekvensnummer: Math.max(1, hendelse.sekvensnummer - LANGT_NED),
      }));
  }
}

/** The body of a page, twisted; any other body as it is. */
export function vriSide(body: string, vrang: Vrang): string {
  const side = sideSchema.safeParse(JSON.parse(body));
  if (!side.success) return body;
  return JSON.stringify({ ...side.data, hendelser: vri(side.data.hendelser, vrang) });
}
