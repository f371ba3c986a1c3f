// The data of the synthetic persons must be such as could come from a real settlement: what is summed adds up.

import { idnr } from "@navikt/fnrvalidator";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { lesPersonfiler } from "./arkiv.ts";
import { SITUASJONER } from "./personer.ts";

const FILER = lesPersonfiler();

const summertSchema = z.object({
  personidentifikator: z.string(),
  inntektsaar: z.string(),
  skjermet: z.literal(false),
  stadie: z.literal("oppgjoer"),
  skatteoppgjoersdato: z.iso.date(),
  ajourholdstidspunkt: z.iso.datetime(),
  grunnlag: z.array(
    z.strictObject({
      tekniskNavn: z.string(),
      beloep: z.number().int().positive(),
      spesifisering: z.array(z.looseObject({ type: z.string() })).optional(),
      kategori: z.string(),
    }),
  ),
});
const skattSchema = z.looseObject({ grunnlag: z.number().int(), beloep: z.number().int() });
const fastlandSchema = z.object({
  beregnetSkatt: z.number().int(),
  beregnetSkattFoerSkattefradrag: z.number().int(),
  sumSkattefradrag: z.number().int().optional(),
  skattOgAvgift: z.record(z.string(), skattSchema),
  informasjonTilSkattelister: z.object({
    nettoinntekt: z.number(),
    nettoformue: z.number(),
    beregnetSkatt: z.number(),
  }),
});
const beregnetSkattSchema = z.object({ inntektsaar: z.number(), beregnetSkattFastland: fastlandSchema });
const avregningSchema = z.object({
  inntektsaar: z.string(),
  fastland: z.object({
    beregnetSkatt: z.number(),
    avregnetForskuddstrekk: z.number(),
    restskatt: z.number().optional(),
    beloepTilgode: z.number().optional(),
    rentegodtgjoerelse: z.number().optional(),
  }),
});

const oppgjorte = FILER.filter((f) => f.summert !== undefined && f.situasjon !== "skjermet").map((f) => ({
  navn: `${f.situasjon} ${f.inntektsaar}`,
  nummer: f.personidentifikator,
  inntektsaar: f.inntektsaar,
  summert: summertSchema.parse(f.summert),
  beregnetSkatt: beregnetSkattSchema.parse(f.beregnetSkatt),
  avregning: avregningSchema.parse(f.avregning),
}));

function sum(tall: readonly number[]): number {
  return tall.reduce((a, b) => a + b, 0);
}

test("every number is synthetic, valid by today's rule and belongs to one situation", () => {
  const numre = Object.values(SITUASJONER);
  expect(new Set(numre).size).toBe(numre.length);
  for (const nummer of numre) expect(idnr(nummer)).toEqual({ status: "valid", type: "tnr" });
  const vekter = [3, 7, 6, 1, 8, 9, 4, 5, 2, 1];
  for (const nummer of numre) expect(sum(vekter.map((v, i) => v * Number(nummer[i]))) % 11).toBe(0);
});

test("the files and the index name the same persons", () => {
  const index = new Map<string, string>(Object.entries(SITUASJONER));
  for (const { situasjon, personidentifikator } of FILER)
    expect(index.get(situasjon)).toBe(personidentifikator);
  const iFilene = FILER.flatMap((f) => [f.personidentifikator, f.tidligereNummer ?? []].flat());
  expect(Object.values(SITUASJONER).filter((n) => !iFilene.includes(n))).toEqual([SITUASJONER.finnesIkke]);
});

describe.each(oppgjorte)("$navn", ({ nummer, inntektsaar, summert, beregnetSkatt, avregning }) => {
  const fastland = beregnetSkatt.beregnetSkattFastland;
  const skatt = fastland.skattOgAvgift;
  const post = (navn: string): number => summert.grunnlag.find((p) => p.tekniskNavn === navn)?.beloep ?? 0;
  const iKategori = (kategori: string, unntatt: readonly string[]): number =>
    sum(
      summert.grunnlag
        .filter((p) => p.kategori === kategori && !unntatt.includes(p.tekniskNavn))
        .map((p) => p.beloep),
    );
  const oppjustertTap = post("oppjustertTilleggTilTapVedRealisasjonAvAksje");

  test("the three answers are about the same person and year, each in its own type", () => {
    expect(summert.personidentifikator).toBe(nummer);
    expect([summert.inntektsaar, beregnetSkatt.inntektsaar, avregning.inntektsaar]).toEqual([
      String(inntektsaar),
      inntektsaar,
      String(inntektsaar),
    ]);
  });

  test("the sums of income and deductions are the sums of their posts", () => {
    const oppjustert = iKategori("oppjusteringAvEierinntekter", []) - oppjustertTap;
    const inntekter = iKategori("inntekt", []) + oppjustert;
    const fradrag = iKategori("inntektsfradrag", ["sumMinstefradrag"]) + oppjustertTap;
    expect(post("sumInntekterIAlminneligInntektFoerFordelingsfradrag")).toBe(inntekter);
    expect(post("sumFradragIAlminneligInntekt")).toBe(fradrag);
    expect(post("alminneligInntektFoerSaerfradrag")).toBe(inntekter - fradrag);
    expect(fastland.informasjonTilSkattelister.nettoinntekt).toBe(inntekter - fradrag);
  });

  test("wealth less debt is nettoformue", () => {
    const rabatt = post("sumVerdsettingsrabatt");
    expect(post("bruttoformue")).toBe(iKategori("formue", ["sumVerdsettingsrabatt"]) - rabatt);
    const gjeld = iKategori("formuesfradrag", ["sumGjeldsreduksjon"]) - post("sumGjeldsreduksjon");
    expect(post("samletGjeld")).toBe(gjeld);
    expect(post("nettoformue")).toBe(post("bruttoformue") - gjeld);
    expect(fastland.informasjonTilSkattelister.nettoformue).toBe(post("nettoformue"));
  });

  test("beregnet skatt is its parts, formuesskatt included, less the deductions in tax", () => {
    const deler = [
      "formuesskattTilStat",
      "formuesskattTilKommune",
      "inntektsskattTilKommuneOgFylkeskommune",
      "fellesskatt",
      "trinnskatt",
      "sumTrygdeavgift",
    ].map((navn) => skatt[navn]?.beloep ?? 0);
    expect(fastland.beregnetSkattFoerSkattefradrag).toBe(sum(deler));
    expect(fastland.beregnetSkatt).toBe(sum(deler) - (fastland.sumSkattefradrag ?? 0));
    expect(fastland.informasjonTilSkattelister.beregnetSkatt).toBe(fastland.beregnetSkatt);
    expect(skatt.inntektsskattTilKommuneOgFylkeskommune?.beloep).toBe(
      sum([skatt.inntektsskattTilKommune?.beloep ?? 0, skatt.inntektsskattTilFylkeskommune?.beloep ?? 0]),
    );
  });

  test("avregning is the tax against what was withheld", () => {
    const {
      beregnetSkatt: beregnet,
      avregnetForskuddstrekk,
      restskatt,
      beloepTilgode,
      ...resten
    } = avregning.fastland;
    expect(beregnet).toBe(fastland.beregnetSkatt);
    if (restskatt === undefined) {
      expect(beloepTilgode).toBe(avregnetForskuddstrekk - beregnet + (resten.rentegodtgjoerelse ?? 0));
    } else {
      expect(beloepTilgode).toBeUndefined();
      expect(restskatt).toBe(beregnet - avregnetForskuddstrekk);
    }
  });
});

test("the KS household has the amounts of KS' worked example", () => {
  const poster = (navn: string): Record<string, number> =>
    Object.fromEntries(
      oppgjorte.find((o) => o.navn === navn)?.summert.grunnlag.map((p) => [p.tekniskNavn, p.beloep]) ?? [],
    );
  expect(poster("ksBeboer 2023")).toMatchObject({
    samletLoennsinntektMedTrygdeavgiftspliktOgMedTrekkplikt: 767_670,
    avkortetFordelVedElektroniskKommunikasjon: 4_392,
    samledeOpptjenteRenterIInnenlandskeBanker: 2_163,
    utbytteFraAksje: 27_493,
    oppjustertTilleggTilUtbytteFraAksje: 19_795,
  });
  expect(poster("ksEktefelle 2023")).toMatchObject({
    samletLoennsinntektMedTrygdeavgiftspliktOgMedTrekkplikt: 142_622,
    avkortetFordelVedElektroniskKommunikasjon: 3_600,
    renteinntektAvSkadeforsikring: 2_234,
  });
  const skatt = oppgjorte.find((o) => o.navn === "ksBeboer 2023")?.beregnetSkatt.beregnetSkattFastland;
  expect(skatt?.beregnetSkatt).toBe(234_591);
  expect(skatt?.skattOgAvgift.formuesskattTilKommune?.beloep).toBe(0);
});
