import { expect, test } from "vitest";
import { erSyntetisk, lesOrganisasjonsnummer } from "../../shared/kernel/organisasjonsnummer.ts";
import kommuner from "../../shared/tilkobling/kommuner.json" with { type: "json" };
import { finnKommune } from "../../shared/tilkobling/kommuner.ts";

test("every municipality has a number with a valid check digit, of the real register, and none stands twice", () => {
  const numre = kommuner.map((k) => lesOrganisasjonsnummer(k.organisasjonsnummer));
  expect(numre.every((nummer) => nummer !== undefined && !erSyntetisk(nummer))).toBe(true);
  expect(new Set(numre).size).toBe(kommuner.length);
  expect(new Set(kommuner.map((k) => k.navn)).size).toBe(kommuner.length);
});

test("no letter of a name is lost", () => {
  expect(kommuner.map((k) => k.navn).filter((navn) => !/^[\p{L} ().-]+$/u.test(navn))).toEqual([]);
});

test("the list has all but one of the 357", () => {
  expect(kommuner).toHaveLength(356);
  expect(kommuner.filter((k) => k.navn === "Haram")).toEqual([]);
});

test.each([
  ["964338531", "Bergen"],
  ["958935420", "Oslo"],
])("%s is %s", (tekst, navn) => {
  const nummer = lesOrganisasjonsnummer(tekst);
  expect(nummer !== undefined && finnKommune(nummer)?.navn).toBe(navn);
});

test("an organisation that is no municipality is not found", () => {
  const nummer = lesOrganisasjonsnummer("991825827");
  expect(nummer !== undefined && finnKommune(nummer)).toBeUndefined();
});
