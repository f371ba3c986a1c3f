// Runs of the reader on real tables, with a feed that can be held: two at a time, out of time, and in a new round.

import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { ABONNEMENTSTABELL } from "../../shared/adapters/storage/abonnementlager.ts";
import { HENDELSESTABELL } from "../../shared/adapters/storage/endringslager.ts";
import type { Hendelseskilde, Kildehendelse } from "../../shared/hendelser/hendelseskilde.ts";
import { createLesHendelser, type LesHendelserDeps } from "../../shared/hendelser/les-hendelser.ts";
import { err, ok } from "../../shared/kernel/result.ts";
import { orgnr, person } from "./eksempel.ts";
import { NUMMER, nytt, startLagerigg, verdi, type Lagerigg } from "./lagerigg.ts";

const KOMMUNE = orgnr("313876144");

let rigg: Lagerigg;
let feed: Kildehendelse[] = [];
beforeAll(async () => {
  rigg = await startLagerigg();
});
afterAll(() => rigg.close());
beforeEach(async () => {
  feed = [];
  for (const navn of [ABONNEMENTSTABELL, HENDELSESTABELL]) {
    const tabell = rigg.tabell(navn);
    for await (const { partitionKey = "", rowKey = "" } of tabell.listEntities()) {
      await tabell.deleteEntity(partitionKey, rowKey);
    }
  }
});

const hendelse = (sekvensnummer: number, endring: Partial<Kildehendelse> = {}): Kildehendelse => ({
  sekvensnummer,
  person: person(NUMMER),
  inntektsaar: 2025,
  hendelsetype: "NY",
  ...endring,
});

const kilde: Hendelseskilde = {
  hent: (fra, antall) =>
    Promise.resolve(ok(feed.filter(({ sekvensnummer }) => sekvensnummer >= fra).slice(0, antall))),
  finnStart: () => Promise.resolve(ok(feed[0]?.sekvensnummer)),
};

/** A reader of its own, as in another process. */
function leser(endring: Partial<LesHendelserDeps> = {}) {
  return createLesHendelser({
    kilde,
    abonnementer: rigg.abonnementer(),
    endringer: rigg.endringer(),
    now: () => new Date("2026-11-23T10:00:00Z"),
    nyFrist: () => new AbortController().signal,
    ...endring,
  });
}

async function fortalt(): Promise<string[]> {
  const endringer = await verdi(rigg.endringer().les(KOMMUNE, 1, 1_000));
  return endringer.map(({ sekvensnummer, type }) => `${sekvensnummer} ${type}`);
}

test("nothing is asked for when nobody subscribes", async () => {
  let spurt = 0;
  const telt: Hendelseskilde = {
    hent(...alt) {
      spurt += 1;
      return kilde.hent(...alt);
    },
    finnStart(...alt) {
      spurt += 1;
      return kilde.finnStart(...alt);
    },
  };
  expect(await leser({ kilde: telt })()).toMatchObject({ utfall: "INGEN_ABONNEMENTER", sider: 0 });
  expect(spurt).toBe(0);
});

test("of two that read the same page one moves the cursor, and each change is told once", async () => {
  await verdi(rigg.abonnementer().lagre(KOMMUNE, nytt()));
  feed = Array.from({ length: 120 }, (_, i) => hendelse(i + 1));
  // Neither goes on from its first page before both have it.
  let lest = 0;
  const begge = Promise.withResolvers<undefined>();
  const samtidig: Hendelseskilde = {
    ...kilde,
    async hent(fra, antall, spoerring) {
      const side = await kilde.hent(fra, antall, spoerring);
      if (++lest === 2) begge.resolve(undefined);
      await begge.promise;
      return side;
    },
  };
  const lesninger = await Promise.all([leser({ kilde: samtidig })(), leser({ kilde: samtidig })()]);
  expect(lesninger.map(({ utfall }) => utfall).sort()).toEqual(["ANNEN_LESER", "A_JOUR"]);
  expect(lesninger.reduce((sum, { endringer }) => sum + endringer, 0)).toBe(120);
  const numre = (await fortalt()).map((linje) => Number(linje.split(" ")[0]));
  expect(numre).toEqual(Array.from({ length: 120 }, (_, i) => i + 1));
});

test("stops between pages when time is out, also when that ends a call, and the next run goes on", async () => {
  await verdi(rigg.abonnementer().lagre(KOMMUNE, nytt()));
  feed = Array.from({ length: 2_001 }, (_, i) => hendelse(i + 1, i === 2_000 ? {} : { person: undefined }));
  const avbryt = new AbortController();
  let sider = 0;
  const langsom: Hendelseskilde = {
    ...kilde,
    hent(fra, antall, spoerring) {
      if (++sider === 1) return kilde.hent(fra, antall, spoerring);
      avbryt.abort();
      return Promise.resolve(err({ kode: "motpart-utilgjengelig", motpart: "SKATTEETATEN" }));
    },
  };
  const kort = leser({ kilde: langsom, nyFrist: () => avbryt.signal });
  expect(await kort()).toMatchObject({ utfall: "TIDEN_UTE", sider: 1, hendelser: 1_000 });
  expect(await kort()).toMatchObject({ utfall: "TIDEN_UTE", sider: 0 });
  expect(await leser()()).toMatchObject({ utfall: "A_JOUR", hendelser: 1_001, endringer: 1 });
});

test("an event that does not say whom it is about is passed over and told, and stops nobody", async () => {
  await verdi(rigg.abonnementer().lagre(KOMMUNE, nytt()));
  feed = [hendelse(3, { person: "ULESELIG" }), hendelse(4), hendelse(6, { person: "ULESELIG" })];
  expect(await leser()()).toMatchObject({
    utfall: "A_JOUR",
    endringer: 1,
    uleselige: 2,
    foersteUleselige: 3,
  });
  expect(await leser()()).toMatchObject({ hendelser: 0, uleselige: 0, foersteUleselige: null });
});

test("goes on in a new round when the cursor is written as the runbook says", async () => {
  await verdi(rigg.abonnementer().lagre(KOMMUNE, nytt()));
  feed = [hendelse(900)];
  expect(await leser()()).toMatchObject({ utfall: "A_JOUR", endringer: 1 });
  feed = [];
  expect(await leser()()).toMatchObject({ utfall: "UTENFOR_SLUTTEN" });
  feed = [hendelse(7), hendelse(8)];
  expect(await leser()()).toMatchObject({ utfall: "UTENFOR_SLUTTEN" });
  const tabell = rigg.tabell(HENDELSESTABELL);
  const { omgang } = await tabell.getEntity<{ omgang: number }>("kilde", "markoer");
  const rad = {
    partitionKey: "kilde",
    rowKey: "markoer",
    omgang: omgang + 1,
    neste: "7",
    lest: "2026-11-23",
  };
  await tabell.updateEntity(rad, "Replace");
  expect(await leser()()).toMatchObject({ utfall: "A_JOUR", hendelser: 2, endringer: 2 });
  expect(await fortalt()).toEqual(["1 NYTT_OPPGJOER", "2 ENDRET_OPPGJOER", "3 ENDRET_OPPGJOER"]);
});

test("goes on after an event when the cursor is moved past it as the runbook says", async () => {
  await verdi(rigg.abonnementer().lagre(KOMMUNE, nytt()));
  feed = [hendelse(3)];
  expect(await leser()()).toMatchObject({ utfall: "A_JOUR", endringer: 1 });
  feed.push(hendelse(5), hendelse(9));
  const uleselig: Hendelseskilde = {
    ...kilde,
    async hent(fra, antall, spoerring) {
      const side = await kilde.hent(fra, antall, spoerring);
      const galt = side.ok && side.value.some(({ sekvensnummer }) => sekvensnummer === 5);
      return galt ? err({ kode: "ugyldig-svar", motpart: "SKATTEETATEN" }) : side;
    },
  };
  const les = leser({ kilde: uleselig });
  expect(await les()).toMatchObject({ utfall: "FEILET", feil: { kode: "ugyldig-svar" } });
  const rad = { partitionKey: "kilde", rowKey: "markoer", neste: "6" };
  await rigg.tabell(HENDELSESTABELL).updateEntity(rad, "Merge");
  expect(await les()).toMatchObject({ utfall: "A_JOUR", hendelser: 1, endringer: 1 });
});
