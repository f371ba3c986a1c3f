// What an answer of Skatteetaten becomes: bodies and statuses on one side, what the lookup works on, or a Feil, on the other.

import { expect, test } from "vitest";
import { createSkattekilde } from "../../../shared/adapters/skatteetaten/skattekilde.ts";
import type { Kall } from "../../../shared/kernel/http.ts";
import { lesOrganisasjonsnummer } from "../../../shared/kernel/organisasjonsnummer.ts";
import { Personidentifikator } from "../../../shared/kernel/personidentifikator.ts";
import { err, ok } from "../../../shared/kernel/result.ts";
import type { Kilde } from "../../../shared/oppslag/oppslagssvar.ts";

const NUMMER = "17865131208";
const person = Personidentifikator.av(NUMMER);
const kommuner = ["313876144", "310827002"].map(lesOrganisasjonsnummer);
const [kommune, annenKommune] = kommuner;
if (person === undefined || kommune === undefined || annenKommune === undefined) throw new Error("test data");

type Svar = { status?: number; mediatype?: string; json?: unknown; tekst?: string };

function kilde(svar: Svar, kall: Kall[] = []) {
  return createSkattekilde({
    send: (k) => {
      kall.push(k);
      const { status = 200, mediatype = "application/json", json, tekst = JSON.stringify(json) } = svar;
      return Promise.resolve(ok({ status, mediatype, tekst }));
    },
    hentToken: () => Promise.resolve(ok("token")),
    forkastToken: () => undefined,
    nyId: () => "00000000-0000-4000-8000-000000000000",
    rettighetspakke: "pakke",
    adresser: {
      SUMMERT_SKATTEGRUNNLAG: new URL("https://summert.example/v2"),
      BEREGNET_SKATT: new URL("https://skatt.example/v2/"),
      AVREGNING: new URL("https://avregning.example/v2"),
      SISTE: new URL("https://siste.example/v1"),
    },
  });
}
const spoerring = { kommune, person, inntektsaar: 2024, frist: new AbortController().signal };
const hent = (navn: Kilde, svar: Svar) => kilde(svar).hent(navn, spoerring);
const hode = { personidentifikator: NUMMER, inntektsaar: 2024 };

test.each<[Kilde, string]>([
  ["SUMMERT_SKATTEGRUNNLAG", `https://summert.example/v2/oppgjoer/pakke/2024/${NUMMER}`],
  ["BEREGNET_SKATT", `https://skatt.example/v2/pakke/2024/${NUMMER}`],
  ["AVREGNING", `https://avregning.example/v2/pakke/2024/${NUMMER}`],
])("%s is asked for by its path, with a token and a Korrelasjonsid of its own", async (navn, adresse) => {
  const kall: Kall[] = [];
  await kilde({ json: hode }, kall).hent(navn, spoerring);
  expect(kall.map((k) => k.url.href)).toEqual([adresse]);
  expect(kall[0]?.headers.authorization).toBe("Bearer token");
  expect(kall[0]?.headersPerForsoek?.()).toHaveProperty("korrelasjonsid");
});

test("the year as text and amounts as text are read, and posts keep their names and categories", async () => {
  const svar = await hent("SUMMERT_SKATTEGRUNNLAG", {
    json: {
      ...hode,
      inntektsaar: "2024",
      grunnlag: [{ tekniskNavn: "a", beloep: "12", kategori: "inntekt", ukjent: 1 }],
      svalbardGrunnlag: [{ tekniskNavn: "b", beloep: 3, kategori: ["inntekt"] }],
      kildeskattPaaLoennGrunnlag: null,
      skatteoppgjoersdato: "2025-04-03",
    },
  });
  expect(svar).toEqual(
    ok({
      status: "FUNNET",
      skatteoppgjoersdato: "2025-04-03",
      annetNummer: false,
      poster: [
        { tekniskNavn: "a", beloep: 12, kategori: "inntekt", omraade: "FASTLAND" },
        { tekniskNavn: "b", beloep: 3, kategori: "inntekt", omraade: "SVALBARD" },
      ],
    }),
  );
});

test("beregnet skatt is read by path, text too, lists left, and each part with a tax is named", async () => {
  const svar = await hent("BEREGNET_SKATT", {
    json: {
      ...hode,
      beregnetSkattFastland: { informasjonTilSkattelister: { beregnetSkatt: "62000", kommune: ["3816"] } },
      beregnetSkattSvalbard: { beregnetSkatt: 100.5 },
      beregnetSkattKildeskattPaaLoenn: {},
    },
  });
  expect(svar).toMatchObject({
    value: {
      poster: [
        { tekniskNavn: "/beregnetSkattFastland/informasjonTilSkattelister/beregnetSkatt", beloep: 62_000 },
      ],
      skatteomraader: ["FASTLAND", "SVALBARD"],
    },
  });
});

test("another number in the answer is the same person with a new number", async () => {
  const svar = await hent("AVREGNING", { json: { ...hode, personidentifikator: "02915820762" } });
  expect(svar).toMatchObject({ value: { status: "FUNNET", annetNummer: true } });
});

test("skjermet is skjermet, also when some of the answer came", async () => {
  const json = { ...hode, skjermet: true, grunnlag: [{ tekniskNavn: "a", beloep: 1 }] };
  expect(await hent("SUMMERT_SKATTEGRUNNLAG", { json })).toEqual(ok({ status: "SKJERMET" }));
});

const feil = (status: number, kode: string): Svar => ({
  status,
  json: { kode, melding: "x", korrelasjonsid: "y" },
});
const UGYLDIG = err({ kode: "ugyldig-svar", motpart: "SKATTEETATEN" });

test.each<[string, Kilde, Svar, unknown]>([
  ["no such person", "SUMMERT_SKATTEGRUNNLAG", feil(404, "SSG-007"), ok({ status: "IKKE_FUNNET" })],
  ["no such person", "BEREGNET_SKATT", feil(404, "BSA-009"), ok({ status: "IKKE_FUNNET" })],
  ["no settlement", "SUMMERT_SKATTEGRUNNLAG", feil(404, "SSG-008"), ok({ status: "INGEN_OPPGJOER" })],
  ["no settlement", "BEREGNET_SKATT", feil(404, "BSA-007"), ok({ status: "INGEN_OPPGJOER" })],
  ["no settlement", "AVREGNING", feil(404, "AR-007"), ok({ status: "INGEN_OPPGJOER" })],
  ["a deleted settlement", "SUMMERT_SKATTEGRUNNLAG", feil(410, "SSG-011"), ok({ status: "SLETTET" })],
  ["410 without a code", "SUMMERT_SKATTEGRUNNLAG", { status: 410, tekst: "<html>" }, UGYLDIG],
  ["an unknown address", "SUMMERT_SKATTEGRUNNLAG", feil(404, "SSG-003"), UGYLDIG],
  ["an unknown address", "SUMMERT_SKATTEGRUNNLAG", feil(404, "DAS-002"), UGYLDIG],
  ["a page instead of an error", "SUMMERT_SKATTEGRUNNLAG", { status: 404, tekst: "<html>" }, UGYLDIG],
  ["a page instead of a refusal", "AVREGNING", { status: 403, tekst: "<html>" }, UGYLDIG],
  ["406", "SUMMERT_SKATTEGRUNNLAG", feil(406, "SSG-009"), UGYLDIG],
  ["a redirect", "SUMMERT_SKATTEGRUNNLAG", { status: 302, tekst: "" }, UGYLDIG],
  [
    "a passing fault with an odd status",
    "AVREGNING",
    feil(404, "DAS-003"),
    err({ kode: "motpart-utilgjengelig", motpart: "SKATTEETATEN" }),
  ],
  [
    "no package",
    "BEREGNET_SKATT",
    feil(403, "BSA-005"),
    err({ kode: "tilgang-mangler", api: "BEREGNET_SKATT", aarsakskode: "BSA-005" }),
  ],
  [
    "no authorisation",
    "AVREGNING",
    feil(403, "DAS-008"),
    err({ kode: "tilgang-mangler", api: "AVREGNING", aarsakskode: "DAS-008" }),
  ],
  [
    "refused tokens",
    "AVREGNING",
    feil(401, "AR-004"),
    err({ kode: "tilkobling-feilkonfigurert", aarsakskode: "SKATTEETATEN-401" }),
  ],
  ["another year", "AVREGNING", { json: { ...hode, inntektsaar: 2023 } }, UGYLDIG],
  ["nobody", "AVREGNING", { json: { inntektsaar: 2024 } }, UGYLDIG],
  ["an empty object", "AVREGNING", { json: {} }, UGYLDIG],
  ["a list", "AVREGNING", { json: [] }, UGYLDIG],
  ["text", "AVREGNING", { tekst: "ok" }, UGYLDIG],
  ["JSON that is called something else", "AVREGNING", { json: hode, mediatype: "text/html" }, UGYLDIG],
  [
    "half a krone",
    "SUMMERT_SKATTEGRUNNLAG",
    { json: { ...hode, grunnlag: [{ tekniskNavn: "a", beloep: 0.5 }] } },
    UGYLDIG,
  ],
  [
    "a post without an amount",
    "SUMMERT_SKATTEGRUNNLAG",
    { json: { ...hode, grunnlag: [{ tekniskNavn: "a" }] } },
    UGYLDIG,
  ],
])("%s from %s", async (_, navn, svar, ventet) => {
  expect(await hent(navn, svar)).toEqual(ventet);
});

test("a year that is not supported is an input fault on inntektsaar", async () => {
  expect(await hent("SUMMERT_SKATTEGRUNNLAG", feil(400, "SSG-006"))).toMatchObject({
    feil: { kode: "ugyldig-forespoersel", felt: [{ sti: "inntektsaar" }] },
  });
});

test.each<[string, Svar, unknown]>([
  ["a year", { json: { personidentifikator: NUMMER, sisteTilgjengeligePeriode: "2024" } }, ok(2024)],
  ["none", feil(404, "TD-004"), ok(undefined)],
  ["rubbish", { json: { personidentifikator: NUMMER } }, UGYLDIG],
])("the last settled year: %s", async (_, svar, ventet) => {
  expect(await kilde(svar).hentSisteInntektsaar(spoerring)).toEqual(ventet);
});

test("a municipality that waits does not hold up another", async () => {
  const venter: (() => void)[] = [];
  let svarte = 0;
  const treg = createSkattekilde({
    send: () =>
      new Promise((svar) =>
        venter.push(() => {
          svar(ok({ status: 200, mediatype: "application/json", tekst: JSON.stringify(hode) }));
        }),
      ),
    hentToken: () => Promise.resolve(ok("token")),
    forkastToken: () => undefined,
    nyId: () => "",
    rettighetspakke: "pakke",
    adresser: {
      SUMMERT_SKATTEGRUNNLAG: new URL("https://a.example"),
      BEREGNET_SKATT: new URL("https://b.example"),
      AVREGNING: new URL("https://c.example"),
      SISTE: new URL("https://d.example"),
    },
  });
  const kall = [kommune, annenKommune].flatMap((hvem) =>
    Array.from({ length: 7 }, () =>
      treg.hent("AVREGNING", { ...spoerring, kommune: hvem }).then(() => {
        svarte += 1;
      }),
    ),
  );
  await new Promise((r) => setImmediate(r));
  expect(venter.length).toBe(10);
  while (svarte < 14) {
    venter.shift()?.();
    await new Promise((r) => setImmediate(r));
  }
  await Promise.all(kall);
});
