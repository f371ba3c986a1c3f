// Settlements in bulk over HTTP: what is refused, and what becomes of a job that the platform gives up.

import { afterAll, beforeAll, expect, test } from "vitest";
import { openQueues, readQueueConnection } from "../local/queue-connection.ts";
import { SITUASJONER } from "../standins/skatteetaten/personer.ts";
import { KOMMUNE } from "../standins/system.ts";
import { bestill, hentJobb, KS_SAK, sak, vent } from "./etteroppgjoer-rigg.ts";
import { stier } from "./oppslag-rigg.ts";
import { startTjeneste, type Svar, type Tjeneste } from "./tjeneste.ts";

let tjeneste: Tjeneste;
beforeAll(async () => {
  tjeneste = await startTjeneste();
});
afterAll(() => tjeneste.close());

/** Where the job of an order is. */
async function bestilt(noekkel: string, saker: readonly unknown[]): Promise<string> {
  const svar = await bestill(tjeneste, noekkel, saker);
  if (svar.status !== 202) throw new Error(svar.tekst);
  return svar.headers.get("location") ?? "";
}

test.each<[string, unknown, string[]]>([
  ["no cases", { noekkel: "x", saker: [] }, ["saker"]],
  ["too many cases", { noekkel: "x", saker: Array.from({ length: 2_001 }, () => KS_SAK) }, ["saker"]],
  ["no key", { saker: [KS_SAK] }, ["noekkel"]],
  ["a number of a person as key", { noekkel: SITUASJONER.ksBeboer, saker: [KS_SAK] }, ["noekkel"]],
  ["a lookup in a case", { noekkel: "x", saker: [{ ...KS_SAK, oppslag: null }] }, ["saker[0].oppslag"]],
  [
    "a year that is not served",
    { noekkel: "x", saker: [KS_SAK, { ...KS_SAK, inntektsaar: 2019 }] },
    ["saker[1].inntektsaar"],
  ],
  ["no persons", { noekkel: "x", saker: [{ ...KS_SAK, personer: [] }] }, ["saker[0].personer"]],
])("an order with %s is refused by name", async (_, body, venter) => {
  const svar = await tjeneste.post("/api/v1/etteroppgjoer", body);
  expect([svar.status, stier(svar)]).toEqual([400, venter]);
});

test("an order of more than 4 MiB is too large, and one that a lookup could not be may be taken", async () => {
  const lang = "x".repeat(900);
  const poster = Array.from({ length: 300 }, () => ({
    rolle: "BEBOER",
    gruppe: "LEIE",
    retning: "OEKNING",
    beloep: 1,
    tekst: "Leie",
    begrunnelse: lang,
  }));
  const stor = { ...KS_SAK, manuellePoster: poster };
  expect((await bestill(tjeneste, "stor", [stor])).status).toBe(202);
  const forStor = await bestill(
    tjeneste,
    "for-stor",
    Array.from({ length: 20 }, () => stor),
  );
  expect([forStor.status, forStor.json?.kode]).toEqual([413, "for-stor"]);
  await vent(tjeneste, await bestilt("stor", [stor]));
});

test.each(["x", "00000000-0000-4000-8000-000000000000"])("the job %s is not found", async (id) => {
  const svar = await hentJobb(tjeneste, `/api/v1/etteroppgjoer/${id}`);
  expect([svar.status, svar.json?.kode]).toEqual([404, "ikke-funnet"]);
});

test("a caller without a token neither orders nor reads", async () => {
  const uten: Svar[] = [
    await tjeneste.anrop("/api/v1/etteroppgjoer", { method: "POST", body: {} }),
    await tjeneste.anrop("/api/v1/etteroppgjoer/00000000-0000-4000-8000-000000000000"),
  ];
  expect(uten.map(({ status }) => status)).toEqual([401, 401]);
});

test("a job the platform gave up is shown as stopped and told to the operator, and starts again when it is sent again", async () => {
  const { skatteetaten } = tjeneste.system;
  skatteetaten.settFeil({ type: "HTML", status: 503 });
  const saker = [sak(SITUASJONER.pensjonistBeboer, 2025, { saksreferanse: "2026/77" })];
  const sti = await bestilt("stanset", saker);
  await expect.poll(() => tjeneste.logg(), { timeout: 20_000 }).toContain('"utfall":"FORTSETTER"');
  const connection = readQueueConnection("AzureWebJobsStorage", tjeneste.system.azure.env);
  if (connection === undefined) throw new Error("no connection");
  const giftige = (await openQueues(connection)).getQueueClient("etteroppgjoer-poison");
  const jobbId = sti.split("/").at(-1) ?? "";
  const melding = JSON.stringify({ kommune: KOMMUNE, jobbId });
  for (const tekst of [melding, "noe annet"])
    await giftige.sendMessage(Buffer.from(tekst).toString("base64"));
  await expect
    .poll(async () => (await hentJobb(tjeneste, sti)).json?.status, { timeout: 20_000 })
    .toBe("STANSET");
  await expect.poll(() => tjeneste.logg(), { timeout: 20_000 }).toContain("ETTEROPPGJOER_FREMMED_MELDING");
  expect(tjeneste.logg()).toContain(
    `{"kode":"ETTEROPPGJOER_STANSET","kommune":"${KOMMUNE}","jobbId":"${jobbId}"}`,
  );
  expect(tjeneste.logg()).not.toContain("noe annet");
  skatteetaten.fjernFeil();
  expect(await bestilt("stanset", saker)).toBe(sti);
  expect(await vent(tjeneste, sti)).toMatchObject({ beregnet: 1, feilet: 0 });
});
