// Telemetry is loaded after the first answer, keeps what has not been sent within bounds, and never gets in the way.

import { expect, test } from "vitest";
import type { Ferdigkall } from "../../../shared/adapters/telemetry/sporing.ts";
import { createTelemetri, type Telemetriklient } from "../../../shared/adapters/telemetry/telemetri.ts";

const KALL: Ferdigkall = {
  sporId: "1",
  forelderId: "2",
  funksjon: "oppslag",
  korrelasjonsid: "en-id",
  motpart: "STORAGE",
  operasjon: "x",
  start: new Date("2026-11-23T10:00:00Z"),
  varighetMs: 1,
  utfall: { resultat: 204, svarte: true },
};
const TELLING = { navn: "tokenbehov", api: "AVREGNING", kilde: "MELLOMLAGER" } as const;

function rigg(last?: () => Promise<Telemetriklient>, kall?: () => void) {
  const hendt: string[] = [];
  const senere: (() => void)[] = [];
  const klient: Telemetriklient = {
    kall: () => {
      hendt.push("kall");
      kall?.();
    },
    telling: ({ navn }, antall) => hendt.push(`${antall} ${navn}`),
    toem: () => {
      hendt.push("toem");
      return Promise.resolve();
    },
  };
  const telemetri = createTelemetri({
    last: () => {
      hendt.push("last");
      return last?.() ?? Promise.resolve(klient);
    },
    senere: (arbeid) => senere.push(arbeid),
    meld: (aarsak) => hendt.push(aarsak.kode === "MISTET" ? `MISTET ${aarsak.antall}` : aarsak.kode),
  });
  return {
    telemetri,
    hendt,
    kjoerSenere: () => {
      for (const arbeid of senere.splice(0)) arbeid();
    },
  };
}

const enRunde = (): Promise<void> => new Promise((ferdig) => setImmediate(ferdig));

test("nothing is loaded until a while after the first answer; then what has happened is sent in order", async () => {
  const { telemetri, hendt, kjoerSenere } = rigg();
  telemetri.kall(KALL);
  telemetri.telling(TELLING);
  await enRunde();
  expect(hendt).toEqual([]);
  telemetri.besvart();
  await enRunde();
  expect(hendt).toEqual([]);
  kjoerSenere();
  await enRunde();
  expect(hendt).toEqual(["last", "kall", "1 tokenbehov"]);
});

test("a call is sent a moment after it ended, not while somebody waits, and what was counted is sent as one number", async () => {
  const { telemetri, hendt, kjoerSenere } = rigg();
  telemetri.besvart();
  kjoerSenere();
  await enRunde();
  telemetri.kall(KALL);
  telemetri.telling(TELLING);
  telemetri.telling(TELLING);
  telemetri.telling({ ...TELLING, kilde: "MASKINPORTEN" });
  telemetri.kall(KALL);
  expect(hendt).toEqual(["last"]);
  kjoerSenere();
  expect(hendt).toEqual(["last", "kall", "kall", "2 tokenbehov", "1 tokenbehov"]);
  kjoerSenere();
  expect(hendt.length).toBe(5);
});

test("an app that ends sends what waits", async () => {
  const { telemetri, hendt, kjoerSenere } = rigg();
  telemetri.besvart();
  kjoerSenere();
  await enRunde();
  telemetri.kall(KALL);
  await telemetri.avslutt();
  expect(hendt).toEqual(["last", "kall", "toem"]);
});

test("more calls than may wait are sent at once, and none is lost", async () => {
  const { telemetri, hendt, kjoerSenere } = rigg();
  telemetri.besvart();
  kjoerSenere();
  await enRunde();
  for (let i = 0; i < 1_500; i++) telemetri.kall(KALL);
  const sendt = (): number => hendt.filter((hva) => hva === "kall").length;
  expect(sendt()).toBe(1_000);
  kjoerSenere();
  expect(sendt()).toBe(1_500);
  expect(hendt.length).toBe(1 + 1_500);
});

test("it is loaded once, however many answers there are", async () => {
  const { telemetri, hendt, kjoerSenere } = rigg();
  telemetri.besvart();
  telemetri.besvart();
  kjoerSenere();
  telemetri.besvart();
  kjoerSenere();
  await enRunde();
  expect(hendt).toEqual(["last"]);
});

test("what waits for the client has a bound, and what is beyond it is told of as a number", async () => {
  const { telemetri, hendt, kjoerSenere } = rigg();
  for (let i = 0; i < 3_000; i++) telemetri.kall(KALL);
  telemetri.besvart();
  kjoerSenere();
  await enRunde();
  expect(hendt.filter((hva) => hva === "kall").length).toBe(1_000);
  expect(hendt.at(-1)).toBe("MISTET 2000");
});

test("that an entry cannot be sent is told of once, and those after it are sent", async () => {
  const { telemetri, hendt, kjoerSenere } = rigg(undefined, () => {
    throw new TypeError("a client with a bug");
  });
  telemetri.kall(KALL);
  telemetri.telling(TELLING);
  telemetri.kall(KALL);
  telemetri.besvart();
  kjoerSenere();
  await enRunde();
  expect(hendt).toEqual(["last", "kall", "LYTTER_FEILET", "kall", "1 tokenbehov"]);
});

test("a client that cannot be loaded is told of once, and the rest is forgotten", async () => {
  const { telemetri, hendt, kjoerSenere } = rigg(() => Promise.reject(new Error("no such module")));
  telemetri.kall(KALL);
  telemetri.besvart();
  kjoerSenere();
  await enRunde();
  // More than may wait: it is not wanted, and so not told of as lost.
  for (let i = 0; i < 3_000; i++) telemetri.kall(KALL);
  await telemetri.avslutt();
  expect(hendt).toEqual(["last", "IKKE_LASTET"]);
});

test("an app that ends before it was loaded sends what it has", async () => {
  const { telemetri, hendt } = rigg();
  telemetri.kall(KALL);
  await telemetri.avslutt();
  expect(hendt).toEqual(["last", "kall", "toem"]);
});

test("an app that ends with nothing to tell loads nothing", async () => {
  const { telemetri, hendt } = rigg();
  await telemetri.avslutt();
  expect(hendt).toEqual([]);
});
