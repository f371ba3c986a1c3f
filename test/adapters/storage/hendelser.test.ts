// Subscriptions and changes in real tables: kept by hash, found again, deleted for good, and each change exactly once when
// answers are lost and two write at a time.

import { randomBytes, randomUUID } from "node:crypto";
import { TableClient } from "@azure/data-tables";
import type { TokenCredential } from "@azure/identity";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createCredential } from "../../../shared/adapters/identity/credential.ts";
import {
  ABONNEMENTSTABELL,
  createAbonnementlager,
} from "../../../shared/adapters/storage/abonnementlager.ts";
import { createEndringslager, HENDELSESTABELL } from "../../../shared/adapters/storage/endringslager.ts";
import type { Hendelselageraarsak } from "../../../shared/adapters/storage/hendelseskall.ts";
import { hashPersonidentifikator } from "../../../shared/adapters/storage/personhash.ts";
import { ryddHendelser } from "../../../shared/hendelser/rydd.ts";
import type { NyttAbonnement } from "../../../shared/hendelser/lager.ts";
import { datoAv } from "../../../shared/kernel/dato.ts";
import kommuner from "../../../shared/tilkobling/kommuner.json" with { type: "json" };
import { ok } from "../../../shared/kernel/result.ts";
import { abonnement, orgnr, person, treff, uuid } from "../../hendelser/eksempel.ts";
import { startMellomledd, type Mellomledd } from "../../standins/azure/mellomledd.ts";
import { startAzure, type Azure } from "../../standins/azure/start.ts";

const PEPPER = randomBytes(32);
const NUMMER = "17865131208";

let azure: Azure;
let credential: TokenCredential;
let mellomledd: Mellomledd;
let meldt: Hendelselageraarsak[];
/** A municipality of its own for each test. */
const NUMRE = kommuner.map(({ organisasjonsnummer }) => orgnr(organisasjonsnummer));
let kommune = orgnr("313876144");
let testNr = 0;

beforeAll(async () => {
  azure = await startAzure();
  Object.assign(process.env, azure.env);
  credential = createCredential(azure.identity.clientId);
  const { certPem: cert, keyPem: key, caPem } = azure.certificates;
  mellomledd = await startMellomledd({ cert, key }, new URL(azure.env.STORAGE_TABLE_URL ?? "").origin, caPem);
});
afterAll(async () => {
  await mellomledd.close();
  await azure.close();
});
beforeEach(() => {
  meldt = [];
  kommune = NUMRE[testNr++] ?? kommune;
  mellomledd.behandle(() => "VIDERE");
});

const felles = (tableUrl: URL) => ({
  tableUrl,
  credential,
  loopbackCa: azure.certificates.caPem,
  meld: (aarsak: Hendelselageraarsak) => meldt.push(aarsak),
});
const direkte = (): URL => new URL(azure.env.STORAGE_TABLE_URL ?? "");
const gjennomMellomledd = (): URL => new URL(`${mellomledd.origin}/devstoreaccount1`);

function abonnementer(tableUrl = direkte(), pepper = PEPPER.toString("base64url")) {
  return createAbonnementlager({
    ...felles(tableUrl),
    pepper: () => Promise.resolve(ok(pepper)),
    nyId: randomUUID,
  });
}

function endringer(tableUrl = direkte()) {
  return createEndringslager({ ...felles(tableUrl), now: () => new Date("2026-11-23T10:00:00Z") });
}

function tabell(navn: string): TableClient {
  return new TableClient(azure.env.STORAGE_TABLE_URL ?? "", navn, credential, {
    tlsOptions: { ca: azure.certificates.caPem },
  });
}

function nytt(endring: Partial<NyttAbonnement> = {}): NyttAbonnement {
  return {
    abonnementId: randomUUID(),
    person: person(NUMMER),
    inntektsaarFra: 2024,
    saksreferanse: null,
    opprettet: datoAv("2026-11-23"),
    utloeper: datoAv("2028-02-23"),
    ...endring,
  };
}

async function verdi<T>(
  resultat: Promise<{ ok: true; value: T } | { ok: false; feil: unknown }>,
): Promise<T> {
  const lest = await resultat;
  if (!lest.ok) throw new Error(JSON.stringify(lest.feil));
  return lest.value;
}

describe("a subscription", () => {
  test("is kept with a keyed hash and without the number", async () => {
    const ny = nytt({ saksreferanse: "2026/1" });
    await verdi(abonnementer().lagre(kommune, ny));
    const rad = await tabell(ABONNEMENTSTABELL).getEntity(kommune, ny.abonnementId);
    expect(rad.person).toBe(hashPersonidentifikator(person(NUMMER), PEPPER));
    expect(JSON.stringify(rad)).not.toContain(NUMMER);
  });

  test("is in the index as soon as it is saved, and out of it as soon as it is deleted", async () => {
    const [en, annen] = [abonnementer(), abonnementer()];
    const ny = nytt();
    const idene = async (): Promise<string[]> =>
      (await verdi(en.hentIndeks())).finn(person(NUMMER)).map((a) => a.abonnementId);
    expect(await idene()).not.toContain(ny.abonnementId);
    await verdi(annen.lagre(kommune, ny));
    expect(await idene()).toContain(ny.abonnementId);
    await verdi(annen.slett(kommune, ny.abonnementId));
    expect(await idene()).not.toContain(ny.abonnementId);
  });

  test("is read again only when something has changed", async () => {
    const lager = abonnementer(gjennomMellomledd());
    await verdi(lager.hentIndeks());
    const foer = mellomledd.kall.length;
    await verdi(lager.hentIndeks());
    expect(mellomledd.kall.slice(foer).map(({ sti }) => sti.split("?")[0])).toEqual([
      `/devstoreaccount1/${ABONNEMENTSTABELL}(PartitionKey='indeks',RowKey='versjon')`,
    ]);
  });

  test("keeps the day it was made when it is renewed for the same person, and not for another", async () => {
    const lager = abonnementer();
    const ny = nytt();
    await verdi(lager.lagre(kommune, ny));
    const fornyet = await verdi(lager.lagre(kommune, { ...ny, opprettet: datoAv("2026-12-24") }));
    expect(fornyet).toMatchObject({ nytt: false, abonnement: { opprettet: "2026-11-23" } });
    const byttet = await verdi(
      lager.lagre(kommune, { ...ny, person: person("02915820762"), opprettet: datoAv("2026-12-25") }),
    );
    expect(byttet).toMatchObject({ nytt: false, abonnement: { opprettet: "2026-12-25" } });
  });

  test("that is not one of ours is told, and does not hide the others", async () => {
    const ny = nytt();
    await verdi(abonnementer().lagre(kommune, ny));
    await tabell(ABONNEMENTSTABELL).createEntity({ partitionKey: kommune, rowKey: "fremmed" });
    const alle = await verdi(abonnementer().list(kommune));
    expect(alle.map((a) => a.abonnementId)).toContain(ny.abonnementId);
    expect(meldt).toEqual([{ kode: "ULESELIG", tabell: ABONNEMENTSTABELL }]);
    await tabell(ABONNEMENTSTABELL).deleteEntity(kommune, "fremmed");
  });

  test("is not kept with a pepper that is none", async () => {
    expect(await abonnementer(direkte(), "for kort").lagre(kommune, nytt())).toEqual({
      ok: false,
      feil: { kode: "tilkobling-feilkonfigurert", aarsakskode: "PEPPER_UGYLDIG" },
    });
  });
});

describe("changes", () => {
  const mange = (antall: number, fra = 1) => Array.from({ length: antall }, (_, i) => treff(fra + i, i % 7));

  async function fortalt(): Promise<number[]> {
    return (await verdi(endringer().les(kommune, 1, 1_000))).map((e) => e.sekvensnummer);
  }
  const tilOgMed = (antall: number): number[] => Array.from({ length: antall }, (_, i) => i + 1);

  test("are written in order, numbered from 1, and not again", async () => {
    const lager = endringer();
    const start = (await fortalt()).length;
    expect(await verdi(lager.skriv(kommune, mange(120), 1))).toBe(120);
    expect(await verdi(lager.skriv(kommune, mange(120), 1))).toBe(0);
    expect(await verdi(lager.skriv(kommune, mange(130), 1))).toBe(10);
    expect(await fortalt()).toEqual(tilOgMed(start + 130));
  });

  test("are written once when the answer to every other transaction is lost", async () => {
    let nr = 0;
    mellomledd.behandle(({ sti }) => (sti.includes("$batch") && nr++ % 2 === 0 ? "SVAR_TAPT" : "VIDERE"));
    await verdi(endringer(gjennomMellomledd()).skriv(kommune, mange(200), 1));
    expect(nr).toBeGreaterThan(4);
    expect(await fortalt()).toEqual(tilOgMed(200));
  });

  test("are written once when several write the same at a time", async () => {
    const skrevet = await Promise.all([1, 2, 3].map(() => verdi(endringer().skriv(kommune, mange(150), 1))));
    expect(skrevet.reduce((sum, antall) => sum + antall, 0)).toBe(150);
    expect(await fortalt()).toEqual(tilOgMed(150));
  });

  test("of a subscription are forgotten, and its year is new again", async () => {
    const lager = endringer();
    await verdi(lager.skriv(kommune, [treff(1, 1), treff(2, 2)], 1));
    await verdi(lager.glem(kommune, uuid(1)));
    await verdi(lager.skriv(kommune, [treff(3, 1)], 1));
    expect(await verdi(lager.les(kommune, 1, 10))).toMatchObject([
      { sekvensnummer: 2, abonnementId: uuid(2) },
      { sekvensnummer: 3, abonnementId: uuid(1), type: "NYTT_OPPGJOER" },
    ]);
  });

  test("are not written, and that is told, when storage does not answer", async () => {
    mellomledd.behandle(() => "BRUDD");
    expect(await endringer(gjennomMellomledd()).skriv(kommune, mange(1), 1)).toEqual({
      ok: false,
      feil: { kode: "motpart-utilgjengelig", motpart: "STORAGE" },
    });
    expect(meldt).toEqual([{ kode: "LAGER_UTILGJENGELIG" }]);
  });

  test("are not read when a row is not one of ours", async () => {
    const rad = { partitionKey: kommune, rowKey: "e.0000000000000000" };
    await tabell(HENDELSESTABELL).createEntity(rad);
    expect(await endringer().les(kommune, 1, 1_000)).toMatchObject({ ok: true });
    expect(await endringer().les(kommune, 0, 1_000)).toEqual({
      ok: false,
      feil: { kode: "ugyldig-svar", motpart: "STORAGE" },
    });
    await tabell(HENDELSESTABELL).deleteEntity(rad.partitionKey, rad.rowKey);
  });
});

test("the cursor is moved only by whoever read it last", async () => {
  const lager = endringer();
  const til = { omgang: 1, neste: 10, sisteLest: 9, lest: datoAv("2026-11-23") };
  const foerste = await verdi(lager.flyttMarkoer(undefined, til));
  expect(await verdi(lager.flyttMarkoer(undefined, til))).toBe("FLYTTET");
  if (foerste === "FLYTTET") throw new Error("the first cursor was not made");
  expect(await verdi(lager.flyttMarkoer(foerste, { ...til, neste: 20 }))).toMatchObject({
    markoer: { neste: 20 },
  });
  expect(await verdi(lager.flyttMarkoer(foerste, { ...til, neste: 30 }))).toBe("FLYTTET");
  expect((await verdi(lager.hentMarkoer()))?.markoer).toEqual({ ...til, neste: 20 });
});

test("what is out of date is removed: expired subscriptions with what was told of them, and old changes", async () => {
  const lager = abonnementer();
  const [utloept, gjeldende] = [
    nytt({ utloeper: datoAv("2028-03-01") }),
    nytt({ utloeper: datoAv("2028-03-02") }),
  ];
  for (const ny of [utloept, gjeldende]) await verdi(lager.lagre(kommune, ny));
  const medId = (kildenummer: number, abonnementId: string) =>
    treff(kildenummer, 0, { abonnement: abonnement(0, { abonnementId, kommune }) });
  const hele = [medId(1, utloept.abonnementId), medId(2, gjeldende.abonnementId)];
  await verdi(endringer().skriv(kommune, hele, 9));
  const rydd = (naa: string) =>
    verdi(ryddHendelser({ abonnementer: lager, endringer: endringer(), now: () => new Date(naa) }));
  const idene = async (): Promise<string[]> =>
    (await verdi(endringer().les(kommune, 1, 1_000))).map((e) => e.abonnementId);
  // The changes were written on 2026-11-23.
  await rydd("2028-02-23T12:00:00Z");
  expect(await idene()).toEqual(expect.arrayContaining([utloept.abonnementId, gjeldende.abonnementId]));
  expect(await rydd("2028-03-01T12:00:00Z")).toBeGreaterThan(0);
  expect((await verdi(lager.list(kommune))).map((a) => a.abonnementId)).toContain(gjeldende.abonnementId);
  expect((await verdi(lager.list(kommune))).map((a) => a.abonnementId)).not.toContain(utloept.abonnementId);
  expect(await idene()).toEqual([]);
});
