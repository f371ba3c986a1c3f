import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { startRigg, STI, SUMMERT, type Rigg } from "./rigg.ts";

let rigg: Rigg;

beforeAll(async () => {
  rigg = await startRigg();
});
beforeEach(() => {
  rigg.altinn.fjernFeil();
  rigg.altinn.settAbonnementsnoekkel(undefined);
  rigg.altinn.nullstillLogg();
});
afterAll(() => rigg.close());

const QUERY = `scope=${SUMMERT}`;

test("the look-up can fail with a problem, be away, be a page, and be garbage, and then answer properly", async () => {
  const { settFeil } = rigg.altinn;
  const endepunkt = "OPPSLAG";
  settFeil({ type: "UVENTET" }, { endepunkt, antall: 1 });
  expect(await rigg.slaaOpp(QUERY)).toMatchObject({
    status: 500,
    title: "An error occurred while processing your request.",
  });
  settFeil({ type: "UTILGJENGELIG" }, { endepunkt, antall: 1 });
  expect((await rigg.slaaOpp(QUERY)).status).toBe(503);
  settFeil({ type: "HTML", status: 200 }, { endepunkt, antall: 1 });
  expect((await rigg.slaaOpp(QUERY)).body).toMatch(/^<!DOCTYPE html>/);
  settFeil({ type: "SOEPPEL" }, { endepunkt, antall: 1 });
  expect(await rigg.slaaOpp(QUERY)).toMatchObject({ status: 200, json: undefined });
  settFeil({ type: "SVAR", svar: { status: 418, body: "{}" } }, { endepunkt, antall: 1 });
  expect((await rigg.slaaOpp(QUERY)).status).toBe(418);
  settFeil({ type: "TREG", ms: 20 }, { endepunkt, antall: 1 });
  expect(await rigg.slaaOpp(QUERY)).toMatchObject({ status: 200, json: [] });
  expect(await rigg.slaaOpp(QUERY)).toMatchObject({ status: 200, json: [] });
});

test("it can hang until the caller gives up, or break the connection", async () => {
  const token = await rigg.token();
  const spoer = (ms: number): Promise<Response> =>
    fetch(`${rigg.altinn.url}${STI}?${QUERY}`, {
      headers: { authorization: `Bearer ${token}` },
      signal: AbortSignal.timeout(ms),
    });
  rigg.altinn.settFeil({ type: "HENG" }, { antall: 1 });
  await expect(spoer(300)).rejects.toThrow("timeout");
  rigg.altinn.settFeil({ type: "BRUDD" }, { antall: 1 });
  await expect(spoer(5_000)).rejects.toThrow("fetch failed");
});

test("it can send elsewhere: whoever follows arrives without a token", async () => {
  rigg.altinn.settFeil({ type: "OMDIRIGERING" }, { endepunkt: "OPPSLAG", antall: 1 });
  expect(await rigg.slaaOpp(QUERY, { sti: STI.slice(0, -1) })).toMatchObject({ status: 401, body: "" });
  expect(rigg.altinn.antallKall("OPPSLAG")).toBe(2);
});

test("the exchange can fail by itself", async () => {
  rigg.altinn.settFeil({ type: "UVENTET" }, { endepunkt: "VEKSLING", antall: 1 });
  const token = await rigg.maskinportentoken();
  expect((await rigg.veksle(token)).status).toBe(500);
  expect((await rigg.veksle(token)).status).toBe(200);
});

test("API management can want a key", async () => {
  rigg.altinn.settAbonnementsnoekkel("noekkel");
  expect((await rigg.slaaOpp(QUERY)).body).toContain("missing subscription key");
  const headers = { "Ocp-Apim-Subscription-Key": "noekkel" };
  expect((await rigg.slaaOpp(QUERY, { headers })).status).toBe(200);
});

test.each([
  ["POST", STI, 405],
  ["GET", "/accessmanagement/api/v1/admin/delegations/maskinportenschema", 404],
  ["GET", "/authorization/api/v1/maskinporten/delegations/", 404],
])("%s %s is answered %i", async (method, sti, status) => {
  expect((await fetch(`${rigg.altinn.url}${sti}`, { method })).status).toBe(status);
});
