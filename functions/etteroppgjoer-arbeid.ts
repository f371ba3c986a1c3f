// Queues: a job's turn, and a job that the platform has given up.

import { z } from "zod";
import { lesOrganisasjonsnummer } from "../shared/kernel/organisasjonsnummer.ts";
import type { BehandleJobb, Jobbutfall } from "../shared/etteroppgjoer/behandle-jobb.ts";
import type { Jobblager } from "../shared/etteroppgjoer/lager.ts";
import type { Bakgrunnsarbeid } from "./bakgrunn.ts";

const meldingSchema = z.strictObject({
  kommune: z.string().transform((tekst, ctx) => {
    const lest = lesOrganisasjonsnummer(tekst);
    if (lest !== undefined) return lest;
    ctx.addIssue({ code: "custom" });
    return z.NEVER;
  }),
  jobbId: z.uuid(),
});

const SOM_DET_SKAL: ReadonlySet<Jobbutfall> = new Set(["FERDIG", "FORTSETTER", "OPPTATT"]);

/**
 * One turn. A message that is none, and a job that can be neither read nor put back, are thrown: then the platform tries again,
 * and gives it up in the end.
 */
export function createEtteroppgjoerArbeid(behandle: BehandleJobb): Bakgrunnsarbeid<unknown> {
  return async (inn, logg) => {
    const melding = meldingSchema.parse(inn);
    const arbeid = await behandle(melding);
    if (!arbeid.ok) throw new Error("the job could not be put back in the queue");
    const { feil, ...resten } = arbeid.value;
    const linje = { ...resten, ...melding };
    if (SOM_DET_SKAL.has(resten.utfall)) logg.info({ kode: "ETTEROPPGJOER_TUR", ...linje });
    else {
      const feilkode = feil === undefined ? {} : { feilkode: feil.kode };
      logg.feil({ kode: "ETTEROPPGJOER_HINDRET", ...linje, ...feilkode });
    }
    if (resten.utfall === "ULESELIG") throw new Error("what is kept of the job cannot be read");
  };
}

/** Takes what the platform gave up after its tries: tells the operator, and whoever asks for the job. */
export function createEtteroppgjoerStanset(
  lager: Pick<Jobblager, "hent" | "lagre">,
): Bakgrunnsarbeid<unknown> {
  return async (inn, logg) => {
    const melding = meldingSchema.safeParse(inn);
    if (!melding.success) {
      // What it holds is not logged: it is none of ours.
      logg.feil({ kode: "ETTEROPPGJOER_FREMMED_MELDING" });
      return;
    }
    const { kommune, jobbId } = melding.data;
    logg.feil({ kode: "ETTEROPPGJOER_STANSET", kommune, jobbId });
    const lest = await lager.hent(kommune, jobbId);
    // It may be why the job was given up: then there is nothing to mark, and trying again does not help.
    if (!lest.ok && lest.feil.kode === "ugyldig-svar") return;
    if (!lest.ok) throw new Error("the job could not be read");
    if (lest.value === undefined) return;
    const lagret = await lager.lagre(lest.value, { ...lest.value.jobb, stanset: true });
    if (!lagret.ok || lagret.value === "ENDRET") throw new Error("the job could not be marked");
  };
}
