// Bokmaal and nynorsk say the same things, each in its own words.

import { describe, expect, test } from "vitest";
import { PERSONTEKST, STEG } from "../../shared/beregning/tekster-nb.ts";
import { NB } from "../../shared/pdf/tekster/nb.ts";
import { nynorskNavn } from "../../shared/pdf/tekster/nn-beregning.ts";
import { NN } from "../../shared/pdf/tekster/nn.ts";

/** Names that are the same in both. */
const LIKE = new Set(["Arbeidsinntekt", "Næringsinntekt", "Renteinntekter", "Andre inntekter", "Inntekt"]);
const LIKE_LANGE = new Set([
  "Privat pensjon",
  "Gjeldsrenter",
  "Skatt på formue",
  "Inntekt etter skatt og gjeldsrenter",
  "Fribeløp",
  "Fribeløp ved ufrivillig dobbeltrom",
  "Inntekt opp til G, etter fribeløpet",
  "Inntekt over G",
  "75 % av inntekt opp til G og 85 % av inntekt over G",
]);

function navnene(): readonly string[] {
  return Object.values(STEG).flatMap((steg): readonly string[] => {
    if (typeof steg === "function") return Object.values(PERSONTEKST).map((hvem) => steg(hvem).navn);
    return [typeof steg === "string" ? steg : steg.navn];
  });
}

test.each(navnene())("the calculation's name «%s» has a nynorsk form", (navn) => {
  const likt = LIKE.has(navn) || LIKE_LANGE.has(navn);
  expect(nynorskNavn(navn) !== navn || likt).toBe(true);
});

/** Every text there is, functions called with a stand-in. */
function alleTekster(verdi: unknown): readonly string[] {
  if (typeof verdi === "string") return [verdi];
  if (typeof verdi === "function") return alleTekster(Reflect.apply(verdi, undefined, ["X"]));
  if (typeof verdi !== "object" || verdi === null) return [];
  return Object.values(verdi).flatMap(alleTekster);
}

const BOKMAAL =
  /\b(?:ikke|fradrag|hvis|beboer\w*|egenandel(?!er for)|måned\w*|hvem|hva|fra|blir trukket|kilde|noe)\b/i;
const NYNORSK = /\b(?:ikkje|frådrag|dersom|bebuar\w*|eigendel\w*|månad\w*|kven|kva|frå|kjelde|noko)\b/i;

describe("no word of the other maalform has slipped in", () => {
  test("in bokmaal", () => {
    expect(alleTekster(NB).filter((t) => NYNORSK.test(t))).toEqual([]);
  });

  test("in nynorsk, but for the name of the regulation", () => {
    expect(alleTekster(NN).filter((t) => BOKMAAL.test(t))).toEqual([NN.regler.innledning.lenke]);
  });
});
