import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import type { Personapi } from "./api.ts";
import type { SkatteFeil } from "./feil.ts";
import { SITUASJONER } from "./personer.ts";
import { ANNEN_KOMMUNE, KOMMUNE, startRigg, stiFor, type Anrop, type Rigg } from "./rigg.ts";

let rigg: Rigg;

beforeAll(async () => {
  rigg = await startRigg();
});
beforeEach(() => {
  rigg.nullstill();
});
afterAll(() => rigg.close());

const PERSON = SITUASJONER.ksBeboer;
const kall = (
  api: Personapi = "SUMMERT_SKATTEGRUNNLAG",
  person: string = PERSON,
  anrop?: Anrop,
): Promise<Response> => rigg.kall(api, stiFor(api, person, 2023), anrop);
const med = (feil: SkatteFeil): Promise<Response> => {
  rigg.skatteetaten.settFeil(feil, { antall: 1 });
  return kall();
};

test("a slow answer is right when it comes, and a delay can be set for every call", async () => {
  expect(await (await med({ type: "TREG", ms: 20 })).json()).toMatchObject({ personidentifikator: PERSON });
  rigg.skatteetaten.settForsinkelse(30);
  const foer = performance.now();
  expect((await kall()).status).toBe(200);
  expect(performance.now() - foer).toBeGreaterThanOrEqual(29);
});

test("a call can hang until the caller gives up", async () => {
  rigg.skatteetaten.settFeil({ type: "HENG" }, { antall: 1 });
  const avbryt = new AbortController();
  const svar = expect(kall("AVREGNING", PERSON, { signal: avbryt.signal })).rejects.toThrow("aborted");
  // One that is given up before it has arrived would meet the fault of the next test.
  await vi.waitFor(() => {
    expect(rigg.skatteetaten.antallKall()).toBe(1);
  });
  await new Promise((ferdig) => setTimeout(ferdig, 60));
  avbryt.abort();
  await svar;
});

test("a connection can be broken before the answer, and in the middle of it", async () => {
  await expect(med({ type: "BRUDD" })).rejects.toThrow("fetch failed");
  const halvt = await med({ type: "HALV_KROPP" });
  expect(halvt.status).toBe(200);
  await expect(halvt.text()).rejects.toThrow("terminated");
});

test.each([401, 403, 404, 502, 504])("the gateway can answer %i with a page", async (status) => {
  const svar = await med({ type: "HTML", status });
  expect(svar.status).toBe(status);
  expect(svar.headers.get("content-type")).toMatch(/^text\/html/);
});

test("a 200 can be JSON of another shape, not JSON, an empty object, or called something else", async () => {
  expect(await (await med({ type: "FEIL_JSON" })).json()).toEqual([{ status: "ok" }]);
  await expect((await med({ type: "SOEPPEL" })).json()).rejects.toThrow(SyntaxError);
  expect(await (await med({ type: "TOMT_OBJEKT" })).json()).toEqual({});
  const tekst = await med({ type: "FEIL_INNHOLDSTYPE" });
  expect(tekst.headers.get("content-type")).toBe("text/plain");
  expect(await tekst.json()).toMatchObject({ personidentifikator: PERSON });
});

test("anybody can be made skjermet, or be answered under another number", async () => {
  expect(await (await med({ type: "SKJERMET" })).json()).toEqual({
    personidentifikator: PERSON,
    inntektsaar: "2023",
    stadie: "oppgjoer",
    skjermet: true,
  });
  const personidentifikator = SITUASJONER.ksEktefelle;
  expect(await (await med({ type: "ANNET_NUMMER", personidentifikator })).json()).toMatchObject({
    personidentifikator,
    stadie: "oppgjoer",
  });
});

test.each([
  ["UVENTET", 500, "SSG-001"],
  ["BAKSYSTEM", 500, "SSG-002"],
  ["IKKE_AUTENTISERT", 401, "SSG-004"],
  ["IKKE_AUTORISERT", 403, "SSG-005"],
  ["SLETTET", 410, "SSG-011"],
  ["MIDLERTIDIG", 500, "DAS-003"],
] as const)("%s is %i %s, once", async (feiltype, status, kode) => {
  const svar = await med({ type: "KODE", feiltype });
  expect(svar.status).toBe(status);
  expect(await svar.json()).toMatchObject({ kode });
  expect((await kall()).status).toBe(200);
});

test("other common codes can be answered", async () => {
  const svar = await med({ type: "ANNEN_KODE", status: 403, kode: "DAS-008" });
  expect(svar.status).toBe(403);
  expect(await svar.json()).toMatchObject({ kode: "DAS-008" });
});

test("a fault can be for one API and one person, until it is removed", async () => {
  const { settFeil, fjernFeil } = rigg.skatteetaten;
  settFeil({ type: "KODE", feiltype: "UVENTET" }, { api: "AVREGNING", person: PERSON });
  expect((await kall("AVREGNING")).status).toBe(500);
  expect((await kall("AVREGNING")).status).toBe(500);
  expect((await kall("AVREGNING", SITUASJONER.ksEktefelle)).status).toBe(200);
  expect((await kall("BEREGNET_SKATT")).status).toBe(200);
  fjernFeil();
  expect((await kall("AVREGNING")).status).toBe(200);
});

test("the most calls at once is seen per API and consumer", async () => {
  const { settForsinkelse, stoersteSamtidige, nullstillLogg } = rigg.skatteetaten;
  const [egen, annen] = await Promise.all([rigg.token("AVREGNING"), rigg.token("AVREGNING", ANNEN_KOMMUNE)]);
  await kall("AVREGNING", PERSON, { token: egen });
  settForsinkelse(100);
  const samtidig = (antall: number, token: string): Promise<Response>[] =>
    Array.from({ length: antall }, () => kall("AVREGNING", PERSON, { token }));
  await Promise.all([...samtidig(6, egen), ...samtidig(3, annen), kall("SUMMERT_SKATTEGRUNNLAG")]);
  expect(stoersteSamtidige("AVREGNING", KOMMUNE)).toBe(6);
  expect(stoersteSamtidige("AVREGNING", ANNEN_KOMMUNE)).toBe(3);
  expect(stoersteSamtidige("SUMMERT_SKATTEGRUNNLAG")).toBe(1);
  expect(stoersteSamtidige("BEREGNET_SKATT")).toBe(0);
  expect(stoersteSamtidige()).toBe(6);
  settForsinkelse(0);
  nullstillLogg();
  expect(stoersteSamtidige()).toBe(0);
});

test("five workers that each wait for their answer are never seen as six", async () => {
  const token = await rigg.token("AVREGNING");
  rigg.skatteetaten.settForsinkelse(1);
  const arbeider = async (): Promise<void> => {
    for (let i = 0; i < 20; i++) await (await kall("AVREGNING", PERSON, { token })).text();
  };
  await Promise.all(Array.from({ length: 5 }, arbeider));
  expect(rigg.skatteetaten.antallKall("AVREGNING")).toBe(100);
  // Fewer are seen when the machine is slow; a sixth would be an answer still counted after its caller has it.
  expect(rigg.skatteetaten.stoersteSamtidige()).toBeLessThanOrEqual(5);
});

test("closing ends what hangs", async () => {
  const egen = await startRigg();
  egen.skatteetaten.settFeil({ type: "HENG" });
  const venter = egen.kall("AVREGNING", stiFor("AVREGNING", PERSON, 2023));
  const avbrutt = expect(venter).rejects.toThrow("fetch failed");
  while (egen.skatteetaten.antallKall() === 0) await new Promise(setImmediate);
  await egen.close();
  await avbrutt;
});
