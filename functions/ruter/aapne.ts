// The functions that need no token and say nothing of a municipality, and the one that answers everything else.

import { app } from "@azure/functions";
import type { Motparttilstand } from "../../shared/kernel/motpartstilstand.ts";
import { createHelse } from "../helse.ts";
import { createHelseKlar } from "../helse-klar.ts";
import type { Boundary } from "../http/boundary.ts";
import { createOpenapi } from "../openapi.ts";
import { createSatser } from "../satser.ts";
import { createUkjentRute } from "../ukjent-rute.ts";
import type { Registrer } from "./registrer.ts";

export type AapneRuterDeps = {
  readonly tjeneste: Registrer;
  readonly boundary: Boundary;
  readonly versjon: string;
  readonly motparter: () => readonly Motparttilstand[];
  readonly now: () => Date;
  /** What a caller's token must have, for the document of the API. */
  readonly api: {
    readonly scopeOppslag: string;
    readonly scopeTilkobling: string;
    readonly audience: string;
  };
};

export function registrerAapne({ tjeneste, boundary, versjon, motparter, now, api }: AapneRuterDeps): void {
  tjeneste("satser", "GET", "api/v1/satser/{dato}", createSatser());
  tjeneste("helse", "GET", "api/helse", createHelse(versjon));
  tjeneste("helse-klar", "GET", "api/helse/klar", createHelseKlar(motparter));
  tjeneste(
    "openapi",
    "GET",
    "api/openapi.json",
    createOpenapi({
      now,
      hentDokument: async (sisteInntektsaar) => {
        const { lagDokument } = await import("../openapi/dokument.ts");
        const { scopeOppslag: scope, scopeTilkobling, audience } = api;
        return lagDokument({ versjon, sisteInntektsaar, scope, scopeTilkobling, audience });
      },
    }),
  );
  app.http("ukjent-rute", {
    methods: ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"],
    authLevel: "anonymous",
    route: "{*rest}",
    handler: boundary("ukjent-rute", createUkjentRute()),
  });
}
