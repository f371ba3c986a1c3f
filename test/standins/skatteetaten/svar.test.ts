import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { z } from "zod";
import { APIER, type Personapi } from "./api.ts";
import { lesPersonfiler } from "./arkiv.ts";
import { SITUASJONER } from "./personer.ts";
import { startRigg, stiFor, type Rigg } from "./rigg.ts";

const kodeSchema = z.object({ kode: z.string() });
let rigg: Rigg;

beforeAll(async () => {
  rigg = await startRigg();
});
beforeEach(() => {
  rigg.nullstill();
});
afterAll(() => rigg.close());

async function spoer(
  api: Personapi,
  person: string,
  aar: number,
): Promise<{ status: number; json: unknown }> {
  const svar = await rigg.kall(api, stiFor(api, person, aar));
  return { status: svar.status, json: await svar.json() };
}

test.each(lesPersonfiler().filter((f) => f.summert !== undefined))(
  "$situasjon $inntektsaar is answered as the file says, by all three APIs",
  async ({ personidentifikator, inntektsaar, summert, beregnetSkatt, avregning }) => {
    const nummer = personidentifikator;
    expect(await spoer("SUMMERT_SKATTEGRUNNLAG", nummer, inntektsaar)).toEqual({
      status: 200,
      json: summert,
    });
    expect(await spoer("BEREGNET_SKATT", nummer, inntektsaar)).toEqual({ status: 200, json: beregnetSkatt });
    expect(await spoer("AVREGNING", nummer, inntektsaar)).toEqual({ status: 200, json: avregning });
  },
);

const feil = (kode: string): unknown => expect.objectContaining({ kode });

test("a person nobody knows is 404 with a code of its own", async () => {
  const person = SITUASJONER.finnesIkke;
  expect(await spoer("SUMMERT_SKATTEGRUNNLAG", person, 2025)).toEqual({ status: 404, json: feil("SSG-007") });
  expect(await spoer("BEREGNET_SKATT", person, 2025)).toEqual({ status: 404, json: feil("BSA-009") });
  expect(await spoer("AVREGNING", person, 2025)).toEqual({ status: 404, json: feil("AR-009") });
  expect(await spoer("SISTE", person, 2025)).toEqual({ status: 404, json: feil("TD-004") });
});

test("a person without a settlement for the year is 404 with another code, and has the year before", async () => {
  const person = SITUASJONER.utenSkatteoppgjoer;
  expect(await spoer("SUMMERT_SKATTEGRUNNLAG", person, 2025)).toEqual({ status: 404, json: feil("SSG-008") });
  expect(await spoer("BEREGNET_SKATT", person, 2025)).toEqual({ status: 404, json: feil("BSA-007") });
  expect(await spoer("AVREGNING", person, 2025)).toEqual({ status: 404, json: feil("AR-007") });
  expect((await spoer("SUMMERT_SKATTEGRUNNLAG", person, 2024)).status).toBe(200);
  expect(await spoer("SISTE", person, 2025)).toEqual({
    status: 200,
    json: { personidentifikator: person, ressursId: "skattegrunnlag", sisteTilgjengeligePeriode: "2024" },
  });
});

test("a person never settled has no last year either, and neither has one whose basis is deleted", async () => {
  expect(await spoer("SISTE", SITUASJONER.aldriSkatteoppgjoer, 0)).toEqual({
    status: 404,
    json: feil("TD-004"),
  });
  expect(await spoer("SISTE", SITUASJONER.slettet, 0)).toEqual({ status: 404, json: feil("TD-004") });
});

test("a deleted basis is 410 from Summert, and no data from the others", async () => {
  const person = SITUASJONER.slettet;
  expect(await spoer("SUMMERT_SKATTEGRUNNLAG", person, 2025)).toEqual({ status: 410, json: feil("SSG-011") });
  expect(await spoer("BEREGNET_SKATT", person, 2025)).toEqual({ status: 404, json: feil("BSA-007") });
});

test("a skjermet person is 200 with the question and nothing else", async () => {
  const { skjermet } = SITUASJONER;
  expect((await spoer("SUMMERT_SKATTEGRUNNLAG", skjermet, 2025)).json).toEqual({
    personidentifikator: skjermet,
    inntektsaar: "2025",
    skjermet: true,
    stadie: "oppgjoer",
  });
});

test("an old number is answered with the data under the new one", async () => {
  const { gammeltNummer, nyttNummer } = SITUASJONER;
  const gammel = await spoer("SUMMERT_SKATTEGRUNNLAG", gammeltNummer, 2025);
  expect(gammel.json).toMatchObject({ personidentifikator: nyttNummer });
  expect(gammel).toEqual(await spoer("SUMMERT_SKATTEGRUNNLAG", nyttNummer, 2025));
  expect((await spoer("SISTE", gammeltNummer, 0)).json).toMatchObject({ personidentifikator: nyttNummer });
});

test("Svalbard stands apart in all three answers", async () => {
  const { svalbard } = SITUASJONER;
  expect((await spoer("SUMMERT_SKATTEGRUNNLAG", svalbard, 2025)).json).toHaveProperty("svalbardGrunnlag");
  expect((await spoer("BEREGNET_SKATT", svalbard, 2025)).json).toHaveProperty("beregnetSkattSvalbard");
  expect((await spoer("AVREGNING", svalbard, 2025)).json).toHaveProperty("svalbard");
});

test("the last year is the newest one that is open at the time", async () => {
  const person = SITUASJONER.pensjonistBeboer;
  const siste = async (): Promise<unknown> => (await spoer("SISTE", person, 0)).json;
  expect(await siste()).toMatchObject({ sisteTilgjengeligePeriode: "2025" });
  rigg.settKlokke(new Date("2026-02-01T10:00:00Z"));
  expect(await siste()).toMatchObject({ sisteTilgjengeligePeriode: "2024" });
});

test.each(["2016", "2026", "2030"])("inntektsaar %s is not supported", async (aar) => {
  const svar = await rigg.kall("BEREGNET_SKATT", stiFor("BEREGNET_SKATT", SITUASJONER.ksBeboer, aar));
  expect(svar.status).toBe(400);
  expect(await svar.json()).toMatchObject({
    kode: "BSA-006",
    melding: "Oppgitt inntektsår er ikke støttet.",
  });
});

test("a year opens in March of the year after", async () => {
  const sti = stiFor("AVREGNING", SITUASJONER.ksBeboer, 2025);
  rigg.settKlokke(new Date("2026-03-11T10:00:00Z"));
  expect((await rigg.kall("AVREGNING", sti)).status).toBe(400);
  rigg.settKlokke(new Date("2026-03-12T10:00:00Z"));
  expect((await rigg.kall("AVREGNING", sti)).status).toBe(404);
});

test.each([
  { title: "ten digits", nummer: "1234567891" },
  { title: "wrong check digits", nummer: "12345678910" },
  { title: "a letter", nummer: "1786513120a" },
  { title: "a day that does not exist", nummer: "31029999956" },
  { title: "only zeros", nummer: "00000000000" },
])("a number with $title is invalid input to every API", async ({ nummer }) => {
  const koder = await Promise.all(
    APIER.map(async (api) => {
      const svar = await rigg.kall(api, stiFor(api, nummer, 2023));
      return [svar.status, kodeSchema.parse(await svar.json()).kode];
    }),
  );
  expect(koder).toEqual([
    [400, "SSG-006"],
    [400, "BSA-006"],
    [400, "AR-006"],
    [400, "TD-003"],
  ]);
});
