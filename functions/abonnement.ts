// PUT and DELETE /api/v1/abonnementer/{abonnementId}: follow the settlements of one person for a case, or stop it.

import type { HttpRequest } from "@azure/functions";
import { aarAv, norskDato } from "../shared/kernel/dato.ts";
import type { Feil } from "../shared/kernel/feil.ts";
import { err, ok, type Result } from "../shared/kernel/result.ts";
import {
  FLEST_ABONNEMENTER,
  senesteUtloep,
  vanligUtloep,
  type Abonnement,
} from "../shared/hendelser/abonnement.ts";
import type { Abonnementlager, Endringslager } from "../shared/hendelser/lager.ts";
import { abonnementIdSchema, abonnementSchema } from "./http/abonnement-schema.ts";
import type { Handler } from "./http/boundary.ts";
import type { Autentiser } from "./http/caller.ts";
import { lesJson } from "./http/les-json.ts";

export type AbonnementDeps = {
  readonly autentiser: Autentiser;
  readonly scope: string;
  readonly miljoe: "test" | "produksjon";
  readonly now: () => Date;
  readonly abonnementer: Pick<Abonnementlager, "lagre" | "slett">;
  readonly endringer: Pick<Endringslager, "glem">;
};

/** What the municipality sees of a subscription: never the person. */
export function visAbonnement({
  abonnementId,
  inntektsaarFra,
  saksreferanse,
  opprettet,
  utloeper,
}: Abonnement) {
  return { abonnementId, inntektsaarFra, saksreferanse, opprettet, utloeper };
}

function lesId(request: HttpRequest): Result<string, Feil> {
  const id = abonnementIdSchema.safeParse(request.params.abonnementId);
  if (id.success) return ok(id.data.toLowerCase());
  return err({
    kode: "ugyldig-forespoersel",
    felt: [{ sti: "abonnementId", melding: "må være en UUID" }],
  });
}

export function createLagreAbonnement(deps: AbonnementDeps): Handler {
  return async (request) => {
    const caller = await deps.autentiser(request, deps.scope);
    if (!caller.ok) return caller;
    const id = lesId(request);
    if (!id.ok) return id;
    const idag = norskDato(deps.now());
    const schema = abonnementSchema({
      miljoe: deps.miljoe,
      sisteAar: aarAv(idag),
      idag,
      senesteUtloep: senesteUtloep(idag),
    });
    const forespoersel = await lesJson(request, schema);
    if (!forespoersel.ok) return forespoersel;
    const { personidentifikator, inntektsaarFra, saksreferanse, utloeper } = forespoersel.value;
    const lagret = await deps.abonnementer.lagre(caller.value.kommune, {
      abonnementId: id.value,
      person: personidentifikator,
      inntektsaarFra,
      saksreferanse: saksreferanse ?? null,
      opprettet: idag,
      utloeper: utloeper ?? vanligUtloep(idag),
    });
    if (!lagret.ok) return lagret;
    if (lagret.value === "FULLT") {
      const melding = `kommunen har alt ${FLEST_ABONNEMENTER} abonnementer; slett dem som ikke trengs lenger`;
      return err({ kode: "ugyldig-forespoersel", felt: [{ sti: "abonnementId", melding }] });
    }
    const { abonnement, nytt } = lagret.value;
    return ok({ status: nytt ? 201 : 200, jsonBody: visAbonnement(abonnement) });
  };
}

export function createSlettAbonnement(deps: AbonnementDeps): Handler {
  return async (request) => {
    const caller = await deps.autentiser(request, deps.scope);
    if (!caller.ok) return caller;
    const id = lesId(request);
    if (!id.ok) return id;
    const { kommune } = caller.value;
    const slettet = await deps.abonnementer.slett(kommune, id.value);
    if (!slettet.ok) return slettet;
    // Afterwards, so that nothing is told of it any more; a call that failed here is made again.
    const glemt = await deps.endringer.glem(kommune, id.value);
    return glemt.ok ? ok({ status: 204 }) : glemt;
  };
}
