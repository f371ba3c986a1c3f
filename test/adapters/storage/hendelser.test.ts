// Subscriptions and changes in real tables: kept by hash, found again, deleted for good, and each change exactly once when
// answers are lost and two write at a time.

import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { ABONNEMENTSTABELL } from "../../../shared/adapters/storage/abonnementlager.ts";
import { HENDELSESTABELL } from "../../../shared/adapters/storage/endringslager.ts";
import { hashAbonnent, hashPersonidentifikator } from "../../../shared/adapters/storage/personhash.ts";
import { datoAv } from "../../../shared/kernel/dato.ts";
import kommuner from "../../../shared/tilkobling/kommuner.json" with { type: "json" };
import { orgnr, person, treff, uuid } from "../../hendelser/eksempel.ts";
import { NUMMER, nytt, startLagerigg, verdi, type Lagerigg } from "../../hendelser/lagerigg.ts";

let rigg: Lagerigg;
/** A municipality of its own for each test. */
const NUMRE = kommuner.map(({ organisasjonsnummer }) => orgnr(organisasjonsnummer));
let kommune = orgnr("313876144");
let testNr = 0;

beforeAll(async () => {
  rigg = await startLagerigg();
});
afterAll(() => rigg.close());
beforeEach(() => {
  rigg.meldt.length = 0;
  kommune = NUMRE[testNr++] ?? kommune;
  rigg.mellomledd.behandle(() => "VIDERE");
});

describe("a subscription", () => {
  test("is kept with a keyed hash and without the number", async () => {
    const ny = nytt({ saksreferanse: "2026/1" });
    await verdi(rigg.abonnementer().lagre(kommune, ny));
    const rad = await rigg.tabell(ABONNEMENTSTABELL).getEntity(kommune, ny.abonnementId);
    expect(rad.person).toBe(hashAbonnent(person(NUMMER), rigg.pepper));
    // Of the access log: whoever reads both does not see that it is the same person.
    expect(JSON.stringify(rad)).not.toContain(hashPersonidentifikator(person(NUMMER), rigg.pepper));
    expect(JSON.stringify(rad)).not.toContain(NUMMER);
  });

  test("is in the index as soon as it is saved, and out of it as soon as it is deleted", async () => {
    const [en, annen] = [rigg.abonnementer(), rigg.abonnementer()];
    const ny = nytt();
    let indeks = await verdi(en.hentIndeks());
    const idene = async (): Promise<string[]> => {
      indeks = await verdi(en.hentIndeks(indeks));
      return indeks.finn(person(NUMMER)).map((a) => a.abonnementId);
    };
    expect(await idene()).not.toContain(ny.abonnementId);
    await verdi(annen.lagre(kommune, ny));
    expect(await idene()).toContain(ny.abonnementId);
    await verdi(annen.slett(kommune, ny.abonnementId));
    expect(await idene()).not.toContain(ny.abonnementId);
  });

  test("is read again only when something has changed", async () => {
    const lager = rigg.abonnementer({ gjennom: true });
    const forrige = await verdi(lager.hentIndeks());
    const foer = rigg.mellomledd.kall.length;
    expect(await verdi(lager.hentIndeks(forrige))).toBe(forrige);
    expect(rigg.mellomledd.kall.slice(foer).map(({ sti }) => sti.split("?")[0])).toEqual([
      `${rigg.konto}/${ABONNEMENTSTABELL}(PartitionKey='indeks',RowKey='versjon')`,
    ]);
  });

  test("is in an index that is begun with, also when its process ended before it was told", async () => {
    const ny = nytt();
    const varmt = rigg.abonnementer();
    await verdi(varmt.hentIndeks());
    rigg.mellomledd.behandle(({ method, sti }) =>
      method !== "GET" && sti.includes("indeks") ? "BRUDD" : "VIDERE",
    );
    expect(await rigg.abonnementer({ gjennom: true }).lagre(kommune, ny)).toMatchObject({ ok: false });
    const indeks = await verdi(varmt.hentIndeks());
    expect(indeks.finn(person(NUMMER)).map((a) => a.abonnementId)).toContain(ny.abonnementId);
  });

  test("keeps the day it was made when it is renewed for the same person, and not for another", async () => {
    const lager = rigg.abonnementer();
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
    await verdi(rigg.abonnementer().lagre(kommune, ny));
    await rigg.tabell(ABONNEMENTSTABELL).createEntity({ partitionKey: kommune, rowKey: "fremmed" });
    const alle = await verdi(rigg.abonnementer().list(kommune));
    expect(alle.map((a) => a.abonnementId)).toContain(ny.abonnementId);
    expect(rigg.meldt).toEqual([{ kode: "ULESELIG", tabell: ABONNEMENTSTABELL }]);
    await rigg.tabell(ABONNEMENTSTABELL).deleteEntity(kommune, "fremmed");
  });

  test("is not kept with a pepper that is none", async () => {
    expect(await rigg.abonnementer({ pepper: "for kort" }).lagre(kommune, nytt())).toEqual({
      ok: false,
      feil: { kode: "tilkobling-feilkonfigurert", aarsakskode: "PEPPER_UGYLDIG" },
    });
  });
});

describe("changes", () => {
  const mange = (antall: number, fra = 1) => Array.from({ length: antall }, (_, i) => treff(fra + i, i % 7));

  async function fortalt(): Promise<number[]> {
    return (await verdi(rigg.endringer().les(kommune, 1, 1_000))).map((e) => e.sekvensnummer);
  }
  const tilOgMed = (antall: number): number[] => Array.from({ length: antall }, (_, i) => i + 1);

  test("are written in order, numbered from 1, and not again", async () => {
    const lager = rigg.endringer();
    const start = (await fortalt()).length;
    expect(await verdi(lager.skriv(kommune, mange(120), 1))).toBe(120);
    expect(await verdi(lager.skriv(kommune, mange(120), 1))).toBe(0);
    expect(await verdi(lager.skriv(kommune, mange(130), 1))).toBe(10);
    expect(await fortalt()).toEqual(tilOgMed(start + 130));
  });

  test("are written once when the answer to every other transaction is lost", async () => {
    let nr = 0;
    rigg.mellomledd.behandle(({ sti }) =>
      sti.includes("$batch") && nr++ % 2 === 0 ? "SVAR_TAPT" : "VIDERE",
    );
    await verdi(rigg.endringer({ gjennom: true }).skriv(kommune, mange(200), 1));
    expect(nr).toBeGreaterThan(4);
    expect(await fortalt()).toEqual(tilOgMed(200));
  });

  test("are written once when several write the same at a time", async () => {
    const skrevet = await Promise.all(
      [1, 2, 3].map(() => verdi(rigg.endringer().skriv(kommune, mange(150), 1))),
    );
    expect(skrevet.reduce((sum, antall) => sum + antall, 0)).toBe(150);
    expect(await fortalt()).toEqual(tilOgMed(150));
  });

  test("of a subscription are forgotten, and its year is new again", async () => {
    const lager = rigg.endringer();
    await verdi(lager.skriv(kommune, [treff(1, 1), treff(2, 2)], 1));
    await verdi(lager.glem(kommune, uuid(1)));
    await verdi(lager.skriv(kommune, [treff(3, 1)], 1));
    expect(await verdi(lager.les(kommune, 1, 10))).toMatchObject([
      { sekvensnummer: 2, abonnementId: uuid(2) },
      { sekvensnummer: 3, abonnementId: uuid(1), type: "NYTT_OPPGJOER" },
    ]);
  });

  test("are not written, and that is told, when storage does not answer", async () => {
    rigg.mellomledd.behandle(() => "BRUDD");
    expect(await rigg.endringer({ gjennom: true }).skriv(kommune, mange(1), 1)).toEqual({
      ok: false,
      feil: { kode: "motpart-utilgjengelig", motpart: "STORAGE" },
    });
    expect(rigg.meldt).toEqual([{ kode: "LAGER_UTILGJENGELIG" }]);
  });

  test("are not read when a row is not one of ours", async () => {
    const rad = { partitionKey: kommune, rowKey: "e.0000000000000000" };
    await rigg.tabell(HENDELSESTABELL).createEntity(rad);
    expect(await rigg.endringer().les(kommune, 1, 1_000)).toMatchObject({ ok: true });
    expect(await rigg.endringer().les(kommune, 0, 1_000)).toEqual({
      ok: false,
      feil: { kode: "ugyldig-svar", motpart: "STORAGE" },
    });
    await rigg.tabell(HENDELSESTABELL).deleteEntity(rad.partitionKey, rad.rowKey);
  });
});

test("the cursor is moved only by whoever read it last", async () => {
  const lager = rigg.endringer();
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
