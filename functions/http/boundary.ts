// Where a request comes in and an answer goes out: korrelasjonsid, the one catch, one log line.

import type { HttpHandler, HttpRequest, HttpResponseInit } from "@azure/functions";
import type { Feil, FeilKode, Motpart, SkatteApi } from "../../shared/kernel/feil.ts";
import { err, type Result } from "../../shared/kernel/result.ts";
import type { Sporing } from "../../shared/kernel/sporing.ts";
import { somInternFeil, somProblem } from "./problem.ts";
import type { Svar } from "./svar.ts";

export type Kontekst = { readonly korrelasjonsid: string };
export type Handler = (request: HttpRequest, kontekst: Kontekst) => Promise<Result<Svar, Feil>>;

/** The closed list of log lines. Nothing here may hold a person, an amount, an address or a body. */
export type Logglinje =
  | {
      readonly kode: "FORESPOERSEL_BESVART";
      readonly funksjon: string;
      readonly status: number;
      readonly feilkode: FeilKode | "intern-feil" | null;
      /** From closed vocabularies: which API, which counterpart, and its own code for what is wrong. */
      readonly api?: SkatteApi;
      readonly motpart?: Motpart;
      readonly aarsakskode?: string;
      readonly korrelasjonsid: string;
      readonly varighetMs: number;
    }
  | {
      readonly kode: "INTERN_FEIL";
      readonly funksjon: string;
      readonly type: string;
      readonly korrelasjonsid: string;
    };

/** How a Feil and a bug are told to whoever asked. */
export type Feilsvar = {
  readonly feil: (feil: Feil, korrelasjonsid: string) => Svar;
  readonly internFeil: (korrelasjonsid: string) => Svar;
};

export type BoundaryDeps = {
  readonly nyId: () => string;
  /** Milliseconds on a clock that only goes forward. */
  readonly klokkeMs: () => number;
  /** Left out: application/problem+json, for programs. */
  readonly feilsvar?: Feilsvar;
  readonly sporing: Pick<Sporing, "forespoersel" | "tell">;
};

const SOM_PROBLEM: Feilsvar = { feil: somProblem, internFeil: somInternFeil };

export type Boundary = (funksjon: string, handler: Handler) => HttpHandler;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

function medHoder(svar: Svar, korrelasjonsid: string): HttpResponseInit {
  return {
    ...svar,
    headers: { "Cache-Control": "no-store", ...svar.headers, Korrelasjonsid: korrelasjonsid },
  };
}

/** What the operator needs to know of a Feil and may: nothing of what was sent. */
function aarsak(
  feil: Feil,
): Pick<Extract<Logglinje, { kode: "FORESPOERSEL_BESVART" }>, "api" | "motpart" | "aarsakskode"> {
  return {
    ...("api" in feil ? { api: feil.api } : {}),
    ...("motpart" in feil ? { motpart: feil.motpart } : {}),
    ...("aarsakskode" in feil ? { aarsakskode: feil.aarsakskode } : {}),
  };
}

/** Creates the wrapper of every handler. A Korrelasjonsid that is not a UUID is an input fault, and is not echoed. */
export function createBoundary({ nyId, klokkeMs, sporing, feilsvar = SOM_PROBLEM }: BoundaryDeps): Boundary {
  return (funksjon, handler) => async (request, invocation) => {
    const start = klokkeMs();
    const oppgitt = request.headers.get("korrelasjonsid");
    const gyldig = oppgitt !== null && UUID.test(oppgitt);
    const korrelasjonsid = gyldig ? oppgitt : nyId();
    const traceparent = invocation.traceContext?.traceParent;
    const logg = (linje: Logglinje): void => {
      invocation.log(JSON.stringify(linje));
    };

    let svar: Svar;
    let feilkode: FeilKode | "intern-feil" | null = null;
    let fakta: ReturnType<typeof aarsak> = {};
    try {
      const resultat: Result<Svar, Feil> =
        oppgitt !== null && !gyldig
          ? err({
              kode: "ugyldig-forespoersel",
              felt: [{ sti: "Korrelasjonsid", melding: "må være en UUID" }],
            })
          : await sporing.forespoersel({ funksjon, korrelasjonsid, traceparent }, () =>
              handler(request, { korrelasjonsid }),
            );
      feilkode = resultat.ok ? null : resultat.feil.kode;
      fakta = resultat.ok ? {} : aarsak(resultat.feil);
      svar = resultat.ok ? resultat.value : feilsvar.feil(resultat.feil, korrelasjonsid);
    } catch (bug) {
      feilkode = "intern-feil";
      // The message of an error may quote what it tripped over; its type does not.
      const type = bug instanceof Error ? bug.name : typeof bug;
      logg({ kode: "INTERN_FEIL", funksjon, type, korrelasjonsid });
      svar = feilsvar.internFeil(korrelasjonsid);
    }
    const { motpart } = fakta;
    const hvem = motpart === undefined ? {} : { motpart };
    sporing.tell({ navn: "forespoersler", funksjon, kode: feilkode ?? "OK", ...hvem });
    logg({
      kode: "FORESPOERSEL_BESVART",
      funksjon,
      status: svar.status ?? 200,
      feilkode,
      ...fakta,
      korrelasjonsid,
      varighetMs: Math.round(klokkeMs() - start),
    });
    return medHoder(svar, korrelasjonsid);
  };
}
