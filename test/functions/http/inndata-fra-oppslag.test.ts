// What a calculation takes from a lookup: amounts with their owners, children one by one, and no part of a tax alone.

import { expect, test } from "vitest";
import { inndataFraOppslag } from "../../../functions/http/inndata-fra-oppslag.ts";
import { lagOppslag } from "../../../shared/oppslag/lag-oppslag.ts";
import type { Persondata } from "../../../shared/oppslag/persondata.ts";
import type { Kildepost, Omraade } from "../../../shared/oppslag/skattekilde.ts";

const PENSJON = "alderspensjonFraFolketrygden";
const SVALBARDSKATT = "/beregnetSkattSvalbard/informasjonTilSkattelister/beregnetSkatt";
const GEVINST = "gevinstVedRealisasjonAvAksje";

function person(
  rolle: Persondata["rolle"],
  summert: Readonly<Record<string, number>>,
  skatt: Readonly<Record<string, number>>,
  skatteomraader: readonly Omraade[] = [],
): Persondata {
  const poster = (beloep: Readonly<Record<string, number>>, omraade: Omraade): Kildepost[] =>
    Object.entries(beloep).map(([tekniskNavn, kroner]) => ({
      tekniskNavn,
      kategori: "",
      omraade,
      beloep: kroner,
    }));
  return {
    rolle,
    status: "FUNNET",
    skatteoppgjoersdato: undefined,
    annetNummer: false,
    avregning: "HENTET",
    skatteomraader,
    poster: {
      SUMMERT_SKATTEGRUNNLAG: poster(summert, "FASTLAND"),
      BEREGNET_SKATT: poster(skatt, "SVALBARD"),
    },
  };
}

const inndata = (...personer: Persondata[]) =>
  inndataFraOppslag(
    lagOppslag(
      {
        oppslagId: "00000000-0000-4000-8000-000000000000",
        inntektsaar: 2024,
        tidspunkt: "2026-11-23T10:00:00Z",
      },
      personer,
    ),
  );

test("each amount comes with its owner, children by number", () => {
  const { personer, poster } = inndata(
    person("BEBOER", { [PENSJON]: 300 }, { [SVALBARDSKATT]: 1 }),
    person("SAMBOER", { [PENSJON]: 200 }, { [SVALBARDSKATT]: 0 }),
    person("BARN", {}, { [SVALBARDSKATT]: 0 }),
    person("BARN", { [PENSJON]: 10 }, { [SVALBARDSKATT]: 0 }),
  );
  expect(personer.map((p) => [p.rolle, p.barnNr])).toEqual([
    ["BEBOER", undefined],
    ["SAMBOER", undefined],
    ["BARN", 1],
    ["BARN", 2],
  ]);
  const pensjoner = poster.filter((p) => p.tekniskNavn === PENSJON);
  expect(pensjoner.map((p) => [p.rolle, p.barnNr, p.beloep])).toEqual([
    ["BEBOER", undefined, 300],
    ["SAMBOER", undefined, 200],
    ["BARN", 2, 10],
  ]);
});

test("a gain comes with what the tax rule needs, from the rule data", () => {
  const { poster } = inndata(person("BEBOER", { [GEVINST]: 5 }, { [SVALBARDSKATT]: 1 }));
  expect(poster.find((p) => p.tekniskNavn === GEVINST)?.gevinstTap).toEqual({
    type: "GEVINST",
    oppjustering: "EIERINNTEKT",
    oppjusteringspost: "oppjustertTilleggTilGevinstVedRealisasjonAvAksje",
  });
});

test("where a part of the resident's tax is unknown no part of it is used", () => {
  const kjent = inndata(person("BEBOER", { [PENSJON]: 300 }, { [SVALBARDSKATT]: 1 }, ["SVALBARD"]));
  expect(kjent.poster.some((p) => p.gruppe === "SKATT")).toBe(true);
  const ukjent = inndata(
    person("BEBOER", { [PENSJON]: 300 }, { [SVALBARDSKATT]: 1 }, ["FASTLAND", "SVALBARD"]),
  );
  expect(ukjent.poster.some((p) => p.gruppe === "SKATT")).toBe(false);
});
