// Webhooks when there is more to do than there is room for, and when a row cannot be read.

import { TableClient } from "@azure/data-tables";
import { afterAll, beforeAll, expect, test } from "vitest";
import { HENDELSESTABELL } from "../../shared/adapters/storage/endringslager.ts";
import { WEBHOOKER } from "../../shared/adapters/storage/webhookrad.ts";
import { KOMMUNE } from "../standins/system.ts";
import { startMottaker, type Mottaker } from "../standins/webhook/mottaker.ts";
import { lagertilgang } from "./etteroppgjoer-rigg.ts";
import { startHendelserigg, type Hendelserigg } from "./hendelser-rigg.ts";
import { hentBeskrivelse } from "./openapi-rigg.ts";
import type { Svar } from "./tjeneste.ts";

const WEBHOOK = "/api/v1/webhook";
const PROEVE = "/api/v1/webhook/proeve";

let mottaker: Mottaker;
let rigg: Hendelserigg;
beforeAll(async () => {
  mottaker = await startMottaker();
  rigg = await startHendelserigg({ env: { WEBHOOK_VERTER: mottaker.vert } });
});
afterAll(async () => {
  await rigg.tjeneste.close();
  await mottaker.close();
});

function anrop(method: string, sti = WEBHOOK, body?: unknown): Promise<Svar> {
  return rigg.tjeneste.anrop(sti, { method, token: rigg.token, ...(body === undefined ? {} : { body }) });
}

test("trials beyond four at a time are refused at once and sent nothing, and the next is sent", async () => {
  const beskrivelse = await hentBeskrivelse(rigg.tjeneste);
  await anrop("PUT", WEBHOOK, { url: mottaker.url });
  const slipp = Promise.withResolvers<undefined>();
  mottaker.svar(async (res) => {
    await slipp.promise;
    res.writeHead(204).end();
  });
  const fire = Array.from({ length: 4 }, () => anrop("POST", PROEVE));
  await expect.poll(() => mottaker.mottatt.length, { timeout: 5_000 }).toBe(4);
  const femte = await anrop("POST", PROEVE);
  slipp.resolve(undefined);
  expect([femte.status, femte.json?.kode]).toEqual([503, "opptatt"]);
  expect(await beskrivelse.avvikFra("post", PROEVE, femte)).toEqual([]);
  beskrivelse.fjern();
  expect((await Promise.all(fire)).map(({ status }) => status)).toEqual([200, 200, 200, 200]);
  expect(mottaker.mottatt.length).toBe(4);
  expect((await anrop("POST", PROEVE)).status).toBe(200);
});

test("a row that cannot be read is told by a code of its own, and mended by removing the webhook", async () => {
  const { azure, env } = rigg.tjeneste.system;
  const tabell = new TableClient(env.STORAGE_TABLE_URL ?? "", HENDELSESTABELL, lagertilgang(rigg.tjeneste), {
    tlsOptions: { ca: azure.certificates.caPem },
  });
  await tabell.upsertEntity({ partitionKey: WEBHOOKER, rowKey: KOMMUNE, url: "x" }, "Replace");
  expect((await anrop("GET")).status).toBe(502);
  await rigg.varsle();
  expect(rigg.tjeneste.logg().split('"kode":"WEBHOOKLAGER_FEILET"').length - 1).toBe(2);
  // The alarm about changes hears nothing of it.
  expect(rigg.tjeneste.logg()).not.toContain('"kode":"HENDELSESLAGER_FEILET"');
  expect((await anrop("DELETE")).status).toBe(204);
  expect((await anrop("PUT", WEBHOOK, { url: mottaker.url })).status).toBe(201);
});
