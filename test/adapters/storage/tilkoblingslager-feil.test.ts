// A store that fails: what the caller is told, what the log is told, and that nothing unknown is taken for nothing.

import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { createCredential } from "../../../shared/adapters/identity/credential.ts";
import type { Organisasjonsnummer } from "../../../shared/kernel/organisasjonsnummer.ts";
import { ok } from "../../../shared/kernel/result.ts";
import type { Tilkoblingslager } from "../../../shared/tilkobling/lager.ts";
import { createCertificateAuthority } from "../../standins/azure/certificates.ts";
import { lytt, svarJson, type Lytter } from "../../standins/azure/http-server.ts";
import { mottatt, registrert, SKANNET } from "../../tilkobling/sak.ts";
import { etter, skriv, startLagerrigg, UGYLDIG, UTILGJENGELIG, type Lagerrigg } from "./lager-rigg.ts";

const PARTISJON = "tilkobling";
const TOM_SHA = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

let rigg: Lagerrigg;
beforeAll(async () => {
  rigg = await startLagerrigg({ egetLager: true });
});
afterAll(() => rigg.close());
afterEach(() => {
  rigg.meldt.length = 0;
});

type Kall = (lager: Tilkoblingslager, kommune: Organisasjonsnummer) => Promise<unknown>;

const MOT_TABELLEN: readonly [string, Kall][] = [
  ["reading one", (lager, kommune) => lager.les(kommune)],
  ["reading all", (lager) => lager.lesAlle()],
  ["registering", (lager, kommune) => lager.registrer(kommune, mottatt(1, SKANNET))],
  ["reading the history", (lager, kommune) => lager.historikk(kommune, 10)],
];
const ALLE_KALL: readonly [string, Kall][] = [
  ...MOT_TABELLEN,
  ["keeping a declaration", (lager) => lager.lagreErklaering(TOM_SHA, new Uint8Array())],
];

/** Something that is not storage, in its place for all of its services. */
async function medFalsktLager(
  svar: Parameters<typeof lytt>[0],
  proev: (adresser: { tableUrl: URL; blobUrl: URL }) => Promise<void>,
): Promise<void> {
  const { certPem: cert, keyPem: key } = rigg.azure.certificates;
  const falskt: Lytter = await lytt(svar, { cert, key });
  const url = new URL(`${falskt.origin}/konto`);
  try {
    await proev({ tableUrl: url, blobUrl: url });
  } finally {
    await falskt.close();
  }
}

describe.each(ALLE_KALL)("%s", (_, kall) => {
  test("with a token that storage does not accept is told as no access", async () => {
    const getToken = () => Promise.resolve({ token: "a.b.c", expiresOnTimestamp: Date.now() + 3_600_000 });
    expect(await kall(rigg.lager({ credential: { getToken } }), rigg.nyKommune())).toEqual(UTILGJENGELIG);
    expect(rigg.meldt).toEqual([{ kode: "IKKE_TILGANG" }]);
  });

  test("as an identity that is not ours to use is told as no access", async () => {
    const credential = createCredential(randomUUID());
    expect(await kall(rigg.lager({ credential }), rigg.nyKommune())).toEqual(UTILGJENGELIG);
    expect(rigg.meldt).toEqual([{ kode: "IKKE_TILGANG" }]);
  });

  test("from storage with a certificate of another authority is not done", async () => {
    const { caPem: loopbackCa } = await createCertificateAuthority(new Date());
    expect(await kall(rigg.lager({ loopbackCa }), rigg.nyKommune())).toEqual(UTILGJENGELIG);
    expect(rigg.meldt).toEqual([{ kode: "LAGER_UTILGJENGELIG" }]);
  });

  test("from storage that never answers is given up at the deadline", async () => {
    await medFalsktLager(
      () => undefined,
      async (adresser) => {
        const start = performance.now();
        const svar = await kall(rigg.lager({ ...adresser, fristMs: 200 }), rigg.nyKommune());
        expect(performance.now() - start).toBeLessThan(1_000);
        expect(svar).toEqual(UTILGJENGELIG);
        expect(rigg.meldt).toEqual([{ kode: "LAGER_UTILGJENGELIG" }]);
      },
    );
  });

  test("with a token that never comes is given up at the deadline", async () => {
    const credential = { getToken: () => new Promise<never>(() => undefined) };
    const start = performance.now();
    expect(await kall(rigg.lager({ credential, fristMs: 200 }), rigg.nyKommune())).toEqual(UTILGJENGELIG);
    expect(performance.now() - start).toBeLessThan(1_000);
    expect(rigg.meldt).toEqual([{ kode: "LAGER_UTILGJENGELIG" }]);
  });

  test("from storage that answers 503 is tried twice and no more", async () => {
    let antall = 0;
    await medFalsktLager(
      (req, res) => {
        antall += 1;
        req.resume();
        res.writeHead(503).end();
      },
      async (adresser) => {
        expect(await kall(rigg.lager(adresser), rigg.nyKommune())).toEqual(UTILGJENGELIG);
        expect(antall).toBe(2);
      },
    );
  });
});

describe.each(MOT_TABELLEN)("%s from something that is not storage", (_, kall) => {
  test.each(["text/html", "application/json"])(
    "and answers 200 with a page, as %s, is not heard",
    async (type) => {
      await medFalsktLager(
        (req, res) => {
          req.resume();
          res.writeHead(200, { "content-type": type }).end("<html></html>");
        },
        async (adresser) => {
          const svar = await kall(rigg.lager(adresser), rigg.nyKommune());
          expect([UTILGJENGELIG, UGYLDIG]).toContainEqual(svar);
          expect(rigg.meldt).toHaveLength(1);
        },
      );
    },
  );

  test("and answers 200 with other JSON is told as no answer of storage's", async () => {
    await medFalsktLager(
      (req, res) => {
        req.resume();
        svarJson(res, 200, {});
      },
      async (adresser) => {
        expect(await kall(rigg.lager(adresser), rigg.nyKommune())).toEqual(UGYLDIG);
        expect(rigg.meldt).toMatchObject([{ kode: "ULESELIG" }]);
      },
    );
  });
});

test("a write that is answered with something else than a transaction is not taken for done", async () => {
  await medFalsktLager(
    (req, res) => {
      req.resume();
      const finnesIkke = { "odata.error": { code: "ResourceNotFound", message: { value: "" } } };
      if (req.method === "GET") svarJson(res, 404, finnesIkke);
      else res.writeHead(202, { "content-type": "text/html" }).end("<html></html>");
    },
    async (adresser) => {
      const kommune = rigg.nyKommune();
      expect(await rigg.lager(adresser).registrer(kommune, mottatt(1, SKANNET))).toEqual(UGYLDIG);
      expect(rigg.meldt).toEqual([{ kode: "ULESELIG", kommune }]);
    },
  );
});

type Rad = Record<string, unknown>;

function uten(rad: Rad, navn: string): Rad {
  return Object.fromEntries(Object.entries(rad).filter(([n]) => n !== navn));
}

/** A change of the JSON that a state is, but for its declarations. */
function kjerne(endre: (kjerne: Rad) => unknown): (rad: Rad) => Rad {
  return (rad) => ({ ...rad, kjerne: JSON.stringify(endre(JSON.parse(String(rad.kjerne)) as Rad)) });
}

describe("a state that somebody has changed by hand", () => {
  test.each<[string, (rad: Rad) => Rad]>([
    ["so that it is no JSON", (rad) => ({ ...rad, kjerne: "{" })],
    ["so that it is another JSON", (rad) => ({ ...rad, kjerne: "[]" })],
    ["so that it is gone", (rad) => uten(rad, "kjerne")],
    ["so that it has a word we do not know", kjerne((k) => ({ ...k, nytt: 1 }))],
    ["so that it lacks one we know", kjerne((k) => uten(k, "apier"))],
    ["so that it is somebody else's", kjerne((k) => ({ ...k, organisasjonsnummer: "964338531" }))],
    ["so that its number is none", kjerne((k) => ({ ...k, organisasjonsnummer: "810000001" }))],
    ["so that its time is none", kjerne((k) => ({ ...k, sjekket: "i går" }))],
    ["so that a declaration is gone", (rad) => uten(rad, "erklaering01")],
    ["so that a declaration is no JSON", (rad) => ({ ...rad, erklaering01: "x" })],
    ["so that its declarations are not counted", (rad) => uten(rad, "erklaeringer")],
    ["so that its events are not counted", (rad) => ({ ...rad, hendelser: "1" })],
    ["so that its events are fewer than none", (rad) => ({ ...rad, hendelser: -1 })],
  ])("%s is told, not guessed at and not written over", async (_, endre) => {
    const kommune = rigg.nyKommune();
    const lager = rigg.lager();
    await skriv(lager, kommune, mottatt(1, SKANNET));
    const rowKey = `s_${kommune}`;
    const rad = uten(uten(await rigg.tabell.getEntity<Rad>(PARTISJON, rowKey), "etag"), "timestamp");
    await rigg.tabell.updateEntity({ ...endre(rad), partitionKey: PARTISJON, rowKey }, "Replace");
    const endret = await rigg.tabell.getEntity(PARTISJON, rowKey);
    const svar = [
      await lager.les(kommune),
      await lager.lesAlle(),
      await lager.registrer(kommune, registrert("TJENESTEVEDLEGG", "OK")),
      await lager.historikk(kommune, 10),
    ];
    const naa = await rigg.tabell.getEntity(PARTISJON, rowKey);
    await rigg.tabell.deleteEntity(PARTISJON, rowKey);
    expect(svar).toEqual([UGYLDIG, UGYLDIG, UGYLDIG, UGYLDIG]);
    expect(rigg.meldt).toEqual(Array(4).fill({ kode: "ULESELIG", kommune }));
    expect(naa).toEqual(endret);
  });

  test("under a key that is nobody's is told without it", async () => {
    const rowKey = "s_01895099511";
    await rigg.tabell.createEntity({ partitionKey: PARTISJON, rowKey });
    const svar = await rigg.lager().lesAlle();
    await rigg.tabell.deleteEntity(PARTISJON, rowKey);
    expect(svar).toEqual(UGYLDIG);
    expect(rigg.meldt).toEqual([{ kode: "ULESELIG", kommune: null }]);
  });
});

describe("a history in which an event", () => {
  test.each<[string, (rowKey: string) => Promise<unknown>]>([
    ["is gone", (rowKey) => rigg.tabell.deleteEntity(PARTISJON, rowKey)],
    [
      "cannot be read",
      (rowKey) => rigg.tabell.updateEntity({ partitionKey: PARTISJON, rowKey, hendelse: "{}" }, "Merge"),
    ],
    [
      "has a type we do not know",
      (rowKey) =>
        rigg.tabell.updateEntity({ partitionKey: PARTISJON, rowKey, hendelse: '{"type":"X"}' }, "Merge"),
    ],
  ])("%s is not told as if it were whole; the state stands", async (_, endre) => {
    const kommune = rigg.nyKommune();
    const lager = rigg.lager();
    const hendelser = [mottatt(1, SKANNET), mottatt(2, SKANNET), mottatt(3, SKANNET)];
    await skriv(lager, kommune, ...hendelser);
    await endre(`h_${kommune}_00000002`);
    expect(await lager.historikk(kommune, 10)).toEqual(UGYLDIG);
    expect(rigg.meldt).toEqual([{ kode: "ULESELIG", kommune }]);
    expect(await lager.historikk(kommune, 1)).toEqual(ok([mottatt(3, SKANNET)]));
    expect(await lager.les(kommune)).toEqual(ok(etter(kommune, ...hendelser)));
  });
});

test("storage is never reached in the clear, nor past the public authorities outside loopback", () => {
  for (const adresse of ["tableUrl", "blobUrl"] as const) {
    expect(() => rigg.lager({ [adresse]: new URL("http://127.0.0.1:1/konto") })).toThrow("https");
    expect(() => rigg.lager({ [adresse]: new URL("https://konto.table.core.windows.net") })).toThrow(
      "loopback only",
    );
  }
});

// Last, since these take the storage away step by step.
describe("storage that", () => {
  test("lacks the table says that it is the table", async () => {
    await rigg.tabell.deleteTable();
    for (const [, kall] of MOT_TABELLEN) {
      expect(await kall(rigg.lager(), rigg.nyKommune())).toEqual(UTILGJENGELIG);
      expect(rigg.meldt.splice(0)).toEqual([{ kode: "TABELL_MANGLER" }]);
    }
  });

  test("is gone is unavailable", async () => {
    await rigg.azure.azurite?.stop();
    for (const [, kall] of ALLE_KALL) {
      expect(await kall(rigg.lager(), rigg.nyKommune())).toEqual(UTILGJENGELIG);
      expect(rigg.meldt.splice(0)).toEqual([{ kode: "LAGER_UTILGJENGELIG" }]);
    }
  });
});
