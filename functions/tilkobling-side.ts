// GET /tilkobling and GET /tilkobling/{orgnr}: the pages about who is connected and what is missing, open to all.

import type { Organisasjonsnummer } from "../shared/kernel/organisasjonsnummer.ts";
import { err, ok } from "../shared/kernel/result.ts";
import type { Kommune } from "../shared/tilkobling/kommuner.ts";
import type { Tilkoblingslager } from "../shared/tilkobling/lager.ts";
import { lagOversikt } from "../shared/tilkobling/oversikt.ts";
import type { Handler } from "./http/boundary.ts";
import { sistKjent, type SistKjentDeps } from "./http/sist-kjent.ts";
import { visKommune } from "./side/kommune.ts";
import { visOversikt } from "./side/oversikt.ts";
import { LENGSTE_SOEK } from "./side/soek.ts";
import { somFerskt } from "./side/svar.ts";

export type OversiktsideDeps = {
  readonly lager: Pick<Tilkoblingslager, "lesAlle">;
  /** All that are known by name, in the order they are shown. */
  readonly kommuner: readonly Kommune[];
  readonly leverandoer: Organisasjonsnummer;
};

export function createOversiktside({ lager, kommuner, leverandoer }: OversiktsideDeps): Handler {
  return async (request) => {
    const soek = request.query.get("soek")?.trim() ?? "";
    if (soek.length > LENGSTE_SOEK) {
      const melding = `kan ha høyst ${String(LENGSTE_SOEK)} tegn`;
      return err({ kode: "ugyldig-forespoersel", felt: [{ sti: "soek", melding }] });
    }
    const lest = await lager.lesAlle();
    if (!lest.ok) return lest;
    const oversikt = lagOversikt(kommuner, lest.value, leverandoer);
    return ok(somFerskt(visOversikt({ ...oversikt, soek: soek === "" ? null : soek }), request));
  };
}

export function createKommuneside(deps: SistKjentDeps): Handler {
  return async (request) => {
    const status = await sistKjent(request, deps);
    return status.ok ? ok(somFerskt(visKommune(status.value), request)) : status;
  };
}
