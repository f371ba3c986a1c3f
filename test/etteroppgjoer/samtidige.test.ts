// Two at once: the same order sent twice, and two workers after a lease that was lost.

import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { UtfoerSak } from "../../shared/etteroppgjoer/behandle-bunke.ts";
import { framdrift } from "../../shared/etteroppgjoer/jobb.ts";
import type { Jobblager, Laaser } from "../../shared/etteroppgjoer/lager.ts";
import { ok } from "../../shared/kernel/result.ts";
import { BEREGNET, hvert, startJobbrigg, tall, type Jobbrigg } from "./jobbrigg.ts";

let rigg: Jobbrigg;
beforeAll(async () => {
  rigg = await startJobbrigg();
});
afterAll(() => rigg.close());
beforeEach(() => {
  rigg.nullstill();
});

const utfoer: UtfoerSak = (innhold) => Promise.resolve(BEREGNET(innhold));

/** A door: who comes through waits until it is opened. */
function lagDoer() {
  let aapne = (): void => undefined;
  let framme = (): void => undefined;
  const aapnet = new Promise<void>((slipp) => (aapne = slipp));
  const noenFramme = new Promise<void>((slipp) => (framme = slipp));
  return {
    aapne: () => {
      aapne();
    },
    /** Resolves when somebody has come to it. */
    noenFramme,
    gjennom: () => {
      framme();
      return aapnet;
    },
  };
}

/** Access to storage whose calls wait at the door from this number on. */
function stanserVed(nr: number) {
  const doer = lagDoer();
  let antall = 0;
  return { ...doer, foerKall: () => (++antall >= nr ? doer.gjennom() : Promise.resolve()) };
}

/** Reading and taking the name are the first two calls of an order; then come its stacks. */
const FOERSTE_BUNKE = 3;

test("the same order sent several times at once is one job, whole and once, and none of them is told of a fault", async () => {
  const noekkel = randomUUID();
  const svar = await Promise.all(tall(4).map(() => rigg.opprett(tall(100), noekkel)));
  const jobber = svar.map((s) => (s.ok && s.value !== "ANNET_INNHOLD" ? s.value : undefined));
  const [jobb] = jobber;
  if (jobb === undefined) throw new Error("not ordered");
  expect(jobber.map((j) => j?.mappe)).toEqual(Array(4).fill(jobb.mappe));
  expect(rigg.meldt).toEqual([]);
  // The others have taken theirs away.
  expect((await rigg.sakblober(jobb)).length).toBe(5);
  expect(await rigg.tur(jobb, utfoer)).toEqual({ utfall: "FERDIG", behandlet: 100, feilet: 0 });
  expect(await rigg.resultater(jobb)).toEqual(hvert(100));
  expect(await rigg.sakblober(jobb)).toEqual([]);
});

test("two orders with the same key and other content at once: one is a job, the other is told that the key is used", async () => {
  const noekkel = randomUUID();
  const svar = await Promise.all([rigg.opprett(tall(40), noekkel), rigg.opprett(tall(41), noekkel)]);
  const jobber = svar.flatMap((s) => (s.ok && s.value !== "ANNET_INNHOLD" ? [s.value] : []));
  expect(jobber.length).toBe(1);
  expect(svar.filter((s) => s.ok && s.value === "ANNET_INNHOLD").length).toBe(1);
  expect(rigg.meldt).toEqual([]);
});

test("an order that is slow to write its stacks leaves no person behind when the same order was faster, and is handled", async () => {
  const noekkel = randomUUID();
  const treg = stanserVed(FOERSTE_BUNKE);
  const tregt = rigg.opprett(tall(40), noekkel, rigg.lager(treg.foerKall));
  await treg.noenFramme;
  const jobb = await rigg.bestill(tall(40), noekkel);
  expect(await rigg.tur(jobb, utfoer)).toMatchObject({ utfall: "FERDIG", behandlet: 40 });
  treg.aapne();
  expect(await tregt).toMatchObject({ ok: true, value: { mappe: jobb.mappe } });
  expect(await rigg.sakblober(jobb)).toEqual([]);
  expect(await rigg.resultater(jobb)).toEqual(hvert(40));
});

test("an order that ended in between is made whole by the next, which removes what the first had written", async () => {
  const noekkel = randomUUID();
  let antall = 0;
  const doer = rigg.lager(() =>
    ++antall > FOERSTE_BUNKE ? Promise.reject(new Error("dead")) : Promise.resolve(),
  );
  expect(await rigg.opprett(tall(40), noekkel, doer)).toMatchObject({ ok: false });
  const jobb = await rigg.bestill(tall(40), noekkel);
  const blober = await rigg.sakblober(jobb);
  expect(blober.length).toBe(2);
  expect(blober.every((navn) => navn.includes(jobb.mappe))).toBe(true);
  expect(await rigg.tur(jobb, utfoer)).toMatchObject({ utfall: "FERDIG", behandlet: 40 });
});

/** A lease that everybody gets, and that is lost when told. */
function laanUtenLaas(): { readonly laaser: Laaser; mist: () => void } {
  let tapt = false;
  return {
    laaser: { ta: () => Promise.resolve(ok({ tapt: () => tapt, slipp: () => Promise.resolve() })) },
    mist: () => {
      tapt = true;
    },
  };
}

test("a worker that has lost the municipality writes nothing more: what it did is done by the one that has it", async () => {
  const jobb = await rigg.bestill(tall(20));
  const laan = laanUtenLaas();
  const skrevet: string[] = [];
  const ekte = rigg.lager();
  const hoerer: Jobblager = {
    ...ekte,
    lagre: (...a) => (skrevet.push("jobb"), ekte.lagre(...a)),
    lagreSaker: (...a) => (skrevet.push("saker"), ekte.lagreSaker(...a)),
    lagreResultater: (...a) => (skrevet.push("resultater"), ekte.lagreResultater(...a)),
  };
  let antall = 0;
  const mister: UtfoerSak = (innhold) => {
    if (++antall === 5) laan.mist();
    return utfoer(innhold, jobb);
  };
  const arbeid = await rigg.tur(jobb, mister, { laaser: laan.laaser, lager: hoerer });
  expect(arbeid).toEqual({ utfall: "FORTSETTER", behandlet: 0, feilet: 0 });
  expect(skrevet).toEqual([]);
  expect(await rigg.tur(jobb, utfoer)).toMatchObject({ utfall: "FERDIG", behandlet: 20 });
});

test.each(["lagreResultater", "lagreSaker", "lagre"] as const)(
  "two workers at once, one held up at %s, lose no result and bring no case back",
  async (hvor) => {
    const jobb = await rigg.bestill(tall(20));
    const laan = laanUtenLaas();
    const doer = lagDoer();
    const ekte = rigg.lager();
    // It is over for the first after five cases; it has their results, and fifteen cases that wait.
    const frist = new AbortController();
    let antall = 0;
    const halv: UtfoerSak = (innhold) => {
      if (++antall === 5) frist.abort();
      return utfoer(innhold, jobb);
    };
    const holdt: Jobblager = {
      ...ekte,
      [hvor]: async (...a: Parameters<Jobblager[typeof hvor]>) => {
        await doer.gjennom();
        return (ekte[hvor] as (...a: unknown[]) => unknown)(...a);
      },
    };
    const foerste = rigg.tur(jobb, halv, { laaser: laan.laaser, lager: holdt, frist: frist.signal });
    await doer.noenFramme;
    expect(await rigg.tur(jobb, utfoer, { laaser: laan.laaser })).toMatchObject({ utfall: "FERDIG" });
    doer.aapne();
    await foerste;
    expect(framdrift(await rigg.staar(jobb))).toEqual({
      status: "FERDIG",
      beregnet: 20,
      feilet: 0,
      igjen: 0,
    });
    expect(await rigg.resultater(jobb)).toEqual(hvert(20));
    expect(await rigg.sakblober(jobb)).toEqual([]);
  },
);

test("of two jobs of a municipality the small one does not wait for the whole of the large", async () => {
  const stor = await rigg.bestill(tall(40));
  const liten = await rigg.bestill(tall(2));
  const over = AbortSignal.abort();
  await rigg.tur(stor, utfoer, { frist: over });
  const { laaser } = laanUtenLaas();
  await rigg.tur(liten, utfoer, { laaser: { ...laaser, ta: () => Promise.resolve(ok("OPPTATT" as const)) } });
  const [naar, opptatt] = rigg.sendt.map(({ vent }) => vent);
  // The platform looks into the queue every second (host.json).
  expect(Number(opptatt) + 1).toBeLessThan(Number(naar));
});
