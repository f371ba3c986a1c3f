// The nightly removal, on real tables: nothing is left of a person nobody follows, and nothing goes that somebody does.

import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { HENDELSESTABELL } from "../../shared/adapters/storage/endringslager.ts";
import { hashAbonnent } from "../../shared/adapters/storage/personhash.ts";
import type { Treff } from "../../shared/hendelser/endring.ts";
import { finnTreff } from "../../shared/hendelser/finn-treff.ts";
import { ryddHendelser, type RyddDeps } from "../../shared/hendelser/rydd.ts";
import { datoAv } from "../../shared/kernel/dato.ts";
import kommuner from "../../shared/tilkobling/kommuner.json" with { type: "json" };
import { abonnement, orgnr, person, treff, uuid } from "./eksempel.ts";
import { NUMMER, nytt, SKREVET, startLagerigg, verdi, type Lagerigg } from "./lagerigg.ts";

const NATTEN_ETTER = "2026-11-24T01:43:00Z";

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
  kommune = NUMRE[testNr++] ?? kommune;
});

function rydd(naa: string, endring: Partial<RyddDeps> = {}) {
  const deps = {
    abonnementer: rigg.abonnementer(),
    endringer: rigg.endringer(),
    now: () => new Date(naa),
    nyFrist: () => new AbortController().signal,
  };
  return verdi(ryddHendelser({ ...deps, ...endring }));
}

/** The changes and marks there are of a municipality, by row key. */
async function spor(): Promise<string[]> {
  return (await verdi(rigg.endringer().spor(kommune, undefined))).spor.map(({ noekkel }) => noekkel);
}

async function fortalt(): Promise<string[]> {
  return (await verdi(rigg.endringer().les(kommune, 1, 1_000))).map((e) => e.abonnementId);
}

const medId = (kildenummer: number, abonnementId: string): Treff =>
  treff(kildenummer, 0, { abonnement: abonnement(0, { abonnementId, kommune }) });

test("what was written in the same moment as its subscription was deleted is gone the next night", async () => {
  const [lager, endringer, ny] = [rigg.abonnementer(), rigg.endringer(), nytt()];
  await verdi(lager.lagre(kommune, ny));
  const indeks = await verdi(lager.hentIndeks());
  await verdi(lager.slett(kommune, ny.abonnementId));
  await verdi(endringer.glem(kommune, ny.abonnementId));
  // The reader had its index before the deletion, and writes after it.
  const hendelse = {
    sekvensnummer: 7,
    person: person(NUMMER),
    inntektsaar: 2025,
    hendelsetype: "NY",
  } as const;
  const funnet = finnTreff([hendelse], (p) => indeks.finn(p), datoAv("2026-11-23")).get(kommune) ?? [];
  expect(await verdi(endringer.skriv(kommune, funnet, 1))).toBe(1);
  expect(await spor()).toEqual(["e.0000000000000001", `m.${ny.abonnementId}.2025`]);
  expect(await rydd(NATTEN_ETTER)).toEqual({ abonnementer: 0, spor: 2, ferdig: true });
  expect(await spor()).toEqual([]);
  const rader = [];
  for await (const rad of rigg.tabell(HENDELSESTABELL).listEntities()) rader.push(JSON.stringify(rad));
  expect(rader.join()).not.toContain(hashAbonnent(person(NUMMER), rigg.pepper));
});

test("expired subscriptions go with what was told of them, and old changes; the others stay", async () => {
  const lager = rigg.abonnementer();
  const [utloept, gjeldende] = [
    nytt({ utloeper: datoAv("2028-02-20") }),
    nytt({ utloeper: datoAv("2028-03-02") }),
  ];
  for (const ny of [utloept, gjeldende]) await verdi(lager.lagre(kommune, ny));
  const hele = [medId(1, utloept.abonnementId), medId(2, gjeldende.abonnementId)];
  await verdi(rigg.endringer().skriv(kommune, hele, 1));
  await rydd("2028-02-19T12:00:00Z");
  expect(await fortalt()).toEqual([utloept.abonnementId, gjeldende.abonnementId]);
  expect(await rydd("2028-02-20T12:00:00Z")).toMatchObject({ abonnementer: 1, spor: 2 });
  expect((await verdi(lager.list(kommune))).map((a) => a.abonnementId)).toEqual([gjeldende.abonnementId]);
  expect(await fortalt()).toEqual([gjeldende.abonnementId]);
  // Fifteen months after it was written the change goes; the mark stays with its subscription.
  expect(SKREVET.slice(0, 10)).toBe("2026-11-23");
  await rydd("2028-02-23T12:00:00Z");
  expect(await fortalt()).toEqual([gjeldende.abonnementId]);
  await rydd("2028-02-24T12:00:00Z");
  expect(await spor()).toEqual([`m.${gjeldende.abonnementId}.2025`]);
  await rydd("2028-03-02T12:00:00Z");
  expect(await spor()).toEqual([]);
});

test("a subscription that is renewed while this goes on stays, with what was told of it", async () => {
  const [lager, ny] = [rigg.abonnementer(), nytt({ utloeper: datoAv("2026-11-24") })];
  await verdi(lager.lagre(kommune, ny));
  await verdi(rigg.endringer().skriv(kommune, [medId(1, ny.abonnementId)], 1));
  const fornyende: RyddDeps["abonnementer"] = {
    ...lager,
    async listUtloepte(idag) {
      const utloepte = await lager.listUtloepte(idag);
      await verdi(lager.lagre(kommune, { ...ny, utloeper: datoAv("2028-03-01") }));
      return utloepte;
    },
  };
  expect(await rydd(NATTEN_ETTER, { abonnementer: fornyende })).toMatchObject({ abonnementer: 0, spor: 0 });
  expect(await verdi(lager.list(kommune))).toMatchObject([{ utloeper: "2028-03-01" }]);
  expect(await fortalt()).toEqual([ny.abonnementId]);
});

test("a subscription that is made while this goes on keeps what it is told, and a row that changes stays", async () => {
  const [lager, endringer] = [rigg.abonnementer(), rigg.endringer()];
  const [ny, borte] = [nytt(), randomUUID()];
  await verdi(endringer.skriv(kommune, [medId(1, borte)], 1));
  const forsinket: RyddDeps["endringer"] = {
    ...endringer,
    async spor(av, videre) {
      // Written before the rows are read, and after the municipality was found.
      if (av === kommune && videre === undefined) {
        await verdi(lager.lagre(kommune, ny));
        await verdi(endringer.skriv(kommune, [medId(2, ny.abonnementId)], 1));
      }
      const side = await endringer.spor(av, videre);
      // The reader is still at it: the mark is written again before it is removed.
      if (av === kommune && videre === undefined) {
        await verdi(endringer.skriv(kommune, [medId(3, borte)], 1));
      }
      return side;
    },
  };
  expect(await rydd(NATTEN_ETTER, { endringer: forsinket })).toMatchObject({ spor: 1 });
  expect(await spor()).toEqual([
    "e.0000000000000002",
    "e.0000000000000003",
    ...[`m.${ny.abonnementId}.2025`, `m.${borte}.2025`].sort(),
  ]);
  expect(await rydd(NATTEN_ETTER)).toMatchObject({ spor: 2 });
  expect(await fortalt()).toEqual([ny.abonnementId]);
});

test("more rows than a page go in one reading, one that is not ours is told, and the head stays", async () => {
  const mange = Array.from({ length: 520 }, (_, i) => treff(i + 1, i));
  const endringer = rigg.endringer();
  await verdi(endringer.skriv(kommune, mange, 1));
  const fremmed = { partitionKey: kommune, rowKey: "e.'fremmed" };
  await rigg.tabell(HENDELSESTABELL).createEntity(fremmed);
  let sider = 0;
  const telte: RyddDeps["endringer"] = {
    ...endringer,
    spor(av, videre) {
      if (av === kommune) sider += 1;
      return endringer.spor(av, videre);
    },
  };
  expect(await rydd(NATTEN_ETTER, { endringer: telte })).toEqual({
    abonnementer: 0,
    spor: 1_040,
    ferdig: true,
  });
  expect(sider).toBe(3);
  expect(rigg.meldt).toEqual([{ kode: "ULESELIG", tabell: HENDELSESTABELL }]);
  await rigg.tabell(HENDELSESTABELL).deleteEntity(fremmed.partitionKey, fremmed.rowKey);
  expect(await spor()).toEqual([]);
  expect(await rigg.tabell(HENDELSESTABELL).getEntity(kommune, "hode")).toMatchObject({ neste: "521" });
});

test("stops when time is out, says so, and begins with another municipality the next day", async () => {
  const to = [kommune, NUMRE[testNr++] ?? kommune];
  for (const k of to) await verdi(rigg.endringer().skriv(k, [medId(1, uuid(1))], 1));
  /** Looks through one municipality, and then time is out. */
  async function enKommune(naa: string): Promise<string[]> {
    const [avbryt, endringer] = [new AbortController(), rigg.endringer()];
    const fjernet: string[] = [];
    const ryddet = await rydd(naa, {
      nyFrist: () => avbryt.signal,
      endringer: {
        ...endringer,
        kommuner: () => Promise.resolve({ ok: true, value: to.map(orgnr) }),
        fjernSpor: (k, rader) => {
          fjernet.push(k);
          avbryt.abort();
          return endringer.fjernSpor(k, rader);
        },
      },
    });
    expect(ryddet).toMatchObject({ ferdig: false });
    return fjernet;
  }
  const [foerst, saa] = [await enKommune("2026-11-24T01:43:00Z"), await enKommune("2026-11-25T01:43:00Z")];
  expect([...foerst, ...saa].sort()).toEqual([...to].sort());
});
