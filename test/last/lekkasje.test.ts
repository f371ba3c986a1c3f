import { expect, test } from "vitest";
import { lesPersonbeloep } from "../functions/tjeneste.ts";
import type { Item } from "../standins/azure/ingestion-server.ts";
import { bruddILoggen, bruddITelemetrien } from "./lekkasje.ts";

const NUMMER = "13097248022";
const [BELOEP = ""] = lesPersonbeloep();
const TOKEN = "eyJhbGciOiJSUzI1NiJ9.e30.c2lnbmF0dXI";

function item(properties: object, maaling: object = { name: "kall", value: 12.5, count: 3 }): Item {
  return {
    name: "Microsoft.ApplicationInsights.Metric",
    time: "2026-11-23T10:00:00.123Z",
    iKey: "0a1b2c3d-0000-4000-8000-a12345678901",
    tags: { "ai.operation.id": "0123456789012345678901234567890f" },
    data: { baseType: "MetricData", baseData: { metrics: [maaling], properties } },
  };
}

function iTelemetrien(...items: Item[]): string[] {
  return bruddITelemetrien(items, JSON.stringify(items));
}

test("ids, times and counts are no leak", () => {
  expect(iTelemetrien(item({ kode: "OK", duration: `00:00:00.${BELOEP}` }))).toEqual([]);
});

test.each<[string, Item, string]>([
  ["a number", item({ kode: `/v2/2024/${NUMMER}` }), "1 texts of telemetry hold a person's number"],
  ["a number alone", item({ kode: NUMMER }), "1 texts of telemetry hold a person's number"],
  ["a number for a name", item({ [NUMMER]: "OK" }), "1 texts of telemetry hold a person's number"],
  ["an amount", item({ kode: `beloep ${BELOEP}` }), "1 texts of telemetry hold an amount of a person"],
  [
    "an amount measured",
    item({}, { value: Number(BELOEP) }),
    "1 numbers of telemetry are an amount of a person",
  ],
  ["a token", item({ kode: TOKEN }), "telemetry holds a token"],
  ["an address", item({ target: "http://localhost/" }), "telemetry holds an address"],
])("%s in telemetry is found", (_, ett, brudd) => {
  expect(iTelemetrien(ett)).toEqual([brudd]);
});

test("telemetry that did not arrive is no telemetry without leaks", () => {
  expect(iTelemetrien()).toEqual(["no telemetry arrived"]);
});

test.each([
  [`{"nummer":"${NUMMER}"}`, "1 lines of log hold a person's number"],
  [`{"beloep":${BELOEP}}`, "1 lines of log hold an amount of a person"],
  [`Bearer ${TOKEN}`, "1 lines of log hold a token"],
])("%s in the log is found", (linje, brudd) => {
  expect(bruddILoggen(`{"kode":"OK","varighetMs":${BELOEP}}\n${linje}\n`)).toEqual([brudd]);
});
