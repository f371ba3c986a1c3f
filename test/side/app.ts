// A function app with the pages alone, over a store in memory that can be told to fail: what the browser is shown here.

import { randomBytes } from "node:crypto";
import { app } from "@azure/functions";
import { createBoundary } from "../../functions/http/boundary.ts";
import { SOM_SIDE } from "../../functions/side/feilside.ts";
import { createKommuneside, createOversiktside } from "../../functions/tilkobling-side.ts";
import { createSporing } from "../../shared/adapters/telemetry/sporing.ts";
import { err, ok } from "../../shared/kernel/result.ts";
import { alleKommuner, finnKommune } from "../../shared/tilkobling/kommuner.ts";
import type { Tilkoblingslager } from "../../shared/tilkobling/lager.ts";
import { LEVERANDOER } from "../tilkobling/sak.ts";
import { blandet } from "./tilkoblinger.ts";

const tilkoblinger = blandet();
let tilstand = "VIRKER";

function svar<T>(verdi: T): ReturnType<typeof ok<T>> | ReturnType<typeof borte> {
  if (tilstand === "FEIL") throw new TypeError("a bug");
  return tilstand === "BORTE" ? borte() : ok(verdi);
}
function borte() {
  return err({ kode: "motpart-utilgjengelig", motpart: "STORAGE" } as const);
}

const lager: Pick<Tilkoblingslager, "les" | "lesAlle"> = {
  les: async (kommune) => {
    await Promise.resolve();
    return svar(tilkoblinger.find((t) => t.organisasjonsnummer === kommune));
  },
  lesAlle: async () => {
    await Promise.resolve();
    return svar(tilkoblinger);
  },
};

const grense = createBoundary({
  nyId: () => crypto.randomUUID(),
  klokkeMs: () => performance.now(),
  sporing: createSporing({
    now: () => new Date(),
    klokkeMs: () => performance.now(),
    tilfeldigHex: (antallByte) => randomBytes(antallByte).toString("hex"),
    lyttere: [],
    meld: () => undefined,
  }),
  feilsvar: SOM_SIDE,
});

app.http("oversiktside", {
  methods: ["GET"],
  authLevel: "anonymous",
  route: "tilkobling",
  handler: grense(
    "oversiktside",
    createOversiktside({ lager, kommuner: alleKommuner(), leverandoer: LEVERANDOER }),
  ),
});
app.http("kommuneside", {
  methods: ["GET"],
  authLevel: "anonymous",
  route: "tilkobling/{orgnr}",
  handler: grense("kommuneside", createKommuneside({ lager, finnKommune, leverandoer: LEVERANDOER })),
});
/** What the store does from now on: VIRKER, BORTE or FEIL. */
app.http("tilstand", {
  methods: ["PUT"],
  authLevel: "anonymous",
  route: "tilstand/{tilstand}",
  handler: (request) => {
    tilstand = request.params.tilstand ?? "";
    return { status: 204 };
  },
});
