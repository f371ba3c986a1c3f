// An order that is sent again: when its job gets one more message in the queue, and when it has one already.

import { HttpRequest } from "@azure/functions";
import { expect, test } from "vitest";
import { createEtteroppgjoer } from "../../functions/etteroppgjoer.ts";
import type { Jobb } from "../../shared/etteroppgjoer/jobb.ts";
import type { Melding } from "../../shared/etteroppgjoer/lager.ts";
import { ok } from "../../shared/kernel/result.ts";
import { orgnr, uuid } from "../hendelser/eksempel.ts";
import { KS_SAK } from "./etteroppgjoer-rigg.ts";

const KOMMUNE = orgnr("313876144");
const MOTTATT = "2026-11-23T10:00:00.000Z";
const NAA = new Date("2026-11-23T11:00:00Z");

async function meldinger(endring: Partial<Jobb>): Promise<Melding[]> {
  const sendt: Melding[] = [];
  const jobb: Jobb = {
    kommune: KOMMUNE,
    jobbId: uuid(1),
    mappe: uuid(2),
    antall: 40,
    mottatt: MOTTATT,
    endret: MOTTATT,
    ansvar: { leverandoer: null, clientId: "klient", jti: "jti", korrelasjonsid: uuid(3) },
    bunker: [
      { igjen: 0, beregnet: 20, feilet: 0 },
      { igjen: 20, beregnet: 0, feilet: 0 },
    ],
    stanset: false,
    ...endring,
  };
  const handler = createEtteroppgjoer({
    autentiser: () => Promise.resolve(ok({ kommune: KOMMUNE, leverandoer: null, clientId: "k", jti: "j" })),
    scope: "scope",
    miljoe: "test",
    now: () => NAA,
    lager: { opprett: () => Promise.resolve(ok(jobb)) },
    koe: {
      send: (melding) => {
        sendt.push(melding);
        return Promise.resolve(ok(undefined));
      },
    },
  });
  const request = new HttpRequest({
    method: "POST",
    url: "https://egenandel.example/api/v1/etteroppgjoer",
    headers: { "content-type": "application/json" },
    body: { string: JSON.stringify({ noekkel: "x", saker: [KS_SAK] }) },
  });
  expect(await handler(request, { korrelasjonsid: uuid(4) })).toMatchObject({
    ok: true,
    value: { status: 202 },
  });
  return sendt;
}

const MELDING = { kommune: KOMMUNE, jobbId: uuid(1) };
const FERDIG = [{ igjen: 0, beregnet: 40, feilet: 0 }];

test.each<[string, Partial<Jobb>, Melding[]]>([
  ["nobody has worked on yet", {}, [MELDING]],
  ["was worked on a moment ago", { endret: "2026-11-23T10:59:00.000Z" }, []],
  ["waits for a counterpart that is down", { endret: "2026-11-23T10:50:00.000Z" }, []],
  ["nobody has touched for a while", { endret: "2026-11-23T10:44:59.000Z" }, [MELDING]],
  ["was given up", { endret: "2026-11-23T10:59:00.000Z", stanset: true }, [MELDING]],
  ["is done", { bunker: FERDIG }, []],
])("a job that %s", async (_, endring, venter) => {
  expect(await meldinger(endring)).toEqual(venter);
});
