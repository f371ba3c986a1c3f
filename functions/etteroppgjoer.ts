// POST /api/v1/etteroppgjoer: many cases at once. They are checked now and handled afterwards; 202 says where to look.

import { aarAv, norskDato } from "../shared/kernel/dato.ts";
import { err, ok } from "../shared/kernel/result.ts";
import { framdrift, slettes, type Jobb } from "../shared/etteroppgjoer/jobb.ts";
import type { Jobblager, Koe } from "../shared/etteroppgjoer/lager.ts";
import { kanoniskJson, type Json } from "../shared/oppslag/kanonisk.ts";
import type { Handler } from "./http/boundary.ts";
import type { Autentiser } from "./http/caller.ts";
import { etteroppgjoerSchema } from "./http/etteroppgjoer-schema.ts";
import { lesKropp, lesVerdi } from "./http/les-json.ts";

export type EtteroppgjoerDeps = {
  readonly autentiser: Autentiser;
  readonly scope: string;
  readonly miljoe: "test" | "produksjon";
  readonly now: () => Date;
  readonly lager: Pick<Jobblager, "opprett">;
  readonly koe: Koe;
};

/** Two thousand cases of two kilobytes each. */
const GRENSE_BYTE = 4 * 1024 * 1024;

/** A job that is handled or waits its turn shows a sign of life more often than this. */
const STILLE_MS = 15 * 60_000;

/**
 * Whether a job needs a message. Also when it was there before: should its message have been lost, this starts it again. One
 * that is being handled has its message, and one more each time it is sent again would only fill the queue.
 */
function trengerMelding(jobb: Jobb, naa: Date): boolean {
  const { status } = framdrift(jobb);
  if (status === "FERDIG") return false;
  const uroert = jobb.endret === jobb.mottatt;
  return uroert || status === "STANSET" || naa.getTime() - Date.parse(jobb.endret) > STILLE_MS;
}

/** What is told of a job besides its results. */
export function visJobb(jobb: Jobb) {
  const { status, beregnet, feilet, igjen } = framdrift(jobb);
  return {
    id: jobb.jobbId,
    status,
    antall: jobb.antall,
    beregnet,
    feilet,
    igjen,
    mottatt: jobb.mottatt,
    slettes: slettes(new Date(jobb.mottatt)),
  };
}

export function createEtteroppgjoer(deps: EtteroppgjoerDeps): Handler {
  // The schema depends on the year only, so it is made once a year.
  let gjeldende:
    { readonly aar: number; readonly schema: ReturnType<typeof etteroppgjoerSchema> } | undefined;
  const schemaFor = (aar: number): ReturnType<typeof etteroppgjoerSchema> => {
    if (gjeldende?.aar !== aar) gjeldende = { aar, schema: etteroppgjoerSchema(deps.miljoe, aar) };
    return gjeldende.schema;
  };

  return async (request, { korrelasjonsid }) => {
    const caller = await deps.autentiser(request, deps.scope);
    if (!caller.ok) return caller;
    const kropp = await lesKropp(request, GRENSE_BYTE);
    if (!kropp.ok) return kropp;
    const mottatt = deps.now();
    const lest = lesVerdi(kropp.value, schemaFor(aarAv(norskDato(mottatt)) - 1));
    if (!lest.ok) return lest;
    const { kommune, leverandoer, clientId, jti } = caller.value;
    // Kept as they were sent: what has been read holds persons that refuse to be written down.
    const { saker } = kropp.value as { readonly saker: readonly Json[] };
    const opprettet = await deps.lager.opprett(kommune, {
      noekkel: lest.value.noekkel,
      kanonisk: kanoniskJson(saker),
      saker,
      ansvar: { leverandoer, clientId, jti, korrelasjonsid },
      mottatt,
    });
    if (!opprettet.ok) return opprettet;
    if (opprettet.value === "ANNET_INNHOLD") return err({ kode: "noekkel-i-bruk" });
    const jobb = opprettet.value;
    if (trengerMelding(jobb, mottatt)) {
      const sendt = await deps.koe.send({ kommune, jobbId: jobb.jobbId }, 0);
      if (!sendt.ok) return sendt;
    }
    const headers = { Location: `/api/v1/etteroppgjoer/${jobb.jobbId}` };
    return ok({ status: 202, headers, jsonBody: visJobb(jobb) });
  };
}
