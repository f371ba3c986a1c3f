// The connection while storage is away: told as such, to programs and on pages, and nothing is half done.

import { afterAll, beforeAll, expect, test } from "vitest";
import { KOMMUNE } from "../standins/system.ts";
import { adresse, EGET_SEGL, startTilkobling, type Tilkoblingsrigg } from "./tilkobling-rigg.ts";
import type { Svar } from "./tjeneste.ts";

let rigg: Tilkoblingsrigg;
beforeAll(async () => {
  rigg = await startTilkobling({ storage: false });
});
afterAll(() => rigg.close());

test.each<[string, () => Promise<Svar>]>([
  ["the list", () => rigg.tjeneste.anrop("/api/v1/tilkoblinger")],
  ["a municipality", () => rigg.tjeneste.anrop(adresse(KOMMUNE))],
  ["a check", () => rigg.sjekk()],
  ["an upload", () => rigg.lastOpp(EGET_SEGL)],
  ["a registration", () => rigg.registrer({ steg: "TJENESTEVEDLEGG", status: "OK", dato: "2026-10-05" })],
])("%s says that storage is away, and when to try again", async (_, gjoer) => {
  const svar = await gjoer();
  expect(svar.status).toBe(503);
  expect(svar.json).toMatchObject({ kode: "motpart-utilgjengelig", motpart: "STORAGE" });
  expect(Number(svar.headers.get("retry-after"))).toBeGreaterThan(0);
});

test.each(["/tilkobling", `/tilkobling/${KOMMUNE}`])("the page %s says so in words", async (sti) => {
  const svar = await rigg.tjeneste.anrop(sti);
  expect([svar.status, svar.headers.get("content-type")]).toEqual([503, "text/html; charset=utf-8"]);
  expect(svar.tekst).toContain("Prøv igjen");
});
