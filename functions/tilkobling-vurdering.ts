// POST /api/v1/tilkoblinger/{orgnr}/vurdering: an operator decides on a declaration that no certificate settles.

import { err, ok } from "../shared/kernel/result.ts";
import type { Tilkoblingslager } from "../shared/tilkobling/lager.ts";
import { visTilkobling } from "../shared/tilkobling/status.ts";
import type { Handler } from "./http/boundary.ts";
import { kommuneISti, type FinnKommune } from "./http/kommune-i-sti.ts";
import { lesJson } from "./http/les-json.ts";
import type { AutentiserOperatoer } from "./http/operatoer.ts";
import { vurderingSchema } from "./http/tilkobling-schema.ts";

export type TilkoblingVurderingDeps = {
  readonly autentiserOperatoer: AutentiserOperatoer;
  readonly finnKommune: FinnKommune;
  readonly lager: Pick<Tilkoblingslager, "les" | "registrer">;
  readonly now: () => Date;
};

const UKJENT_ERKLAERING = err({
  kode: "ugyldig-forespoersel",
  felt: [{ sti: "sha256", melding: "er ikke en erklæring vi har mottatt fra denne kommunen" }],
} as const);
// What the verifier refuses has been changed after it was signed, or is somebody else's: no person can mend that.
const KAN_IKKE_GODKJENNES = err({
  kode: "ugyldig-forespoersel",
  felt: [
    {
      sti: "avgjoerelse",
      melding: "kan ikke være GODKJENT: kontrollen har avvist erklæringen, og kommunen må signere på nytt",
    },
  ],
} as const);

export function createTilkoblingVurdering(deps: TilkoblingVurderingDeps): Handler {
  const { autentiserOperatoer, finnKommune, lager, now } = deps;
  return async (request) => {
    const kommune = kommuneISti(request, finnKommune);
    if (!kommune.ok) return kommune;
    const operatoer = await autentiserOperatoer(request);
    if (!operatoer.ok) return operatoer;
    const lest = await lesJson(request, vurderingSchema);
    if (!lest.ok) return lest;
    const { sha256, avgjoerelse, begrunnelse } = lest.value;
    const { organisasjonsnummer } = kommune.value;
    const foer = await lager.les(organisasjonsnummer);
    if (!foer.ok) return foer;
    const erklaering = foer.value?.erklaeringer.find((e) => e.sha256 === sha256);
    if (erklaering === undefined) return UKJENT_ERKLAERING;
    if (avgjoerelse === "GODKJENT" && erklaering.dom.avgjoerelse === "AVVIST") return KAN_IKKE_GODKJENNES;
    const registrert = await lager.registrer(organisasjonsnummer, {
      type: "ERKLAERING_AVGJORT",
      tidspunkt: now().toISOString(),
      sha256,
      avgjoerelse,
      begrunnelse,
      operatoer: operatoer.value.oid,
    });
    return registrert.ok
      ? ok({ status: 200, jsonBody: visTilkobling(kommune.value, registrert.value) })
      : registrert;
  };
}
