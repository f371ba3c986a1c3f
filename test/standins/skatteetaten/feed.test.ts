// The stand-in's event feed: numbers with gaps, what it refuses, and the ways it can go wrong.

import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { Feedhendelse } from "./feed.ts";
import { SITUASJONER } from "./personer.ts";
import { startRigg, type Rigg } from "./rigg.ts";

let rigg: Rigg;
beforeAll(async () => {
  rigg = await startRigg();
});
beforeEach(() => {
  rigg.nullstill();
});
afterAll(() => rigg.close());

const hendelse = (sekvensnummer: number, dag = "2026-03-21"): Feedhendelse => ({
  sekvensnummer,
  identifikator: SITUASJONER.ksBeboer,
  gjelderPeriode: "2025",
  registreringstidspunkt: `${dag}T09:00:00.000000Z`,
  hendelsetype: "NY",
});

async function spoer(sti: string): Promise<[number, unknown]> {
  const svar = await rigg.kall("HENDELSER", sti);
  return [svar.status, await svar.json()];
}

async function numre(sti: string): Promise<number[]> {
  const [, json] = await spoer(sti);
  return (json as { hendelser: Feedhendelse[] }).hendelser.map((h) => h.sekvensnummer);
}

test("a page starts at the number asked for, or the next there is, and counts events, not numbers", async () => {
  rigg.skatteetaten.feed.leggTil(hendelse(2), hendelse(3), hendelse(90), hendelse(91));
  expect(await numre("?fraSekvensnummer=3&antall=2")).toEqual([3, 90]);
  expect(await numre("?fraSekvensnummer=4&antall=1000")).toEqual([90, 91]);
});

test("the end is an empty list, or FA-005", async () => {
  expect(await spoer("?fraSekvensnummer=1&antall=10")).toEqual([200, { hendelser: [] }]);
  rigg.skatteetaten.feed.settSlutt("FA-005");
  expect(await spoer("?fraSekvensnummer=1&antall=10")).toMatchObject([404, { kode: "FA-005" }]);
});

test("a day gives the first number from it, and one after the last FA-005", async () => {
  rigg.skatteetaten.feed.leggTil(hendelse(5, "2026-03-20"), hendelse(21, "2026-03-22"));
  expect(await spoer("/start?dato=2026-03-21")).toEqual([200, { sekvensnummer: 21 }]);
  expect(await spoer("/start?dato=2026-03-23")).toMatchObject([404, { kode: "FA-005" }]);
});

test.each([
  ["a number of zero", "?fraSekvensnummer=0&antall=10", "400 FA-004"],
  ["no number", "?antall=10", "400 FA-004"],
  ["a count of zero", "?fraSekvensnummer=1&antall=0", "400 FA-004"],
  ["no day", "/start", "400 FA-004"],
  ["a slash at the end", "/?fraSekvensnummer=1&antall=10", "404 FA-002"],
])("%s is refused", async (_, sti, venter) => {
  const [status, json] = await spoer(sti);
  expect(`${status} ${(json as { kode: string }).kode}`).toBe(venter);
});

test("a token without one of its scopes is refused", async () => {
  const { issueToken } = rigg.maskinporten;
  const token = issueToken({
    consumer: { authority: "iso6523-actorid-upis", ID: "0192:313876144" },
    scope: "skatteetaten:annet",
  });
  const svar = await rigg.kall("HENDELSER", "?fraSekvensnummer=1&antall=10", { token });
  expect(svar.status).toBe(403);
  expect(await svar.json()).toMatchObject({ kode: "DAS-008" });
});

test.each([
  ["DUBLETTER", [7, 7, 8, 8]],
  ["UORDNET", [8, 7]],
  ["BAKLENGS", [1, 1]],
] as const)("it can be twisted: %s", async (vrang, venter) => {
  rigg.skatteetaten.feed.leggTil(hendelse(7), hendelse(8));
  rigg.skatteetaten.settFeil({ type: "VRANG_FEED", vrang }, { api: "HENDELSER", antall: 1 });
  expect(await numre("?fraSekvensnummer=7&antall=10")).toEqual(venter);
});

test("its numbers grow", () => {
  rigg.skatteetaten.feed.leggTil(hendelse(7));
  expect(() => {
    rigg.skatteetaten.feed.leggTil(hendelse(7));
  }).toThrow("grow");
});
