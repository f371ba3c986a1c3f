// GET /tilkobling and GET /tilkobling/{orgnr}: the pages about who is connected and what is missing, open to all.

import { err, ok } from "../shared/kernel/result.ts";
import type { Kommune } from "../shared/tilkobling/kommuner.ts";
import type { Tilkoblingslager } from "../shared/tilkobling/lager.ts";
import { lagOversikt } from "../shared/tilkobling/oversikt.ts";
import { visTilkobling } from "../shared/tilkobling/status.ts";
import { tomTilkobling } from "../shared/tilkobling/tilkobling.ts";
import type { Handler } from "./http/boundary.ts";
import { kommuneISti, type FinnKommune } from "./http/kommune-i-sti.ts";
import { visKommune } from "./side/kommune.ts";
import { visOversikt } from "./side/oversikt.ts";
import { LENGSTE_SOEK } from "./side/soek.ts";
import { somFerskt } from "./side/svar.ts";

export type OversiktsideDeps = {
  readonly lager: Pick<Tilkoblingslager, "lesAlle">;
  /** All that are known by name, in the order they are shown. */
  readonly kommuner: readonly Kommune[];
};

export function createOversiktside({ lager, kommuner }: OversiktsideDeps): Handler {
  return async (request) => {
    const soek = request.query.get("soek")?.trim() ?? "";
    if (soek.length > LENGSTE_SOEK) {
      const melding = `kan ha høyst ${String(LENGSTE_SOEK)} tegn`;
      return err({ kode: "ugyldig-forespoersel", felt: [{ sti: "soek", melding }] });
    }
    const lest = await lager.lesAlle();
    if (!lest.ok) return lest;
    const oversikt = lagOversikt(kommuner, lest.value);
    return ok(somFerskt(visOversikt({ ...oversikt, soek: soek === "" ? null : soek }), request));
  };
}

export type KommunesideDeps = {
  readonly lager: Pick<Tilkoblingslager, "les">;
  readonly finnKommune: FinnKommune;
};

export function createKommuneside({ lager, finnKommune }: KommunesideDeps): Handler {
  return async (request) => {
    const kommune = kommuneISti(request, finnKommune);
    if (!kommune.ok) return kommune;
    const { organisasjonsnummer } = kommune.value;
    const lest = await lager.les(organisasjonsnummer);
    if (!lest.ok) return lest;
    const status = visTilkobling(kommune.value, lest.value ?? tomTilkobling(organisasjonsnummer));
    return ok(somFerskt(visKommune(status), request));
  };
}
