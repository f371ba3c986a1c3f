// What the running service takes and answers, held against the document it gives of itself.

import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { BEREGNINGSSVAR } from "../../functions/http/beregningssvar-schema.ts";
import { oppslagssvarSchema } from "../../functions/http/oppslagssvar-schema.ts";
import { SATSSVAR } from "../../functions/http/satser-schema.ts";
import { organisasjon } from "../standins/maskinporten/claims.ts";
import type { SkatteFeil } from "../standins/skatteetaten/feil.ts";
import { SITUASJONER } from "../standins/skatteetaten/personer.ts";
import { AUDIENCE, KOMMUNE } from "../standins/system.ts";
import { somEksempel } from "./eksempelsvar.ts";
import { hentBeskrivelse, type Beskrivelse } from "./openapi-rigg.ts";
import { forespoersel, funnet, KS, slaaOpp, type Personer } from "./oppslag-rigg.ts";
import { startTjeneste, type Svar, type Tjeneste } from "./tjeneste.ts";

const OPPSLAG = "/api/v1/oppslag";
const BEREGNING = "/api/v1/beregning";
const PDF = "/api/v1/beregning/pdf";
const SATSER = "/api/v1/satser/{dato}";

let tjeneste: Tjeneste;
let beskrivelse: Beskrivelse;
beforeAll(async () => {
  tjeneste = await startTjeneste({ egetLager: true });
  beskrivelse = await hentBeskrivelse(tjeneste);
});
afterAll(async () => {
  beskrivelse.fjern();
  await tjeneste.close();
});
afterEach(() => {
  tjeneste.system.maskinporten.fjernFeil();
  tjeneste.system.skatteetaten.fjernFeil();
});

describe("a lookup is answered as the document says when", () => {
  test.each<[string, unknown, Personer]>([
    ["it is a couple", 2023, KS],
    ["it is the last settled year", "SISTE", [["BEBOER", SITUASJONER.pensjonistBeboer]]],
    ["the resident is skjermet", 2024, [["BEBOER", SITUASJONER.skjermet]]],
    ["a post is unknown", 2025, [["BEBOER", SITUASJONER.ukjentPost]]],
    [
      "there are children",
      2025,
      [
        ["BEBOER", SITUASJONER.pensjonistBeboer],
        ["BARN", SITUASJONER.nyttNummer],
        ["BARN", SITUASJONER.utenSkatteoppgjoer],
      ],
    ],
  ])("%s", async (_, aar, personer) => {
    const svar = await slaaOpp(tjeneste, aar, ...personer);
    expect(svar.status).toBe(200);
    expect(await beskrivelse.avvikFra("post", OPPSLAG, svar)).toEqual([]);
    expect(oppslagssvarSchema.safeParse(svar.json).error).toBe(undefined);
  });
});

const MANUELL = {
  beregningsdato: "2026-06-01",
  manuellePoster: [
    {
      rolle: "BEBOER",
      gruppe: "FOLKETRYGD",
      retning: "OEKNING",
      beloep: 300_000,
      tekst: "Alderspensjon",
      begrunnelse: "Oppgitt",
    },
  ],
};

describe("a calculation is answered as the document says when", () => {
  test.each<[string, object]>([
    ["all is manual", MANUELL],
    [
      "there are months and a settlement",
      {
        ...MANUELL,
        opphold: { innflytting: "2025-01-01", ufrivilligDobbeltrom: [{ fra: "2026-05-10", til: null }] },
        periode: { fra: "2026-04-01", til: "2026-06-30" },
        krevd: [{ fra: "2026-04-01", til: "2026-05-31", beloepPerMaaned: 15_000 }],
      },
    ],
    ["an upper limit decides", { ...MANUELL, praksis: { maksimalEgenandelPerAar: 100_000 } }],
    [
      "a child is supported and there is a deduction",
      {
        ...MANUELL,
        forsoergelse: [
          {
            rolle: "BARN",
            barnNr: 1,
            hjemmeboende: true,
            tenktEtterlattepensjon: 40_000,
            begrunnelse: "Mindreårig",
          },
        ],
        skjoennsmessigeFradrag: [{ beloep: 1_000, tekst: "Boutgifter", begrunnelse: "Egen bolig" }],
      },
    ],
  ])("%s", async (_, forespoerselen) => {
    const svar = await tjeneste.post(BEREGNING, forespoerselen);
    expect(svar.status).toBe(200);
    expect(await beskrivelse.avvikFra("post", BEREGNING, svar)).toEqual([]);
    expect(BEREGNINGSSVAR.svar.safeParse(svar.json).error).toBe(undefined);
  });

  test("it rests on a lookup", async () => {
    const oppslag = await funnet(tjeneste, 2023, ...KS);
    const svar = await tjeneste.post(BEREGNING, { oppslag, beregningsdato: "2023-06-01" });
    expect(svar.status).toBe(200);
    expect(await beskrivelse.avvikFra("post", BEREGNING, svar)).toEqual([]);
    expect(BEREGNINGSSVAR.svar.safeParse(svar.json).error).toBe(undefined);
  });
});

test.each(["2026-03-01", "2026-06-01", "2015-12-31"])(
  "the rates of %s are as the document says",
  async (dato) => {
    const svar = await tjeneste.anrop(`/api/v1/satser/${dato}`);
    expect(svar.status).toBe(200);
    expect(await beskrivelse.avvikFra("get", SATSER, svar)).toEqual([]);
    expect(SATSSVAR.svar.safeParse(svar.json).error).toBe(undefined);
  },
);

test("the service's own health is as the document says", async () => {
  const svar = await tjeneste.anrop("/api/helse");
  expect(await beskrivelse.avvikFra("get", "/api/helse", svar)).toEqual([]);
  const klar = await tjeneste.anrop("/api/helse/klar");
  expect(await beskrivelse.avvikFra("get", "/api/helse/klar", klar)).toEqual([]);
});

test("an answer that is not as the document says would be seen", async () => {
  const svar = await slaaOpp(tjeneste, 2023, ...KS);
  const uten = { ...svar, json: { ...svar.json, tidspunkt: "i går" } };
  expect(await beskrivelse.avvikFra("post", OPPSLAG, uten)).not.toEqual([]);
});

/** A lookup while Skatteetaten answers like this. */
async function medFeil(feil: SkatteFeil): Promise<Svar> {
  tjeneste.system.skatteetaten.settFeil(feil, { api: "BEREGNET_SKATT" });
  return slaaOpp(tjeneste, 2023, ...KS);
}

describe("a problem is answered as the document says:", () => {
  const stor = { headers: { "content-type": "application/json" }, body: `"${"x".repeat(256 * 1024)}"` };
  const post = async (sti: string, anrop: object): Promise<Svar> =>
    tjeneste.anrop(sti, { method: "POST", token: await tjeneste.system.hentEpjToken(), ...anrop });
  const annetScope = () =>
    tjeneste.system.maskinporten.issueToken({
      consumer: organisasjon(KOMMUNE),
      scope: "egenandel:annet",
      aud: AUDIENCE,
    });

  test.each<[string, string, () => Promise<Svar>]>([
    ["ugyldig-forespoersel", OPPSLAG, () => tjeneste.post(OPPSLAG, forespoersel(1999, ...KS))],
    ["ikke-autentisert", OPPSLAG, () => tjeneste.anrop(OPPSLAG, { method: "POST", body: {} })],
    ["ikke-tilgang", BEREGNING, () => post(BEREGNING, { token: annetScope(), body: MANUELL })],
    ["for-stor", BEREGNING, () => post(BEREGNING, stor)],
    ["feil-medietype", PDF, () => post(PDF, { headers: { "content-type": "text/plain" }, body: "x" })],
    [
      "satser-mangler",
      BEREGNING,
      () => tjeneste.post(BEREGNING, { ...MANUELL, beregningsdato: "2035-01-01" }),
    ],
    ["tegn-mangler", PDF, () => tjeneste.post(PDF, { ...MANUELL, dokument: { beboerNavn: "Kari 😀" } })],
    ["tilgang-mangler", OPPSLAG, () => medFeil({ type: "KODE", feiltype: "IKKE_AUTORISERT" })],
    ["tilkobling-feilkonfigurert", OPPSLAG, () => medFeil({ type: "KODE", feiltype: "IKKE_AUTENTISERT" })],
    ["ugyldig-svar", OPPSLAG, () => medFeil({ type: "SOEPPEL" })],
    ["motpart-utilgjengelig", OPPSLAG, () => medFeil({ type: "HTML", status: 503 })],
    [
      "segl-ugyldig",
      BEREGNING,
      async () => {
        const oppslag = await funnet(tjeneste, 2023, ...KS);
        return tjeneste.post(BEREGNING, {
          oppslag: { ...oppslag, inntektsaar: 2022 },
          beregningsdato: "2023-06-01",
        });
      },
    ],
  ])("%s", async (kode, sti, spoer) => {
    const svar = await spoer();
    expect(svar.json?.kode).toBe(kode);
    expect(await beskrivelse.avvikFra("post", sti, svar)).toEqual([]);
  });

  test("of a date that is none", async () => {
    const svar = await tjeneste.anrop("/api/v1/satser/2026-02-30");
    expect(svar.status).toBe(400);
    expect(await beskrivelse.avvikFra("get", SATSER, svar)).toEqual([]);
  });
});

describe("the examples", () => {
  function forespoersler(sti: string): [string, unknown][] {
    const innhold = beskrivelse.dokument.paths[sti]?.post?.requestBody?.content["application/json"];
    return Object.entries(innhold?.examples ?? {}).map(([navn, { value }]) => [navn, value]);
  }

  test.each([OPPSLAG, BEREGNING, PDF])("of %s are requests the service takes", async (sti) => {
    const alle = forespoersler(sti);
    const statuser = await Promise.all(
      alle.map(async ([, value]) => (await tjeneste.post(sti, value)).status),
    );
    expect(alle.length).toBeGreaterThan(0);
    expect(new Set(statuser)).toEqual(new Set([200]));
  });

  // `npx vitest run test/functions/openapi-svar.test.ts -u` writes the files anew after the answers have changed.
  test.each<[string, () => Promise<Svar>]>([
    ["oppslag", () => tjeneste.post(OPPSLAG, Object.fromEntries(forespoersler(OPPSLAG)).beboer)],
    ["beregning", () => tjeneste.post(BEREGNING, Object.fromEntries(forespoersler(BEREGNING)).etteroppgjoer)],
    ["satser", () => tjeneste.anrop("/api/v1/satser/2026-06-01")],
  ])("of answers are what %s answers", async (navn, spoer) => {
    await expect(await somEksempel((await spoer()).json)).toMatchFileSnapshot(
      `../../functions/openapi/eksempler/${navn}-svar.json`,
    );
  });
});

// Last: it takes the storage away.
test("an access log that cannot be written is answered as the document says", async () => {
  await tjeneste.system.azure.azurite?.stop();
  const svar = await slaaOpp(tjeneste, 2023, ...KS);
  expect(svar.json?.kode).toBe("logg-utilgjengelig");
  expect(await beskrivelse.avvikFra("post", OPPSLAG, svar)).toEqual([]);
});
