// GET …/maskinporten/delegations/: who has delegated a scope to whom, for the owner of the scope.

import { lesOrganisasjonsnummer } from "../../../shared/kernel/organisasjonsnummer.ts";
import { jsonSvar, type Svar } from "../http/answers.ts";
import type { Delegeringer } from "../maskinporten/delegeringer.ts";
import {
  ikkeEier,
  problem,
  ugyldigNummer,
  ukjentPart,
  UTEN_PARAMETRE,
  UTEN_SCOPE,
  valideringsfeil,
} from "./problem.ts";

export const SCOPE_OPPSLAG = "altinn:maskinporten/delegations";
export const SCOPE_ADMIN = "altinn:maskinporten/delegations.admin";

export type Spoersmaal = {
  readonly supplier: string | undefined;
  readonly consumer: string | undefined;
  readonly scope: string | undefined;
};

/** What the caller's token says. */
export type Spoerrer = { readonly scopes: readonly string[]; readonly prefikser: readonly string[] };

export type OppslagDeps = {
  readonly delegeringer: Delegeringer;
  /** Whether a party with the number is known in Altinn. */
  readonly erPart: (orgnr: string) => boolean;
};

/** The parameters, whose names may be written in any case; an empty one counts as absent. */
export function lesSpoersmaal(query: URLSearchParams): Spoersmaal {
  const verdi = (navn: string): string | undefined => {
    const treff = [...query].find(([n]) => n.toLowerCase() === navn)?.[1];
    return treff === "" ? undefined : treff;
  };
  return { supplier: verdi("supplierorg"), consumer: verdi("consumerorg"), scope: verdi("scope") };
}

function manglendeAdgang({ scopes, prefikser }: Spoerrer, spoersmaal: Spoersmaal): Svar | undefined {
  const { scope } = spoersmaal;
  if (scopes.includes(SCOPE_ADMIN)) {
    return Object.values(spoersmaal).every((verdi) => verdi === undefined)
      ? problem(400, UTEN_PARAMETRE)
      : undefined;
  }
  if (!scopes.includes(SCOPE_OPPSLAG)) return { status: 403, body: "" };
  if (scope === undefined) return problem(403, UTEN_SCOPE);
  return prefikser.some((prefiks) => scope.startsWith(`${prefiks}:`))
    ? undefined
    : problem(403, ikkeEier(scope));
}

/** The form of both numbers first, then whether anybody has them. */
function feilINumre({ supplier, consumer }: Spoersmaal, { erPart }: OppslagDeps): Svar | undefined {
  const oppgitt = Object.entries({ supplierOrg: supplier, consumerOrg: consumer }).flatMap(
    ([navn, nummer]): [string, string][] => (nummer === undefined ? [] : [[navn, nummer]]),
  );
  const feilForm = oppgitt.filter(([, nummer]) => lesOrganisasjonsnummer(nummer) === undefined);
  if (feilForm.length > 0) {
    return valideringsfeil(Object.fromEntries(feilForm.map(([navn]) => [navn, [ugyldigNummer(navn)]])));
  }
  const ukjent = oppgitt.find(([, nummer]) => !erPart(nummer));
  return ukjent === undefined
    ? undefined
    : valideringsfeil({ [ukjent[0]]: [ukjentPart(ukjent[0], ukjent[1])] });
}

/** One element per delegated resource that holds the scope, with all the scopes of the resource. */
function finn({ supplier, consumer, scope }: Spoersmaal, { delegeringer }: OppslagDeps): Svar {
  const treff = delegeringer
    .alle()
    .filter(
      (rad) =>
        (supplier ?? rad.supplier) === rad.supplier &&
        (consumer ?? rad.consumer) === rad.consumer &&
        (scope === undefined || rad.ressurs.scopes.includes(scope)),
    );
  return jsonSvar(
    200,
    treff.map((rad) => ({
      consumer_org: rad.consumer,
      supplier_org: rad.supplier,
      delegation_scheme_Id: null,
      scopes: rad.ressurs.scopes,
      created: rad.opprettet.toISOString(),
      resourceid: rad.ressurs.ressursId,
    })),
    { "content-type": "application/json; charset=utf-8" },
  );
}

/** Answers a caller whose token has been verified. */
export function svarPaaOppslag(spoerrer: Spoerrer, spoersmaal: Spoersmaal, deps: OppslagDeps): Svar {
  return manglendeAdgang(spoerrer, spoersmaal) ?? feilINumre(spoersmaal, deps) ?? finn(spoersmaal, deps);
}
