// Stays, periods and charges over HTTP: each fault by the name of its field, and the odd cases that are none.

import { afterAll, beforeAll, expect, test } from "vitest";
import type { Beregningsresultat } from "../../shared/beregning/resultat.ts";
import { SITUASJONER } from "../standins/skatteetaten/personer.ts";
import { funnet, stier } from "./oppslag-rigg.ts";
import { startTjeneste, type Svar, type Tjeneste } from "./tjeneste.ts";

let tjeneste: Tjeneste;
beforeAll(async () => {
  tjeneste = await startTjeneste();
});
afterAll(() => tjeneste.close());

const PENSJON = {
  rolle: "BEBOER",
  gruppe: "FOLKETRYGD",
  retning: "OEKNING",
  beloep: 300_000,
  tekst: "Alderspensjon",
  begrunnelse: "Oppgitt av beboer",
};
const GYLDIG = {
  manuellePoster: [PENSJON],
  beregningsdato: "2026-06-01",
  opphold: { innflytting: "2026-03-14" },
  periode: { fra: "2026-01-01", til: "2026-12-31" },
};

const spoer = (endring: object): Promise<Svar> =>
  tjeneste.post("/api/v1/beregning", { ...GYLDIG, ...endring });

async function terminer(endring: object): Promise<NonNullable<Beregningsresultat["terminer"]>> {
  const svar = await spoer(endring);
  if (svar.status !== 200) throw new Error(svar.tekst);
  return (svar.json as unknown as Beregningsresultat).terminer ?? [];
}

test("the first day that is paid for is one month after moving in, and the months follow", async () => {
  const rader = await terminer({});
  expect([rader[0]?.fra, rader[0]?.til, rader[0]?.dager]).toEqual(["2026-04-14", "2026-04-30", 17]);
  expect(rader.at(-1)?.til).toBe("2026-12-31");
});

test.each([
  ["2026-01-31", "2026-02-28"],
  ["2024-01-31", "2024-02-29"],
  ["2024-02-29", "2024-03-29"],
])("who moves in on %s pays from %s", async (innflytting, foerste) => {
  const aar = innflytting.slice(0, 4);
  const rader = await terminer({
    opphold: { innflytting },
    periode: { fra: `${aar}-01-01`, til: `${aar}-12-31` },
  });
  expect(rader[0]?.fra).toBe(foerste);
});

test("a stay that starts and ends the same day is a stay, and costs nothing by income", async () => {
  expect(await terminer({ opphold: { innflytting: "2026-03-14", slutt: "2026-03-14" } })).toEqual([]);
});

test("short-stay days that nobody has given are told with what they could mean, and given as none they are not", async () => {
  const koder = async (opphold: object): Promise<string[]> => {
    const svar = await spoer({ opphold: { innflytting: "2026-03-14", ...opphold } });
    return (svar.json as unknown as Beregningsresultat).forbehold.map((f) => f.kode);
  };
  expect(await koder({})).toContain("KORTTIDSDOEGN_IKKE_OPPGITT");
  expect(await koder({ korttidsdoegnIAaret: null })).toContain("KORTTIDSDOEGN_IKKE_OPPGITT");
  expect(await koder({ korttidsdoegnIAaret: 0 })).not.toContain("KORTTIDSDOEGN_IKKE_OPPGITT");
});

test("the last day of a stay is paid for", async () => {
  const rader = await terminer({ opphold: { innflytting: "2026-03-14", slutt: "2026-05-10" } });
  expect([rader.at(-1)?.til, rader.at(-1)?.dager]).toEqual(["2026-05-10", 10]);
});

test("what was charged is settled against what was due, in both directions", async () => {
  const krevd = (beloepPerMaaned: number) => ({
    periode: { fra: "2026-05-01", til: "2026-06-30" },
    krevd: [{ fra: "2026-05-01", til: "2026-06-30", beloepPerMaaned }],
  });
  const [lite, mye] = await Promise.all([spoer(krevd(10_000)), spoer(krevd(30_000))]);
  expect(lite.json?.etteroppgjoer).toMatchObject({ krevd: 20_000, retning: "ETTERBETALING" });
  expect(mye.json?.etteroppgjoer).toMatchObject({ krevd: 60_000, retning: "TILBAKEBETALING" });
});

const rom = (...ufrivilligDobbeltrom: object[]): object => ({
  opphold: { innflytting: "2026-03-14", slutt: "2026-10-31", ufrivilligDobbeltrom },
});

test.each<[string, object, string[]]>([
  ["29 February in a year without one", { opphold: { innflytting: "2026-02-29" } }, ["opphold.innflytting"]],
  [
    "an end before the start",
    { opphold: { innflytting: "2026-03-14", slutt: "2026-03-13" } },
    ["opphold.slutt"],
  ],
  [
    "an institution after moving in",
    { opphold: { innflytting: "2026-03-14", iInstitusjonSiden: "2026-03-15" } },
    ["opphold.iInstitusjonSiden"],
  ],
  ["a period that runs backwards", { periode: { fra: "2026-12-31", til: "2026-01-01" } }, ["periode.til"]],
  ["a period over five years", { periode: { fra: "2021-01-01", til: "2026-01-01" } }, ["periode.til"]],
  [
    "a dobbeltrom before the stay",
    rom({ fra: "2026-03-13", til: "2026-04-01" }),
    ["opphold.ufrivilligDobbeltrom[0].fra"],
  ],
  [
    "a dobbeltrom after the stay",
    rom({ fra: "2026-10-01", til: "2026-11-01" }),
    ["opphold.ufrivilligDobbeltrom[0].til"],
  ],
  [
    "a dobbeltrom that runs backwards",
    rom({ fra: "2026-05-02", til: "2026-05-01" }),
    ["opphold.ufrivilligDobbeltrom[0].til"],
  ],
  [
    "two dobbeltrom at a time",
    rom({ fra: "2026-04-01", til: "2026-05-01" }, { fra: "2026-05-01", til: null }),
    ["opphold.ufrivilligDobbeltrom[1].fra"],
  ],
  [
    "charges outside the period",
    { krevd: [{ fra: "2025-12-01", til: "2026-01-31", beloepPerMaaned: 1 }] },
    ["krevd[0].fra"],
  ],
  [
    "charges that overlap",
    {
      krevd: [
        { fra: "2026-05-01", til: "2026-06-30", beloepPerMaaned: 1 },
        { fra: "2026-06-30", til: "2026-07-31", beloepPerMaaned: 1 },
      ],
    },
    ["krevd[1].fra"],
  ],
  [
    "charges without a period",
    { periode: null, krevd: [{ fra: "2026-05-01", til: "2026-06-30", beloepPerMaaned: 1 }] },
    ["periode"],
  ],
  [
    "a negative charge",
    { krevd: [{ fra: "2026-05-01", til: "2026-06-30", beloepPerMaaned: -1 }] },
    ["krevd[0].beloepPerMaaned"],
  ],
  [
    "the same spouse twice",
    {
      forsoergelse: [1, 2].map(() => ({
        rolle: "EKTEFELLE",
        hjemmeboende: true,
        tenktEtterlattepensjon: 0,
        begrunnelse: "x",
      })),
    },
    ["forsoergelse[1].rolle"],
  ],
])("%s is named", async (_, endring, sti) => {
  const svar = await spoer(endring);
  expect([svar.status, svar.json?.kode, stier(svar)]).toEqual([400, "ugyldig-forespoersel", sti]);
});

test("a manual post for somebody who was not looked up is named", async () => {
  const oppslag = await funnet(tjeneste, 2025, ["BEBOER", SITUASJONER.pensjonistBeboer]);
  const svar = await tjeneste.post("/api/v1/beregning", {
    oppslag,
    beregningsdato: "2026-06-01",
    manuellePoster: [PENSJON, { ...PENSJON, rolle: "EKTEFELLE" }],
  });
  expect([svar.status, stier(svar)]).toEqual([400, ["manuellePoster[1].rolle"]]);
});

test("a period that runs into a year without rates names the first day without them", async () => {
  const svar = await spoer({ periode: { fra: "2026-06-01", til: "2027-02-28" } });
  expect(svar.json).toMatchObject({ status: 422, kode: "satser-mangler", dato: "2027-01-01" });
});

test("gains and losses that are not counted change the tax, and a forbehold says so", async () => {
  const oppslag = await funnet(tjeneste, 2024, ["BEBOER", SITUASJONER.pensjonistBeboer]);
  const beregn = async (skatt: string): Promise<Beregningsresultat> => {
    const svar = await tjeneste.post("/api/v1/beregning", {
      oppslag,
      beregningsdato: "2024-06-01",
      praksis: { skatt },
    });
    return svar.json as unknown as Beregningsresultat;
  };
  const [foelger, beregnet] = [await beregn("FOELGER_INNTEKT"), await beregn("BEREGNET_SKATT")];
  expect(foelger.grunnlag.skatt).not.toBe(beregnet.grunnlag.skatt);
  expect(foelger.forbehold.map((f) => f.kode)).toContain("SKATTEVIRKNING_ANSLAG");
});
