// Turns of a job on real storage, with cases that fail, counterparts that are down, workers that meet and workers that die.

import { randomBytes, randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { createJobblager } from "../../shared/adapters/storage/jobblager.ts";
import { createLaaser } from "../../shared/adapters/storage/laaser.ts";
import type { Hendelselageraarsak } from "../../shared/adapters/storage/hendelseskall.ts";
import type { Saksutfall, UtfoerSak } from "../../shared/etteroppgjoer/behandle-bunke.ts";
import { createBehandleJobb } from "../../shared/etteroppgjoer/behandle-jobb.ts";
import { bunkeFor, delIBunker, framdrift, slettes, type Jobb } from "../../shared/etteroppgjoer/jobb.ts";
import type { Jobblager, Melding } from "../../shared/etteroppgjoer/lager.ts";
import { err, ok } from "../../shared/kernel/result.ts";
import { orgnr } from "../hendelser/eksempel.ts";
import { STORAGE_RESSURS } from "../standins/azure/identity-server.ts";
import { startAzure, type Azure } from "../standins/azure/start.ts";

const KOMMUNE = orgnr("313876144");
const PEPPER = randomBytes(32).toString("base64url");
const ANSVAR = { leverandoer: null, clientId: "klient", jti: "jti", korrelasjonsid: randomUUID() };

let azure: Azure;
let naa: Date;
let sendt: { melding: Melding; vent: number }[];
let meldt: Hendelselageraarsak[];
beforeAll(async () => {
  azure = await startAzure();
});
afterAll(() => azure.close());
beforeEach(() => {
  naa = new Date("2026-11-23T10:00:00Z");
  sendt = [];
  meldt = [];
});

function adgang() {
  return {
    blobUrl: new URL(azure.env.STORAGE_BLOB_URL ?? ""),
    credential: {
      getToken: async () => ({
        token: await azure.identity.utsted(STORAGE_RESSURS),
        expiresOnTimestamp: Date.now() + 600_000,
      }),
    },
    loopbackCa: azure.certificates.caPem,
    meld: (aarsak: Hendelselageraarsak) => meldt.push(aarsak),
    klokkeMs: () => performance.now(),
  };
}

const lager = () =>
  createJobblager({ ...adgang(), pepper: () => Promise.resolve(ok(PEPPER)), now: () => naa });

const BEREGNET = (innhold: unknown): Saksutfall => ({
  status: "BEREGNET",
  innhold: { innhold },
  forbigaaende: false,
});
const FORBIGAAENDE: Saksutfall = { status: "FEILET", innhold: { feil: "503" }, forbigaaende: true };

async function bestill(
  saker: readonly unknown[],
  noekkel: string = randomUUID(),
  mottatt = naa,
): Promise<Jobb> {
  const kanonisk = JSON.stringify(saker);
  const jobb = await lager().opprett(KOMMUNE, { noekkel, kanonisk, saker, ansvar: ANSVAR, mottatt });
  if (!jobb.ok || jobb.value === "ANNET_INNHOLD") throw new Error("not ordered");
  return jobb.value;
}

type Turvalg = { readonly frist?: AbortSignal; readonly lager?: Jobblager };

async function tur({ jobbId }: Jobb, utfoerSak: UtfoerSak, valg: Turvalg = {}) {
  const behandle = createBehandleJobb({
    lager: valg.lager ?? lager(),
    laaser: createLaaser(adgang()),
    koe: {
      send: (melding, vent) => {
        sendt.push({ melding, vent });
        return Promise.resolve(ok(undefined));
      },
    },
    utfoerSak,
    now: () => naa,
    nyFrist: () => valg.frist ?? new AbortController().signal,
  });
  const arbeid = await behandle({ kommune: KOMMUNE, jobbId });
  if (!arbeid.ok) throw new Error(arbeid.feil.kode);
  return arbeid.value;
}

async function staar({ jobbId }: Jobb): Promise<Jobb> {
  const lest = await lager().hent(KOMMUNE, jobbId);
  if (!lest.ok || lest.value === undefined) throw new Error("no job");
  return lest.value.jobb;
}

/** The results by number, with what they hold. */
async function resultater(jobb: Jobb): Promise<[number, unknown][]> {
  const alle = [];
  for (const nr of jobb.bunker.keys()) {
    const lest = await lager().hentResultater(jobb, nr);
    if (!lest.ok) throw new Error(lest.feil.kode);
    alle.push(...lest.value);
  }
  return alle.map(({ nr, innhold }) => [nr, innhold.innhold ?? innhold.feil]);
}

const tall = (antall: number): number[] => Array.from({ length: antall }, (_, i) => i + 1);
const hvert = (antall: number): [number, number][] => tall(antall).map((nr) => [nr, nr]);

test("cases are numbered from 1 and lie in stacks", () => {
  const bunker = delIBunker(tall(45));
  expect(bunker.map((b) => b.length)).toEqual([20, 20, 5]);
  for (const [nr, bunke] of bunker.entries()) for (const sak of bunke) expect(bunkeFor(sak.nr)).toBe(nr);
  expect(slettes(new Date("2026-11-23T23:30:00Z"))).toBe("2026-12-24");
});

test("every case gets its result in one turn when there is time, and the job does not come back", async () => {
  const jobb = await bestill(tall(45));
  expect(await tur(jobb, (innhold) => Promise.resolve(BEREGNET(innhold)))).toEqual({
    utfall: "FERDIG",
    behandlet: 45,
    feilet: 0,
  });
  expect(framdrift(await staar(jobb))).toEqual({ status: "FERDIG", beregnet: 45, feilet: 0, igjen: 0 });
  expect(await resultater(jobb)).toEqual(hvert(45));
  expect(sendt).toEqual([]);
});

test("a turn that is over goes to the back of the queue with what remains, and the next goes on from there", async () => {
  const jobb = await bestill(tall(100));
  const frist = new AbortController();
  let antall = 0;
  const sett: unknown[] = [];
  const utfoer: UtfoerSak = (innhold) => {
    sett.push(innhold);
    if (++antall === 30) frist.abort();
    return Promise.resolve(BEREGNET(innhold));
  };
  expect(await tur(jobb, utfoer, { frist: frist.signal })).toMatchObject({ utfall: "FORTSETTER" });
  expect(sendt).toEqual([{ melding: { kommune: KOMMUNE, jobbId: jobb.jobbId }, vent: 0 }]);
  const midtveis = framdrift(await staar(jobb));
  expect(midtveis.status).toBe("PAAGAAR");
  expect(midtveis.beregnet).toBe(sett.length);
  expect(await tur(jobb, utfoer)).toMatchObject({ utfall: "FERDIG" });
  expect(sett.toSorted((a, b) => Number(a) - Number(b))).toEqual(tall(100));
  expect(await resultater(jobb)).toEqual(hvert(100));
});

test("a case that fails for good has its fault, and the others go on", async () => {
  const jobb = await bestill(tall(5));
  await tur(jobb, (innhold) =>
    Promise.resolve(
      innhold === 3
        ? { status: "FEILET", innhold: { feil: "kode" }, forbigaaende: false }
        : BEREGNET(innhold),
    ),
  );
  expect(await resultater(jobb)).toEqual([
    [1, 1],
    [2, 2],
    [3, "kode"],
    [4, 4],
    [5, 5],
  ]);
  expect(framdrift(await staar(jobb))).toMatchObject({ status: "FERDIG", beregnet: 4, feilet: 1 });
});

test("a case whose fault may pass is tried five times, ever later, and then has it", async () => {
  const jobb = await bestill(tall(3));
  let forsoek = 0;
  const utfoer: UtfoerSak = (innhold) => {
    if (innhold !== 2) return Promise.resolve(BEREGNET(innhold));
    forsoek += 1;
    return Promise.resolve(FORBIGAAENDE);
  };
  const utfall = [];
  for (let i = 0; i < 5; i++) utfall.push((await tur(jobb, utfoer)).utfall);
  expect(utfall).toEqual(["FORTSETTER", "FORTSETTER", "FORTSETTER", "FORTSETTER", "FERDIG"]);
  expect(sendt.map(({ vent }) => vent)).toEqual([30, 60, 120, 240]);
  expect(forsoek).toBe(5);
  expect(await resultater(jobb)).toEqual([
    [1, 1],
    [2, "503"],
    [3, 3],
  ]);
});

test("a counterpart that is down counts against no case, until it has been so for a day", async () => {
  const jobb = await bestill(tall(60));
  let forsoek = 0;
  const utfoer: UtfoerSak = () => {
    forsoek += 1;
    return Promise.resolve(FORBIGAAENDE);
  };
  for (let i = 0; i < 7; i++) {
    expect(await tur(jobb, utfoer)).toEqual({ utfall: "VENTER_PAA_MOTPART", behandlet: 0, feilet: 0 });
  }
  expect(sendt.every(({ vent }) => vent === 300)).toBe(true);
  // It stopped when it saw that nobody answered.
  expect(forsoek).toBeLessThan(7 * 40);
  naa = new Date("2026-11-24T10:00:01Z");
  for (let i = 0; i < 100 && framdrift(await staar(jobb)).igjen > 0; i++) await tur(jobb, utfoer);
  expect(framdrift(await staar(jobb))).toMatchObject({ status: "FERDIG", feilet: 60 });
});

test("two workers of a municipality do not meet: the second is sent to the back", async () => {
  const [en, annen] = [await bestill(tall(3)), await bestill(tall(4))];
  let samtidige = 0;
  let flest = 0;
  const utfoer: UtfoerSak = async (innhold, { jobbId }) => {
    samtidige += 1;
    if (jobbId === annen.jobbId) flest = Math.max(flest, samtidige);
    await pause(300);
    samtidige -= 1;
    return BEREGNET(innhold);
  };
  const foerste = tur(en, utfoer);
  await pause(150);
  expect(await tur(annen, utfoer)).toEqual({ utfall: "OPPTATT", behandlet: 0, feilet: 0 });
  expect(sendt).toEqual([{ melding: { kommune: KOMMUNE, jobbId: annen.jobbId }, vent: 15 }]);
  expect(await foerste).toMatchObject({ utfall: "FERDIG" });
  expect(await tur(annen, utfoer)).toMatchObject({ utfall: "FERDIG" });
  expect(flest).toBeLessThanOrEqual(4);
});

test.each([1, 2, 3, 4, 5, 6, 7])(
  "a worker that dies at write number %i loses no case and leaves no other result",
  async (nr) => {
    const jobb = await bestill(tall(25));
    const ekte = lager();
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
    await tur(jobb, (innhold) => Promise.resolve(BEREGNET(innhold)), { lager: doedelig }).catch(
      () => undefined,
    );
    for (let i = 0; i < 3 && framdrift(await staar(jobb)).igjen > 0; i++) {
      await tur(jobb, (innhold) => Promise.resolve(BEREGNET(innhold)));
    }
    expect(framdrift(await staar(jobb))).toEqual({ status: "FERDIG", beregnet: 25, feilet: 0, igjen: 0 });
    expect(await resultater(jobb)).toEqual(hvert(25));
  },
);

test("a job is not found after thirty days, and its key may be used again", async () => {
  const noekkel = randomUUID();
  const jobb = await bestill(tall(2), noekkel);
  naa = new Date("2026-12-23T10:00:00Z");
  expect(await lager().hent(KOMMUNE, jobb.jobbId)).toEqual(ok(undefined));
  const ny = await bestill(["noe annet"], noekkel);
  expect([ny.jobbId, ny.antall]).toEqual([jobb.jobbId, 1]);
});

test("a message of a job that is no more sets nothing off", async () => {
  const jobb = await bestill([1]);
  expect(await tur({ ...jobb, jobbId: randomUUID() }, () => Promise.reject(new Error("never")))).toEqual({
    utfall: "UKJENT_JOBB",
    behandlet: 0,
    feilet: 0,
  });
  expect(sendt).toEqual([]);
});

test("storage that fails sends the job to the back, and says so", async () => {
  const jobb = await bestill(tall(3));
  const daarlig: Jobblager = {
    ...lager(),
    lagreResultater: () => Promise.resolve(err({ kode: "motpart-utilgjengelig", motpart: "STORAGE" })),
  };
  const arbeid = await tur(jobb, (innhold) => Promise.resolve(BEREGNET(innhold)), { lager: daarlig });
  expect(arbeid).toMatchObject({ utfall: "LAGER_FEILET", feil: { kode: "motpart-utilgjengelig" } });
  expect(sendt.map(({ vent }) => vent)).toEqual([60]);
});
