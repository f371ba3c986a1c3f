// What is on the way to the first answer, and what is not: seen from what runs, in a bundle where every file says so.

import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as vent } from "node:timers/promises";
import type { Plugin } from "esbuild";
import { afterAll, beforeAll, expect, test } from "vitest";
import { bygg, delAv, ivrige } from "../../build.ts";
import { startHost, type Host } from "../local/host.ts";

const MERKE = "egenandelKjoert";
/** What may run at load. Anything new here costs every cold start. */
const STRAKS = [
  "@azure/core-tracing",
  "@azure/functions",
  "@azure/functions-extensions-base",
  "@navikt/fnrvalidator",
  "cookie",
  "functions",
  "jose",
  "shared",
  "zod",
];

const kjoert = new Set<string>();

/** Every file tells that it runs. */
const fortell: Plugin = {
  name: "fortell",
  setup(bygger) {
    bygger.onLoad({ filter: /\.(?:[cm]?js|ts)$/ }, async ({ path }) => ({
      contents: `globalThis.${MERKE}.add(${JSON.stringify(path)});\n${await readFile(path, "utf8")}`,
      loader: path.endsWith(".ts") ? "ts" : "js",
    }));
  },
};

/** The packages whose files have run, and our own folders. */
function pakker(filer: Iterable<string> = kjoert): string[] {
  const rot = `${process.cwd()}/`;
  const deler = [...filer]
    .filter((fil) => !fil.endsWith(".json"))
    .map((fil) => {
      const egen = fil.startsWith(rot) ? fil.slice(rot.length) : fil;
      return egen.includes("node_modules/") ? delAv(egen) : (egen.split("/")[0] ?? "");
    });
  return [...new Set(deler)].sort();
}

const mappe = mkdtempSync(join(tmpdir(), "egenandel-kaldstart-"));
const utfil = join(mappe, "main.cjs");
const foer = { ...process.env };
let metafile: Awaited<ReturnType<typeof bygg>>;
let host: Host;

beforeAll(async () => {
  metafile = await bygg({ utfil, plugins: [fortell] });
  const { Values } = JSON.parse(readFileSync("local.settings.sample.json", "utf8")) as {
    Values: Record<string, string>;
  };
  Object.assign(process.env, Values, {
    APPLICATIONINSIGHTS_CONNECTION_STRING:
      "InstrumentationKey=00000000-0000-4000-8000-000000000000;IngestionEndpoint=https://127.0.0.1:1/",
  });
  Reflect.set(globalThis, MERKE, kjoert);
  host = await startHost({ bundlePath: utfil, hostJsonPath: "host.json", port: 0, log: () => undefined });
});
afterAll(async () => {
  await host.close();
  Reflect.deleteProperty(globalThis, MERKE);
  process.env = foer;
  rmSync(mappe, { recursive: true });
});

async function spoer(sti: string): Promise<number> {
  const svar = await fetch(`${host.url}${sti}`);
  await svar.arrayBuffer();
  return svar.status;
}

// In this order: each needs what those before it have left unloaded.
test("loading the bundle runs the schemas, the rules and what speaks HTTP, and nothing else", () => {
  expect(pakker()).toEqual(STRAKS);
});

test("so does the first answer, with telemetry set up", async () => {
  expect(await spoer("/api/helse")).toBe(200);
  expect(await spoer("/api/v1/satser/2026-06-01")).toBe(200);
  expect(pakker()).toEqual(STRAKS);
});

test("the report of the build says the same of what runs at load", () => {
  expect(pakker(ivrige(metafile))).toEqual(STRAKS);
});

test("telemetry comes after, without what collects by itself", async () => {
  while (!pakker().includes("applicationinsights")) await vent(100);
  await vent(500);
  expect(pakker()).toEqual(expect.arrayContaining(["@azure/monitor-opentelemetry-exporter"]));
  const alle = pakker(Object.keys(metafile.inputs));
  expect(alle.filter((pakke) => /instrumentation|^@azure\/monitor-opentelemetry$|grpc/.test(pakke))).toEqual(
    [],
  );
  expect(pakker().filter((pakke) => /pdf-lib|data-tables|keyvault|identity|asn1js/.test(pakke))).toEqual([]);
});

test("the document of the API is made when it is asked for", async () => {
  const dokument = `${process.cwd()}/functions/openapi/dokument.ts`;
  expect(kjoert.has(dokument)).toBe(false);
  expect(await spoer("/api/openapi.json")).toBe(200);
  expect(kjoert.has(dokument)).toBe(true);
});
