// What the bundle registers, read from the local host that has loaded it.

import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startHost, type Host } from "../local/host.ts";

let host: Host;
const foer = { ...process.env };

beforeAll(async () => {
  const { Values } = JSON.parse(readFileSync("local.settings.sample.json", "utf8")) as {
    Values: Record<string, string>;
  };
  Object.assign(process.env, Values);
  host = await startHost({
    bundlePath: "dist/main.cjs",
    hostJsonPath: "host.json",
    port: 0,
    log: () => undefined,
  });
});
afterAll(async () => {
  await host.close();
  process.env = foer;
});

test("the functions are those of the contract that are built", () => {
  const ruter = host.functions.flatMap(({ name, methods, route }) =>
    route === undefined ? [] : [`${name}: ${String(methods)} ${route}`],
  );
  expect(ruter).toEqual([
    "abonnement-lagre: PUT api/v1/abonnementer/{abonnementId}",
    "abonnement-slett: DELETE api/v1/abonnementer/{abonnementId}",
    "abonnementer: GET api/v1/abonnementer",
    "beregning: POST api/v1/beregning",
    "beregning-pdf: POST api/v1/beregning/pdf",
    "endringer: GET api/v1/endringer",
    "endringer-webhook: GET api/v1/webhook",
    "endringer-webhook-lagre: PUT api/v1/webhook",
    "endringer-webhook-proeve: POST api/v1/webhook/proeve",
    "endringer-webhook-slett: DELETE api/v1/webhook",
    "etteroppgjoer: POST api/v1/etteroppgjoer",
    "etteroppgjoer-status: GET api/v1/etteroppgjoer/{id}",
    "helse: GET api/helse",
    "helse-klar: GET api/helse/klar",
    "kommuneside: GET tilkobling/{orgnr}",
    "openapi: GET api/openapi.json",
    "oppslag: POST api/v1/oppslag",
    "oversiktside: GET tilkobling",
    "satser: GET api/v1/satser/{dato}",
    "tilkobling: GET api/v1/tilkoblinger/{orgnr}",
    "tilkobling-registrering: POST api/v1/tilkoblinger/{orgnr}/registrering",
    "tilkobling-sjekk: POST api/v1/tilkoblinger/{orgnr}/sjekk",
    "tilkobling-vurdering: POST api/v1/tilkoblinger/{orgnr}/vurdering",
    "tilkoblinger: GET api/v1/tilkoblinger",
    "tilslutningserklaering: PUT api/v1/tilkoblinger/{orgnr}/tilslutningserklaering",
    "ukjent-rute: GET,POST,PUT,PATCH,DELETE,HEAD,OPTIONS {*rest}",
  ]);
});

test("the functions that no request reaches are the timers and the queues", () => {
  expect(host.functions.flatMap(({ name, route }) => (route === undefined ? [name] : []))).toEqual([
    "etteroppgjoer-arbeid",
    "etteroppgjoer-stanset",
    "hendelser",
    "hendelser-opprydding",
    "tilkobling-kontroll",
  ]);
});

test("what answers everything else is tried last", () => {
  expect(host.functions.at(-1)?.name).toBe("ukjent-rute");
});

test("no route with a parameter comes before a literal one that it would hide", () => {
  const ruter = host.functions
    .slice(0, -1)
    .flatMap(({ route, methods = [] }) =>
      route === undefined ? [] : methods.map((metode) => ({ metode, rute: route })),
    );
  const somMoenster = (rute: string): RegExp => new RegExp(`^${rute.replace(/\{[^}]+\}/g, "[^/]+")}$`, "i");
  const skjulte = ruter.filter(({ metode, rute }, i) =>
    ruter.slice(0, i).some((foerste) => foerste.metode === metode && somMoenster(foerste.rute).test(rute)),
  );
  expect(skjulte).toEqual([]);
});

test("the document of the API has every function with its methods, and nothing else", async () => {
  const svar = await fetch(`${host.url}/api/openapi.json`);
  const { paths } = (await svar.json()) as { paths: Record<string, Record<string, unknown>> };
  const dokumentert = Object.entries(paths).flatMap(([sti, metoder]) =>
    Object.keys(metoder).map((metode) => `${metode.toUpperCase()} ${sti}`),
  );
  const registrert = host.functions
    // The pages are for people, and not in it.
    .filter(({ route = "" }) => route.startsWith("api/"))
    .flatMap(({ methods = [], route = "" }) => methods.map((metode) => `${metode} /${route}`));
  expect(dokumentert.sort()).toEqual(registrert.sort());
});
