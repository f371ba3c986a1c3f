// What the timer of webhooks says of its run, and when it runs.

import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import type { Bakgrunnslinje } from "../../functions/bakgrunn.ts";
import { createWebhookVarsling } from "../../functions/webhook-varsling.ts";
import type { Varsle } from "../../shared/hendelser/varsle.ts";
import { orgnr } from "../hendelser/eksempel.ts";

const TELLING = { webhooker: 3, stansede: 1, levert: 1, ikkeLevert: 2 };

async function sagt(varsle: Varsle): Promise<(readonly [string, Bakgrunnslinje])[]> {
  const linjer: (readonly [string, Bakgrunnslinje])[] = [];
  await createWebhookVarsling(varsle)(undefined, {
    info: (linje) => linjer.push(["info", linje]),
    feil: (linje) => linjer.push(["feil", linje]),
  });
  return linjer;
}

test("receivers that do not take it are nothing the operator must look at", async () => {
  expect(await sagt(() => Promise.resolve({ utfall: "FERDIG", ...TELLING }))).toEqual([
    ["info", { kode: "WEBHOOK_VARSLET", utfall: "FERDIG", ...TELLING }],
  ]);
});

test("a webhook that is stopped, and a fault of ours, are, by codes alone", async () => {
  const linjer = await sagt((meldStanset) => {
    meldStanset(orgnr("313876144"), "BARE_FEIL");
    const feil = { kode: "motpart-utilgjengelig", motpart: "STORAGE" } as const;
    return Promise.resolve({ utfall: "FEILET", feil, ...TELLING });
  });
  expect(linjer).toEqual([
    ["feil", { kode: "WEBHOOK_STANSET", kommune: "313876144", aarsak: "BARE_FEIL" }],
    [
      "feil",
      { kode: "WEBHOOK_IKKE_VARSLET", utfall: "FEILET", ...TELLING, feilkode: "motpart-utilgjengelig" },
    ],
  ]);
});

/** The minutes a field of a schedule names. */
function minutter(felt: string): number[] {
  const [omraade = "", steg = "1"] = felt.split("/");
  const [fra = 0, til = fra] = omraade === "*" ? [0, 59] : omraade.split("-").map(Number);
  return Array.from({ length: 60 }, (_, minutt) => minutt).filter(
    (minutt) => minutt >= fra && minutt <= til && (minutt - fra) % Number(steg) === 0,
  );
}

test("it runs every five minutes, in none that another timer has", () => {
  const planer = (fil: string): number[] =>
    [...readFileSync(fil, "utf8").matchAll(/TIDSPLAN = "0 (\S+) /g)].flatMap(([, felt = ""]) =>
      minutter(felt),
    );
  const egne = planer("functions/ruter/webhook.ts");
  const andre = [...planer("functions/ruter/hendelser.ts"), ...planer("functions/tilkobling-kontroll.ts")];
  expect(andre.sort((a, b) => a - b)).toEqual([0, 10, 17, 20, 30, 40, 43, 50]);
  expect(egne).toEqual([4, 9, 14, 19, 24, 29, 34, 39, 44, 49, 54, 59]);
  expect(egne.filter((minutt) => andre.includes(minutt))).toEqual([]);
});
