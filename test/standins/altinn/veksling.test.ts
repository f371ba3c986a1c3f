import { decodeJwt, decodeProtectedHeader } from "jose";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { EIER, KLOKKE, startRigg, SUMMERT, type Rigg } from "./rigg.ts";
import { SCOPE_OPPSLAG } from "./oppslag.ts";

let rigg: Rigg;

beforeAll(async () => {
  rigg = await startRigg();
});
beforeEach(() => {
  rigg.settKlokke(KLOKKE);
  rigg.altinn.settGodtarUvekslet(false);
});
afterAll(() => rigg.close());

const om = (sekunder: number): Date => new Date(KLOKKE.getTime() + sekunder * 1000);

test("a token of Maskinporten is exchanged for one of Altinn's, with scope, consumer and prefixes carried over", async () => {
  const svar = await rigg.veksle(await rigg.maskinportentoken());
  expect(svar.status).toBe(200);
  expect(svar.headers.get("content-type")).toMatch(/^text\/plain/);
  const token = await svar.text();
  expect(decodeProtectedHeader(token)).toMatchObject({ alg: "RS256", typ: "JWT" });
  expect(decodeJwt(token)).toMatchObject({
    iss: `${rigg.altinn.url}/authentication/api/v1/openid/`,
    scope: SCOPE_OPPSLAG,
    consumer: { authority: "iso6523-actorid-upis", ID: `0192:${EIER}` },
    consumer_prefix: ["skatteetaten"],
    "urn:altinn:orgNumber": EIER,
    exp: KLOKKE.getTime() / 1000 + 1_800,
  });
});

test("whoever asks for JSON gets the same as a JSON string", async () => {
  const svar = await rigg.veksle(await rigg.maskinportentoken(), { accept: "application/json" });
  expect(svar.headers.get("content-type")).toMatch(/^application\/json/);
  expect(await svar.json()).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+$/);
});

test("a token for another scope names no prefixes", async () => {
  expect(decodeJwt(await rigg.token(SUMMERT))).not.toHaveProperty("consumer_prefix");
});

test.each<[string, () => Promise<string | undefined>]>([
  ["no token", (): Promise<undefined> => Promise.resolve(undefined)],
  ["something that is no token", (): Promise<string> => Promise.resolve("a.b.c")],
  [
    "a token with its signature changed",
    async () => `${(await rigg.maskinportentoken()).slice(0, -8)}AAAAAAAA`,
  ],
  ["a token of Altinn's own", () => rigg.token()],
  [
    "a token of another issuer",
    (): Promise<string> => Promise.resolve(rigg.maskinporten.issueToken({ iss: "https://maskinporten.no/" })),
  ],
])("%s is answered 401 without a body", async (_, lag) => {
  const svar = await rigg.veksle(await lag());
  expect([svar.status, await svar.text()]).toEqual([401, ""]);
});

test("the exchange lets the clock differ ten seconds, the look-up not at all", async () => {
  const token = await rigg.maskinportentoken();
  rigg.settKlokke(om(3_609));
  expect((await rigg.veksle(token)).status).toBe(200);
  rigg.settKlokke(om(3_610));
  expect((await rigg.veksle(token)).status).toBe(401);
  rigg.settKlokke(KLOKKE);
  const vekslet = await rigg.token();
  rigg.settKlokke(om(1_799));
  expect((await rigg.slaaOpp(`scope=${SUMMERT}`, { token: vekslet })).status).toBe(200);
  rigg.settKlokke(om(1_800));
  expect(await rigg.slaaOpp(`scope=${SUMMERT}`, { token: vekslet })).toMatchObject({ status: 401, body: "" });
});

test("a token that has not been exchanged is refused unless the stand-in is told to take it", async () => {
  const token = await rigg.maskinportentoken();
  expect(await rigg.slaaOpp(`scope=${SUMMERT}`, { token })).toMatchObject({ status: 401, body: "" });
  rigg.altinn.settGodtarUvekslet(true);
  expect(await rigg.slaaOpp(`scope=${SUMMERT}`, { token })).toMatchObject({ status: 200, json: [] });
});
