import { expect, test } from "vitest";
import { lagOppslag } from "../../shared/oppslag/lag-oppslag.ts";
import type { Kilde, Oppslagsinnhold, Rolle } from "../../shared/oppslag/oppslagssvar.ts";
import type { Persondata } from "../../shared/oppslag/persondata.ts";
import type { Kildepost, Omraade } from "../../shared/oppslag/skattekilde.ts";

const BEREGNET = "/beregnetSkattFastland/informasjonTilSkattelister/beregnetSkatt";
const FORMUESSKATT = "/beregnetSkattFastland/skattOgAvgift/formuesskattTilKommune/beloep";
const SVALBARDSKATT: Kildepost = {
  tekniskNavn: "/beregnetSkattSvalbard/informasjonTilSkattelister/beregnetSkatt",
  kategori: "",
  omraade: "SVALBARD",
  beloep: 100,
};
const LOENN = "samletLoennsinntektMedTrygdeavgiftspliktOgMedTrekkplikt";

function post(tekniskNavn: string, beloep: number, omraade: Omraade = "FASTLAND"): Kildepost {
  return { tekniskNavn, kategori: "inntekt", omraade, beloep };
}

type Funnet = Extract<Persondata, { status: "FUNNET" }>;

function funnet(
  rolle: Rolle,
  summert: readonly Kildepost[],
  skatt: readonly Kildepost[] | undefined,
  resten: Partial<Funnet> = {},
): Persondata {
  const poster: Partial<Record<Kilde, readonly Kildepost[]>> = {
    SUMMERT_SKATTEGRUNNLAG: summert,
    ...(skatt === undefined ? {} : { BEREGNET_SKATT: skatt }),
  };
  return {
    rolle,
    status: "FUNNET",
    skatteoppgjoersdato: "2024-04-03",
    annetNummer: false,
    avregning: "HENTET",
    poster,
    ...resten,
  };
}

const HODE = {
  oppslagId: "00000000-0000-4000-8000-000000000000",
  inntektsaar: 2023,
  tidspunkt: "2026-11-23T10:00:00.000Z",
};

function oppslag(...personer: Persondata[]): Oppslagsinnhold {
  return lagOppslag(HODE, personer);
}

function gruppe(svar: Oppslagsinnhold, navn: string) {
  return svar.grupper.find((g) => g.gruppe === navn);
}

const koder = (svar: Oppslagsinnhold): string[] => svar.merknader.map((m) => m.kode);

const beboer = funnet(
  "BEBOER",
  [
    post(LOENN, 767_670),
    post("avkortetFordelVedElektroniskKommunikasjon", 4_392),
    post("samledeOpptjenteRenterIInnenlandskeBanker", 2_163),
    post("utbytteFraAksje", 27_493),
    post("oppjustertTilleggTilUtbytteFraAksje", 19_795),
  ],
  [post(BEREGNET, 234_591), post(FORMUESSKATT, 0)],
);
const ektefelle = funnet("EKTEFELLE", [post(LOENN, 142_622)], [post(BEREGNET, 30_000)]);

test("the household of the incumbent's documentation gives its published sum", () => {
  const svar = oppslag(beboer, ektefelle);
  expect(svar.sum.inntekt).toEqual({ beboer: 801_718, ektefelle: 142_622, husholdning: 944_340 });
  expect(svar.sum.grunnlag).toEqual({ beboer: 567_127, ektefelle: 112_622, husholdning: 679_749 });
  expect(gruppe(svar, "ARBEID")?.beloep).toEqual({
    beboer: 772_062,
    ektefelle: 142_622,
    husholdning: 914_684,
  });
});

test("groups stand in the order of the contract, and a group without posts is left out", () => {
  expect(oppslag(beboer).grupper.map((g) => `${g.gruppe} ${g.fortegn}`)).toEqual([
    "ARBEID +",
    "RENTER +",
    "AVKASTNING +",
    "SKATT -",
    "SUMMER i",
  ]);
});

test("the uplift of a dividend is shown and never summed", () => {
  const svar = oppslag(beboer);
  expect(gruppe(svar, "SUMMER")?.poster.map((p) => p.tekniskNavn)).toContain(
    "oppjustertTilleggTilUtbytteFraAksje",
  );
  expect(gruppe(svar, "SUMMER")?.beloep).toEqual({ husholdning: null });
});

test("a column is absent where the person has no such amount, and the household is the sum of the rest", () => {
  const renter = gruppe(oppslag(beboer, ektefelle), "RENTER");
  expect(renter?.beloep).toEqual({ beboer: 2_163, husholdning: 2_163 });
});

test.each(["SKJERMET", "INGEN_OPPGJOER", "IKKE_FUNNET", "SLETTET"] as const)(
  "a spouse who is %s has no amounts, and no sum pretends otherwise",
  (status) => {
    const svar = oppslag(beboer, { rolle: "EKTEFELLE", status });
    expect(svar.personer[1]).toEqual({ rolle: "EKTEFELLE", status });
    expect(gruppe(svar, "ARBEID")?.beloep).toEqual({ beboer: 772_062, husholdning: null });
    expect(svar.sum.inntekt).toEqual({ beboer: 801_718, ektefelle: null, husholdning: null });
    expect(koder(svar)).toEqual([status]);
  },
);

test("a missing settlement is explained with the three days", () => {
  const svar = oppslag({ rolle: "BEBOER", status: "INGEN_OPPGJOER" });
  expect(svar.merknader[0]?.tekst).toContain("omtrent tre dager");
  expect(svar.sum.grunnlag).toEqual({ beboer: null, husholdning: null });
  expect(svar.grupper).toEqual([]);
});

test("a missing tax is not zero: the sums that need it are null", () => {
  const svar = oppslag(funnet("BEBOER", [post("alderspensjonFraFolketrygden", 300_000)], undefined));
  expect(svar.sum.inntekt.beboer).toBe(300_000);
  expect(svar.sum.fradrag.beboer).toBeNull();
  expect(svar.sum.grunnlag.husholdning).toBeNull();
  expect(koder(svar)).toContain("BEREGNET_SKATT_MANGLER");
});

test.each<[string, readonly Kildepost[], readonly Omraade[]]>([
  ["an answer without any tax in it", [], []],
  ["a block whose tax could not be read", [], ["FASTLAND"]],
  ["a block whose tax could not be read beside one that could", [SVALBARDSKATT], ["FASTLAND", "SVALBARD"]],
])("%s is a missing tax, not a smaller one", (_, skatt, skatteomraader) => {
  const svar = oppslag(
    funnet("BEBOER", [post("alderspensjonFraFolketrygden", 300_000)], skatt, { skatteomraader }),
  );
  expect(svar.sum.fradrag.beboer).toBeNull();
  expect(svar.sum.grunnlag.beboer).toBeNull();
  expect(gruppe(svar, "SKATT")?.beloep.beboer).toBeUndefined();
  expect(koder(svar)).toEqual(["BEREGNET_SKATT_MANGLER"]);
});

test("two posts of the same amount in a year of two names are told, and only then", () => {
  const par = (annet: number): Persondata =>
    funnet(
      "BEBOER",
      [post("alderspensjonFraFolketrygden", 300_000), post("samletPensjonFraFolketrygden", annet)],
      [post(BEREGNET, 0)],
    );
  const koderI = (inntektsaar: number, annet: number): string[] =>
    koder(lagOppslag({ ...HODE, inntektsaar }, [par(annet)]));
  expect(koderI(2022, 300_000)).toContain("MULIG_DOBBEL_POST");
  expect(koderI(2022, 10_000)).not.toContain("MULIG_DOBBEL_POST");
  expect(koderI(2023, 300_000)).not.toContain("MULIG_DOBBEL_POST");
});

test("a settlement without a single post is told", () => {
  expect(koder(oppslag(funnet("BEBOER", [], [post(BEREGNET, 62_000)])))).toEqual(["INGEN_POSTER"]);
});

test("a tax of zero is shown, for only that tells that it is zero", () => {
  const svar = oppslag(funnet("BEBOER", [], [post(BEREGNET, 0)]));
  expect(gruppe(svar, "SKATT")?.beloep).toEqual({ beboer: 0, husholdning: 0 });
  expect(svar.sum.grunnlag.beboer).toBe(0);
});

test("the same tax under its second name is counted once", () => {
  const begge = [post(BEREGNET, 1_000), post("/beregnetSkattFastland/beregnetSkatt", 1_000)];
  expect(gruppe(oppslag(funnet("BEBOER", [], begge)), "SKATT")?.beloep.beboer).toBe(1_000);
  const bareDenAndre = begge.slice(1);
  expect(gruppe(oppslag(funnet("BEBOER", [], bareDenAndre)), "SKATT")?.beloep.beboer).toBe(1_000);
});

test("formuesskatt is shown apart and is not deducted twice", () => {
  const svar = oppslag(funnet("BEBOER", [], [post(BEREGNET, 5_000), post(FORMUESSKATT, 700)]));
  expect(svar.sum.fradrag.beboer).toBe(5_000);
  expect(gruppe(svar, "SUMMER")?.poster.map((p) => [p.tekniskNavn, p.beloep.beboer])).toEqual([
    [FORMUESSKATT, 700],
  ]);
});

test("an unknown post is shown with its category and a remark, and is in no sum", () => {
  const svar = oppslag(funnet("BEBOER", [post("heltNyPost", 50_000)], [post(BEREGNET, 0)]));
  expect(svar.uklassifisert).toEqual([
    {
      tekniskNavn: "heltNyPost",
      kategori: "inntekt",
      kilde: "SUMMERT_SKATTEGRUNNLAG",
      beloep: { beboer: 50_000, husholdning: 50_000 },
    },
  ]);
  expect(svar.sum.inntekt.beboer).toBe(0);
  expect(koder(svar)).toEqual(["UKLASSIFISERT_POST"]);
});

test("a year without rules has no sums, and says so", () => {
  const svar = lagOppslag({ ...HODE, inntektsaar: 2026 }, [beboer]);
  expect(svar.sum.inntekt).toEqual({ beboer: null, husholdning: null });
  expect(svar.grupper).toEqual([]);
  expect(svar.uklassifisert.length).toBe(5);
  expect(koder(svar)).toEqual(["REGELSETT_MANGLER", "UKLASSIFISERT_POST"]);
});

test("Svalbard is kept apart from the mainland and both count", () => {
  const svar = oppslag(
    funnet("BEBOER", [post(LOENN, 100), post(LOENN, 30, "SVALBARD")], [post(BEREGNET, 0)]),
  );
  expect(
    gruppe(svar, "ARBEID")?.poster.map((p) => [p.tekst.endsWith("(Svalbard)"), p.beloep.beboer]),
  ).toEqual([
    [false, 100],
    [true, 30],
  ]);
  expect(svar.sum.inntekt.beboer).toBe(130);
});

test("children share a column and stand one by one beside it", () => {
  const barn = (loenn: number): Persondata => funnet("BARN", [post(LOENN, loenn)], [post(BEREGNET, 0)]);
  const svar = oppslag(beboer, barn(10), funnet("BARN", [], [post(BEREGNET, 0)]), barn(5));
  expect(gruppe(svar, "ARBEID")?.poster[0]?.beloep).toEqual({
    beboer: 767_670,
    barn: 15,
    barnHverForSeg: [10, null, 5],
    husholdning: 767_685,
  });
});

test.each([
  ["IKKE_DELEGERT", "AVREGNING_IKKE_DELEGERT"],
  ["UTEN_TILGANG", "AVREGNING_UTEN_TILGANG"],
  ["UTILGJENGELIG", "AVREGNING_UTILGJENGELIG"],
] as const)(
  "avregning that is %s is one remark however many persons, and changes no sum",
  (avregning, kode) => {
    const uten = (person: Persondata): Persondata => ({ ...person, avregning }) as Persondata;
    const svar = oppslag(uten(beboer), uten(ektefelle));
    expect(koder(svar)).toEqual([kode]);
    expect(svar.sum).toEqual(oppslag(beboer, ektefelle).sum);
  },
);

test("the same settlement gives the same answer in whatever order its posts come", () => {
  const snudd = funnet(
    "BEBOER",
    [post("utbytteFraAksje", 27_493), post(LOENN, 767_670), post("heltNyPost", 1), post("enAnnenNyPost", 2)],
    [post(BEREGNET, 1)],
  );
  const rett = funnet(
    "BEBOER",
    [post("enAnnenNyPost", 2), post(LOENN, 767_670), post("heltNyPost", 1), post("utbytteFraAksje", 27_493)],
    [post(BEREGNET, 1)],
  );
  expect(oppslag(snudd)).toEqual(oppslag(rett));
});

test("no remark names a person", () => {
  const svar = oppslag(
    { rolle: "BEBOER", status: "SKJERMET" },
    { rolle: "BARN", status: "IKKE_FUNNET" },
    { rolle: "BARN", status: "SLETTET" },
  );
  expect(svar.merknader.map((m) => m.tekst.split(":")[0])).toEqual(["Beboer", "Barn 1", "Barn 2"]);
});
