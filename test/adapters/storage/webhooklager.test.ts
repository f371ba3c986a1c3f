// Webhooks in a real table: as they were kept, written only by whoever read them last, and in nobody's way.

import { randomUUID } from "node:crypto";
import { TableClient } from "@azure/data-tables";
import type { TokenCredential } from "@azure/identity";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { createCredential } from "../../../shared/adapters/identity/credential.ts";
import { createAbonnementlager } from "../../../shared/adapters/storage/abonnementlager.ts";
import { createEndringslager, HENDELSESTABELL } from "../../../shared/adapters/storage/endringslager.ts";
import type { Hendelselageraarsak } from "../../../shared/adapters/storage/hendelseskall.ts";
import { createWebhooklager } from "../../../shared/adapters/storage/webhooklager.ts";
import { ryddHendelser } from "../../../shared/hendelser/rydd.ts";
import { nyWebhook, type Webhook } from "../../../shared/hendelser/webhook.ts";
import { ok } from "../../../shared/kernel/result.ts";
import { orgnr, treff } from "../../hendelser/eksempel.ts";
import { startAzure, type Azure } from "../../standins/azure/start.ts";

const KOMMUNE = orgnr("313876144");
const ANNEN = orgnr("310827002");

let azure: Azure;
let credential: TokenCredential;
let meldt: Hendelselageraarsak[];

beforeAll(async () => {
  azure = await startAzure();
  Object.assign(process.env, azure.env);
  credential = createCredential(azure.identity.clientId);
});
afterAll(() => azure.close());
beforeEach(async () => {
  meldt = [];
  for (const kommune of [KOMMUNE, ANNEN]) await lager().slett(kommune);
});

const felles = () => ({
  tableUrl: new URL(azure.env.STORAGE_TABLE_URL ?? ""),
  credential,
  loopbackCa: azure.certificates.caPem,
  meld: (aarsak: Hendelselageraarsak) => meldt.push(aarsak),
});
const lager = () => createWebhooklager(felles());
const endringer = () => createEndringslager({ ...felles(), now: () => new Date("2026-11-23T10:00:00Z") });
const abonnementer = () =>
  createAbonnementlager({
    ...felles(),
    pepper: () => Promise.resolve(ok("A".repeat(43))),
    nyId: randomUUID,
  });

function webhook(endring: Partial<Webhook> = {}): Webhook {
  const ny = nyWebhook({
    kommune: KOMMUNE,
    url: "https://epj.example.no/v?x='1'",
    varslesFra: 1,
    nonce: "A".repeat(22),
  });
  return { ...ny, ...endring };
}

async function lest(kommune = KOMMUNE) {
  const svar = await lager().hent(kommune);
  if (!svar.ok || svar.value === undefined) throw new Error("there is no webhook");
  return svar.value;
}

const naa = new Date("2026-11-23T10:00:00.123Z");

test.each<[string, Partial<Webhook>]>([
  ["new", {}],
  ["told of many", { varslesFra: 9_007_199_254_740_991 }],
  [
    "waiting",
    {
      feilPaaRad: 3,
      feilSiden: naa,
      nesteForsoek: naa,
      sisteForsoek: { utfall: "AVVIST_AV_MOTTAKER", httpStatus: 500, tidspunkt: naa },
    },
  ],
  ["stopped", { status: "STANSET", sisteForsoek: { utfall: "TIDSFRIST", tidspunkt: naa } }],
  [
    "between keys",
    {
      tidligere: [
        { nonce: "B".repeat(22), gjelderTil: naa },
        { nonce: "-_".repeat(11), gjelderTil: naa },
      ],
    },
  ],
])("a webhook that is %s is read as it was kept", async (_, endring) => {
  expect(await lager().lagre(undefined, webhook(endring))).toEqual(ok("LAGRET"));
  expect((await lest()).webhook).toEqual(webhook(endring));
});

test("one that is written over keeps nothing of what it was", async () => {
  await lager().lagre(undefined, webhook({ feilSiden: naa, nesteForsoek: naa }));
  await lager().lagre(await lest(), webhook());
  expect((await lest()).webhook).toEqual(webhook());
});

test("is made once, and written only by whoever read it last", async () => {
  expect(await lager().lagre(undefined, webhook())).toEqual(ok("LAGRET"));
  expect(await lager().lagre(undefined, webhook({ varslesFra: 2 }))).toEqual(ok("ENDRET"));
  const foer = await lest();
  expect(await lager().lagre(foer, webhook({ varslesFra: 3 }))).toEqual(ok("LAGRET"));
  expect(await lager().lagre(foer, webhook({ varslesFra: 4 }))).toEqual(ok("ENDRET"));
  expect((await lest()).webhook.varslesFra).toBe(3);
});

test("one that is removed does not come back from somebody who had read it", async () => {
  await lager().lagre(undefined, webhook());
  const foer = await lest();
  expect(await lager().slett(KOMMUNE)).toEqual(ok(undefined));
  expect(await lager().slett(KOMMUNE)).toEqual(ok(undefined));
  expect(await lager().lagre(foer, webhook())).toEqual(ok("ENDRET"));
  expect(await lager().hent(KOMMUNE)).toEqual(ok(undefined));
  // Nor from before one that was made anew.
  await lager().lagre(undefined, webhook({ nonce: "C".repeat(22) }));
  expect(await lager().lagre(foer, webhook())).toEqual(ok("ENDRET"));
});

test("are listed for all, and read by the municipality they belong to", async () => {
  await lager().lagre(undefined, webhook());
  await lager().lagre(undefined, webhook({ kommune: ANNEN }));
  const alle = await lager().list();
  expect(alle.ok && alle.value.map((en) => en.webhook.kommune)).toEqual([ANNEN, KOMMUNE]);
  expect((await lest(ANNEN)).webhook.kommune).toBe(ANNEN);
});

test("one that is not ours is told and does not hide the others", async () => {
  const tabell = new TableClient(azure.env.STORAGE_TABLE_URL ?? "", HENDELSESTABELL, credential, {
    tlsOptions: { ca: azure.certificates.caPem },
  });
  await lager().lagre(undefined, webhook());
  const { url, status, nonce } = webhook();
  const rader = [
    { rowKey: "fremmed" },
    { rowKey: ANNEN, url: "x" },
    { rowKey: "974760673", url, status, varslesFra: "1", feilPaaRad: 0, nonce, tidligere: "x@y" },
  ].map((rad) => ({ partitionKey: "webhook", ...rad }));
  for (const rad of rader) await tabell.createEntity(rad);
  const alle = await lager().list();
  expect(alle.ok && alle.value.map((en) => en.webhook.kommune)).toEqual([KOMMUNE]);
  expect(meldt.length).toBe(rader.length);
  expect(await lager().hent(ANNEN)).toEqual({
    ok: false,
    feil: { kode: "ugyldig-svar", motpart: "STORAGE" },
  });
  for (const { partitionKey, rowKey } of rader) await tabell.deleteEntity(partitionKey, rowKey);
});

test("are in nobody's way: feeds, subscriptions, the index and what is removed are as without them", async () => {
  await lager().lagre(undefined, webhook());
  const foer = (await lest()).merke;
  expect(await endringer().kommuner()).toEqual(ok([]));
  expect(await endringer().neste(KOMMUNE)).toEqual(ok(1));
  expect(await endringer().skriv(KOMMUNE, [treff(1, 1), treff(2, 1)], 1)).toEqual(ok(2));
  expect(await endringer().neste(KOMMUNE)).toEqual(ok(3));
  expect(await endringer().kommuner()).toEqual(ok([KOMMUNE]));
  expect(await abonnementer().list(KOMMUNE)).toEqual(ok([]));
  expect(await abonnementer().hentIndeks()).toMatchObject({ ok: true, value: { kommuner: [] } });
  const rydd = {
    abonnementer: abonnementer(),
    endringer: endringer(),
    now: () => new Date("2030-01-01"),
    nyFrist: () => AbortSignal.timeout(60_000),
  };
  expect(await ryddHendelser(rydd)).toMatchObject({ ok: true, value: { abonnementer: 0, ferdig: true } });
  expect((await lest()).merke).toBe(foer);
  // The numbers go on although the changes are gone.
  expect(await endringer().neste(KOMMUNE)).toEqual(ok(3));
  expect(meldt).toEqual([]);
});
