// The overview: every municipality once, and how many have come how far.

import { expect, test } from "vitest";
import { alleKommuner } from "../../shared/tilkobling/kommuner.ts";
import { lagOversikt } from "../../shared/tilkobling/oversikt.ts";
import { nummer, TILFELLER, tilkobling } from "../side/tilkoblinger.ts";

const bergen = { organisasjonsnummer: nummer("964338531"), navn: "Bergen" };
const oslo = { organisasjonsnummer: nummer("958935420"), navn: "Oslo" };
const syntetisk = nummer("313876144");

function antallFor(tilfelle: string) {
  const hendelser = TILFELLER[tilfelle];
  if (hendelser === undefined) throw new Error(`no ${tilfelle}`);
  return lagOversikt([bergen], [tilkobling(bergen.organisasjonsnummer, ...hendelser)]).antall;
}

test("municipalities stand in the order given, also those of which nothing is kept", () => {
  const { rader, antall } = lagOversikt([oslo, bergen], [tilkobling(bergen.organisasjonsnummer)]);
  expect(rader.map(({ navn }) => navn)).toEqual(["Oslo", "Bergen"]);
  expect(rader.map(({ sjekket }) => sjekket)).toEqual([null, null]);
  expect(antall).toEqual({ kommuner: 2, signert: 0, medTilgang: 0, klare: 0 });
});

test("an organisation that is kept and not in the list comes last, and is counted", () => {
  const { rader, antall } = lagOversikt([bergen], [tilkobling(syntetisk, ...(TILFELLER.ferdig ?? []))]);
  expect(rader.map(({ navn }) => navn)).toEqual(["Bergen", "Organisasjon 313876144"]);
  expect(antall).toEqual({ kommuner: 2, signert: 1, medTilgang: 1, klare: 1 });
});

test.each([
  ["ferdig", { signert: 1, medTilgang: 1, klare: 1 }],
  ["klarUtenAvregning", { signert: 1, medTilgang: 1, klare: 1 }],
  ["utenDelegering", { signert: 1, medTilgang: 0, klare: 0 }],
  ["utenTilgang", { signert: 1, medTilgang: 0, klare: 0 }],
  ["tilVurdering", { signert: 0, medTilgang: 1, klare: 0 }],
  ["avvist", { signert: 0, medTilgang: 0, klare: 0 }],
  ["utenSvar", { signert: 1, medTilgang: 0, klare: 0 }],
])("%s counts as %o", (tilfelle, forventet) => {
  expect(antallFor(tilfelle)).toEqual({ kommuner: 1, ...forventet });
});

test("all municipalities come in the order of the Norwegian alphabet", () => {
  const navn = alleKommuner().map((k) => k.navn);
  expect(navn).toHaveLength(356);
  const sted = (n: string) => navn.indexOf(n);
  expect(sted("Alta")).toBeLessThan(sted("Bergen"));
  expect(sted("Bykle")).toBeLessThan(sted("Bærum"));
  expect(sted("Bærum")).toBeLessThan(sted("Bø"));
  expect(sted("Øystre Slidre")).toBeLessThan(sted("Ålesund"));
  expect(navn.slice(-5)).not.toContain("Alta");
});
