// Turns of a job on real storage, with cases that fail, counterparts that are down, workers that meet and workers that die.

import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { Saksutfall, UtfoerSak } from "../../shared/etteroppgjoer/behandle-bunke.ts";
import { bunkeFor, delIBunker, framdrift, slettes } from "../../shared/etteroppgjoer/jobb.ts";
import type { Jobblager } from "../../shared/etteroppgjoer/lager.ts";
import { err, ok } from "../../shared/kernel/result.ts";
import { BEREGNET, hvert, KOMMUNE, startJobbrigg, tall, type Jobbrigg } from "./jobbrigg.ts";

let rigg: Jobbrigg;
beforeAll(async () => {
  rigg = await startJobbrigg();
});
afterAll(() => rigg.close());
beforeEach(() => {
  rigg.nullstill();
});

const FORBIGAAENDE: Saksutfall = { status: "FEILET", innhold: { feil: "503" }, forbigaaende: true };

test("cases are numbered from 1 and lie in stacks", () => {
  const bunker = delIBunker(tall(45));
  expect(bunker.map((b) => b.length)).toEqual([20, 20, 5]);
  for (const [nr, bunke] of bunker.entries()) for (const sak of bunke) expect(bunkeFor(sak.nr)).toBe(nr);
  expect(slettes(new Date("2026-11-23T23:30:00Z"))).toBe("2026-12-24");
});

test("every case gets its result in one turn when there is time, and the job does not come back", async () => {
  const jobb = await rigg.bestill(tall(45));
  expect(await rigg.tur(jobb, (innhold) => Promise.resolve(BEREGNET(innhold)))).toEqual({
    utfall: "FERDIG",
    behandlet: 45,
    feilet: 0,
  });
  expect(framdrift(await rigg.staar(jobb))).toEqual({ status: "FERDIG", beregnet: 45, feilet: 0, igjen: 0 });
  expect(await rigg.resultater(jobb)).toEqual(hvert(45));
  expect(rigg.sendt).toEqual([]);
});

test("a turn that is over goes to the back of the queue with what remains, and the next goes on from there", async () => {
  const jobb = await rigg.bestill(tall(100));
  const frist = new AbortController();
  let antall = 0;
  const sett: unknown[] = [];
  const utfoer: UtfoerSak = (innhold) => {
    sett.push(innhold);
    if (++antall === 30) frist.abort();
    return Promise.resolve(BEREGNET(innhold));
  };
  expect(await rigg.tur(jobb, utfoer, { frist: frist.signal })).toMatchObject({ utfall: "FORTSETTER" });
  expect(rigg.sendt).toEqual([{ melding: { kommune: KOMMUNE, jobbId: jobb.jobbId }, vent: 5 }]);
  const midtveis = framdrift(await rigg.staar(jobb));
  expect(midtveis.status).toBe("PAAGAAR");
  expect(midtveis.beregnet).toBe(sett.length);
  expect(await rigg.tur(jobb, utfoer)).toMatchObject({ utfall: "FERDIG" });
  expect(sett.toSorted((a, b) => Number(a) - Number(b))).toEqual(tall(100));
  expect(await rigg.resultater(jobb)).toEqual(hvert(100));
});

test("a case that fails for good has its fault, and the others go on", async () => {
  const jobb = await rigg.bestill(tall(5));
  await rigg.tur(jobb, (innhold) =>
    Promise.resolve(
      innhold === 3
        ? { status: "FEILET", innhold: { feil: "kode" }, forbigaaende: false }
        : BEREGNET(innhold),
    ),
  );
  expect(await rigg.resultater(jobb)).toEqual([
    [1, 1],
    [2, 2],
    [3, "kode"],
    [4, 4],
    [5, 5],
  ]);
  expect(framdrift(await rigg.staar(jobb))).toMatchObject({ status: "FERDIG", beregnet: 4, feilet: 1 });
});

test("a case whose fault may pass is tried five times, ever later, and then has it", async () => {
  const jobb = await rigg.bestill(tall(3));
  let forsoek = 0;
  const utfoer: UtfoerSak = (innhold) => {
    if (innhold !== 2) return Promise.resolve(BEREGNET(innhold));
    forsoek += 1;
    return Promise.resolve(FORBIGAAENDE);
  };
  const utfall = [];
  for (let i = 0; i < 5; i++) utfall.push((await rigg.tur(jobb, utfoer)).utfall);
  expect(utfall).toEqual(["FORTSETTER", "FORTSETTER", "FORTSETTER", "FORTSETTER", "FERDIG"]);
  expect(rigg.sendt.map(({ vent }) => vent)).toEqual([30, 60, 120, 240]);
  expect(forsoek).toBe(5);
  expect(await rigg.resultater(jobb)).toEqual([
    [1, 1],
    [2, "503"],
    [3, 3],
  ]);
});

test("a counterpart that is down counts against no case, until it has been so for a day", async () => {
  const jobb = await rigg.bestill(tall(60));
  let forsoek = 0;
  const utfoer: UtfoerSak = () => {
    forsoek += 1;
    return Promise.resolve(FORBIGAAENDE);
  };
  for (let i = 0; i < 7; i++) {
    expect(await rigg.tur(jobb, utfoer)).toEqual({ utfall: "VENTER_PAA_MOTPART", behandlet: 0, feilet: 0 });
  }
  // A sign of life, so that the same order sent again needs no message.
  rigg.settNaa("2026-11-23T10:05:00Z");
  await rigg.tur(jobb, utfoer);
  expect((await rigg.staar(jobb)).endret).toBe("2026-11-23T10:05:00.000Z");
  expect(rigg.sendt.every(({ vent }) => vent === 300)).toBe(true);
  // It stopped when it saw that nobody answered.
  expect(forsoek).toBeLessThan(7 * 40);
  rigg.settNaa("2026-11-24T10:00:01Z");
  for (let i = 0; i < 100 && framdrift(await rigg.staar(jobb)).igjen > 0; i++) await rigg.tur(jobb, utfoer);
  expect(framdrift(await rigg.staar(jobb))).toMatchObject({ status: "FERDIG", feilet: 60 });
});

test("two workers of a municipality do not meet: the second is sent to the back", async () => {
  const [en, annen] = [await rigg.bestill(tall(3)), await rigg.bestill(tall(4))];
  let samtidige = 0;
  let flest = 0;
  const utfoer: UtfoerSak = async (innhold, { jobbId }) => {
    samtidige += 1;
    if (jobbId === annen.jobbId) flest = Math.max(flest, samtidige);
    await pause(300);
    samtidige -= 1;
    return BEREGNET(innhold);
  };
  const foerste = rigg.tur(en, utfoer);
  await pause(150);
  expect(await rigg.tur(annen, utfoer)).toEqual({ utfall: "OPPTATT", behandlet: 0, feilet: 0 });
  expect(rigg.sendt).toEqual([{ melding: { kommune: KOMMUNE, jobbId: annen.jobbId }, vent: 3 }]);
  expect(await foerste).toMatchObject({ utfall: "FERDIG" });
  expect(await rigg.tur(annen, utfoer)).toMatchObject({ utfall: "FERDIG" });
  expect(flest).toBeLessThanOrEqual(4);
});

test.each([1, 2, 3, 4, 5, 6, 7])(
  "a worker that dies at write number %i loses no case and leaves no other result",
  async (nr) => {
    const jobb = await rigg.bestill(tall(25));
    const ekte = rigg.lager();
    let skriv = 0;
    /** Storage as it is to a process that is no more after so many writes. */
    const doer =
      <A extends unknown[], R>(gjoer: (...args: A) => Promise<R>) =>
      (...args: A): Promise<R> => {
        skriv += 1;
        return skriv >= nr ? Promise.reject(new Error("dead")) : gjoer(...args);
      };
    const doedelig: Jobblager = {
      ...ekte,
      lagre: doer((...a) => ekte.lagre(...a)),
      lagreSaker: doer((...a) => ekte.lagreSaker(...a)),
      lagreResultater: doer((...a) => ekte.lagreResultater(...a)),
    };
    await rigg
      .tur(jobb, (innhold) => Promise.resolve(BEREGNET(innhold)), { lager: doedelig })
      .catch(() => undefined);
    for (let i = 0; i < 3 && framdrift(await rigg.staar(jobb)).igjen > 0; i++) {
      await rigg.tur(jobb, (innhold) => Promise.resolve(BEREGNET(innhold)));
    }
    expect(framdrift(await rigg.staar(jobb))).toEqual({
      status: "FERDIG",
      beregnet: 25,
      feilet: 0,
      igjen: 0,
    });
    expect(await rigg.resultater(jobb)).toEqual(hvert(25));
  },
);

test("a job is not found after thirty days, and its key may be used again: the new job has only results of its own", async () => {
  const noekkel = randomUUID();
  const jobb = await rigg.bestill(tall(20), noekkel);
  await rigg.tur(jobb, (innhold) => Promise.resolve(BEREGNET(innhold)));
  rigg.settNaa("2026-12-23T10:00:00Z");
  expect(await rigg.lager().hent(KOMMUNE, jobb.jobbId)).toEqual(ok(undefined));
  const ny = await rigg.bestill(["noe annet"], noekkel);
  expect([ny.jobbId, ny.antall]).toEqual([jobb.jobbId, 1]);
  expect(await rigg.resultater(ny)).toEqual([]);
  await rigg.tur(ny, (innhold) => Promise.resolve(BEREGNET(innhold)));
  expect(framdrift(await rigg.staar(ny))).toEqual({ status: "FERDIG", beregnet: 1, feilet: 0, igjen: 0 });
  expect(await rigg.resultater(ny)).toEqual([[1, "noe annet"]]);
});

test("a message of a job that is no more sets nothing off", async () => {
  const jobb = await rigg.bestill([1]);
  expect(await rigg.tur({ ...jobb, jobbId: randomUUID() }, () => Promise.reject(new Error("never")))).toEqual(
    {
      utfall: "UKJENT_JOBB",
      behandlet: 0,
      feilet: 0,
    },
  );
  expect(rigg.sendt).toEqual([]);
});

test("a stack that cannot be read keeps no other from its results; with nothing else left the platform counts the tries", async () => {
  const jobb = await rigg.bestill(tall(60));
  const [, ulest = ""] = await rigg.sakblober(jobb);
  await rigg.oedelegg(ulest);
  const utfoer: UtfoerSak = (innhold) => Promise.resolve(BEREGNET(innhold));
  expect(await rigg.tur(jobb, utfoer)).toEqual({ utfall: "FORTSETTER", behandlet: 40, feilet: 0 });
  expect(rigg.sendt.length).toBe(1);
  expect(await rigg.tur(jobb, utfoer)).toMatchObject({ utfall: "ULESELIG", feil: { kode: "ugyldig-svar" } });
  expect(rigg.sendt.length).toBe(1);
  expect(framdrift(await rigg.staar(jobb))).toMatchObject({ beregnet: 40, igjen: 20 });
});

test("storage that fails sends the job to the back, and says so", async () => {
  const jobb = await rigg.bestill(tall(3));
  const daarlig: Jobblager = {
    ...rigg.lager(),
    lagreResultater: () => Promise.resolve(err({ kode: "motpart-utilgjengelig", motpart: "STORAGE" })),
  };
  const arbeid = await rigg.tur(jobb, (innhold) => Promise.resolve(BEREGNET(innhold)), { lager: daarlig });
  expect(arbeid).toMatchObject({ utfall: "LAGER_FEILET", feil: { kode: "motpart-utilgjengelig" } });
  expect(rigg.sendt.map(({ vent }) => vent)).toEqual([60]);
});
