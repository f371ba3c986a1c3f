// What arrives where telemetry is taken in, for a whole job: lookup, calculation and document. And what never does.

import { randomBytes, randomUUID } from "node:crypto";
import { setTimeout as vent } from "node:timers/promises";
import { beforeAll, describe, expect, test } from "vitest";
import type { Fault } from "../standins/azure/fault.ts";
import type { Item } from "../standins/azure/ingestion-server.ts";
import { ANNEN_KOMMUNE, EPJ, KOMMUNE, LEVERANDOER } from "../standins/system.ts";
import { bruddITelemetrien } from "../last/lekkasje.ts";
import { SITUASJONER } from "../standins/skatteetaten/personer.ts";
import { forespoersel, KS, slaaOpp } from "./oppslag-rigg.ts";
import { startTjeneste, type Svar, type Tjeneste } from "./tjeneste.ts";

const NAVN = "Kari Hemmelig Nordmann";
const SAK = "SAK-777-hemmelig";
const sporId = randomBytes(16).toString("hex");
const spennId = randomBytes(8).toString("hex");
const korrelasjonsid = randomUUID();
const token: string[] = [];

let tjeneste: Tjeneste;
let svarene: Svar[];
let items: readonly Item[];
let tekst: string;

/** Does the job and ends the service, which then sends what it has not sent. */
beforeAll(async () => {
  tjeneste = await startTjeneste({ telemetri: true });
  const { ingestion } = tjeneste.system.azure;
  token.push(await tjeneste.system.hentEpjToken());
  const headers = { korrelasjonsid, traceparent: `00-${sporId}-${spennId}-00` };
  const oppslag = await tjeneste.post(
    "/api/v1/oppslag",
    { ...forespoersel(2023, ...KS), saksreferanse: SAK },
    { token: token[0], headers },
  );
  const beregning = { oppslag: oppslag.json, beregningsdato: "2023-06-01" };
  svarene = [
    oppslag,
    await tjeneste.post("/api/v1/beregning", beregning),
    await tjeneste.post("/api/v1/beregning/pdf", {
      ...beregning,
      dokument: { beboerNavn: NAVN, saksreferanse: SAK },
    }),
    ...(await Promise.all(
      [1997, 1998, 1999].map((aar) => tjeneste.post("/api/v1/oppslag", forespoersel(aar, ...KS))),
    )),
  ];
  await tjeneste.close();
  items = ingestion.items();
  tekst = ingestion.tekst();
});

function avType(type: string): Item[] {
  return items.filter(({ data }) => data.baseType === type);
}

test("the job was done", () => {
  expect(svarene.map(({ status }) => status)).toEqual([200, 200, 200, 400, 400, 400]);
});

describe("the lookup is one trace:", () => {
  const iSporet = (): Item[] => items.filter(({ tags }) => tags["ai.operation.id"] === sporId);

  test("every call made for it is there, under the request that the host reports, with korrelasjonsid", () => {
    const navn = iSporet().map(({ data }) => data.baseData.name);
    expect([...new Set(navn)].sort()).toEqual([
      "KEY_VAULT SecretClient.getSecret",
      "MASKINPORTEN NOEKLER",
      "MASKINPORTEN TOKEN",
      "SKATTEETATEN AVREGNING",
      "SKATTEETATEN BEREGNET_SKATT",
      "SKATTEETATEN SUMMERT_SKATTEGRUNNLAG",
      "STORAGE TableClient.createEntity",
      "STORAGE TableClient.updateEntity",
    ]);
    expect(navn.filter((ett) => ett === "SKATTEETATEN AVREGNING").length).toBe(KS.length);
    for (const { tags, data } of iSporet()) {
      expect(tags["ai.operation.parentId"]).toBe(spennId);
      expect(data.baseData.properties).toMatchObject({ funksjon: "oppslag", korrelasjonsid });
    }
  });

  test("every call has its time and its result", () => {
    for (const { data } of iSporet()) {
      expect(data.baseData.success).toBe(true);
      expect(data.baseData.resultCode).toMatch(/^20[0-9]$/);
      expect(data.baseData.duration).toMatch(/^00:00:[0-9]{2}\.[0-9]+$/);
    }
  });

  test("Maskinporten and Skatteetaten were called with it", () => {
    const { maskinporten, skatteetaten } = tjeneste.system;
    for (const { traceparents } of [maskinporten, skatteetaten]) {
      const mottatt = traceparents();
      expect(mottatt.length).toBeGreaterThan(0);
      expect(mottatt.filter((en) => !en.startsWith(`00-${sporId}-`))).toEqual([]);
      expect(new Set(mottatt).size).toBe(mottatt.length);
    }
  });
});

type Maaling = { readonly name: string; readonly count: number; readonly value: number };

/** What the queries of docs/telemetri.md sum up: how often each thing was counted, by its name and dimensions; of calls how many. */
function telt(): Record<string, number> {
  return Object.fromEntries(
    avType("MetricData").flatMap(({ data }) => {
      const { metrics, properties } = data.baseData as { metrics: Maaling[]; properties: object };
      return metrics.map(({ name, count, value }) => [
        `${name} ${Object.values(properties).sort().join(" ")}`,
        name === "kall" ? count : value,
      ]);
    }),
  );
}

test("requests by function and kode, tokens needed and calls by counterpart are counted", () => {
  expect(telt()).toMatchObject({
    "forespoersler OK oppslag": 1,
    "forespoersler OK beregning": 1,
    "forespoersler OK beregning-pdf": 1,
    "forespoersler oppslag ugyldig-forespoersel": 3,
    "tokenbehov AVREGNING MASKINPORTEN": 1,
    "tokenbehov AVREGNING MELLOMLAGER": KS.length - 1,
    "kall 200 MASKINPORTEN TOKEN": 3,
    "kall 200 AVREGNING SKATTEETATEN": KS.length,
  });
});

test("nothing else is sent, and nothing without a token of the identity", () => {
  expect(new Set(items.map(({ data }) => data.baseType))).toEqual(
    new Set(["RemoteDependencyData", "MetricData"]),
  );
  expect(tjeneste.system.azure.ingestion.antallAvvist()).toBe(0);
});

describe("what never arrives:", () => {
  test.each<[string, () => string[]]>([
    ["the persons' numbers", () => KS.map(([, nummer]) => nummer)],
    ["names, case references", () => [NAVN, "Nordmann", SAK, "hemmelig"]],
    ["tokens", () => [...token, "eyJ", "Bearer"]],
    ["addresses", () => ["127.0.0.1", "http:", "https:", "/oppslag", "kommunelangtidsoppholdinstitusjon"]],
    ["organisations", () => [KOMMUNE, ANNEN_KOMMUNE, EPJ, LEVERANDOER]],
    ["seals and results", () => [String(svarene[0]?.json?.segl), String(svarene[1]?.json?.resultatId)]],
  ])("%s", (_, hva) => {
    expect(hva().filter((ett) => tekst.includes(ett))).toEqual([]);
  });

  test("numbers of persons, amounts, tokens and addresses, in any text or number", () => {
    expect(bruddITelemetrien(items, tekst)).toEqual([]);
  });

  // The search finds what it is to find: the same telemetry with one thing put in.
  test.each<[string, string | number, string]>([
    ["a person's number", SITUASJONER.ksBeboer, "1 texts of telemetry hold a person's number"],
    ["an amount as a text", "767670", "1 texts of telemetry hold an amount of a person"],
    ["an amount as a number", 767_670, "1 numbers of telemetry are an amount of a person"],
  ])("%s would be found", (_, verdi, brudd) => {
    const [foerste, ...andre] = structuredClone([...items]);
    if (foerste === undefined) throw new Error("nothing arrived");
    Object.assign(foerste.data.baseData, { lekket: verdi });
    expect(bruddITelemetrien([foerste, ...andre], tekst)).toEqual([brudd]);
  });
});

test("no word of the vocabulary is from outside: the properties are those that are documented", () => {
  const navn = new Set(
    items.flatMap(({ data }) => Object.keys((data.baseData as { properties: object }).properties)),
  );
  expect([...navn].sort()).toEqual([
    "api",
    "funksjon",
    "kilde",
    "kode",
    "korrelasjonsid",
    "motpart",
    "operasjon",
    "resultat",
  ]);
});

// What hangs is waited for longer than this. Without the role it is refused, and that is told once, without its words.
test.concurrent.each<{ fault: Fault; linjer: string[] }>([
  { fault: { type: "HENGER" }, linjer: [] },
  {
    fault: { type: "STATUS", status: 403 },
    linjer: ['{"kode":"TELEMETRI_FEILET","aarsak":{"kode":"IKKE_SENDT"}}'],
  },
])("telemetry that is not taken in ($fault.type) is nothing a caller notices", async ({ fault, linjer }) => {
  const uten = await startTjeneste({ telemetri: true });
  uten.system.azure.ingestion.fault.sett(fault);
  expect((await slaaOpp(uten, 2023, ...KS)).status).toBe(200);
  // By now the client is loaded and has tried.
  await vent(7_000);
  expect((await slaaOpp(uten, 2023, ...KS)).status).toBe(200);
  expect((await uten.anrop("/api/helse/klar")).json?.status).toBe("OK");
  await uten.close();
  const meldt = uten.logg().match(/.*TELEMETRI_FEILET.*/g) ?? [];
  expect(meldt).toEqual(linjer);
});
