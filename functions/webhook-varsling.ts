// Timer: tells municipalities that asked for it that their feed has grown.

import type { Varsle } from "../shared/hendelser/varsle.ts";
import type { Bakgrunnsarbeid } from "./bakgrunn.ts";

export function createWebhookVarsling(varsle: Varsle): Bakgrunnsarbeid<unknown> {
  return async (_, logg) => {
    const { feil, ...varsling } = await varsle((kommune, aarsak) => {
      logg.feil({ kode: "WEBHOOK_STANSET", kommune, aarsak });
    });
    if (feil === undefined) logg.info({ kode: "WEBHOOK_VARSLET", ...varsling });
    else logg.feil({ kode: "WEBHOOK_IKKE_VARSLET", ...varsling, feilkode: feil.kode });
  };
}
