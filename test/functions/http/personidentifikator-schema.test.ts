import { expect, test } from "vitest";
import { personidentifikatorSchema } from "../../../functions/http/personidentifikator-schema.ts";

const godtas = (miljoe: "test" | "produksjon", nummer: string): boolean =>
  personidentifikatorSchema(miljoe).safeParse(nummer).success;

test.each([
  ["foedselsnummer", "13097248022", true, true],
  ["foedselsnummer of 29 February", "29020075838", true, true],
  ["D-nummer", "53097248016", true, true],
  ["number after the rule of 2032", "30108299939", true, true],
  ["synthetic foedselsnummer", "10915596784", true, false],
  ["synthetic D-nummer", "50846202355", true, false],
  ["number with month +40", "20463518646", true, false],
  ["number with a wrong first check digit", "13097248032", false, false],
  ["number with a wrong second check digit", "13097248023", false, false],
  ["day that does not exist", "31029999956", false, false],
  ["FH-number", "81019099962", false, false],
  ["row of zeros", "00000000000", false, false],
  ["number of ten digits", "1309724802", false, false],
  ["number with a letter", "1309724802A", false, false],
])("a %s is accepted in test and in production as it should be", (_, nummer, iTest, iProduksjon) => {
  expect([godtas("test", nummer), godtas("produksjon", nummer)]).toEqual([iTest, iProduksjon]);
});

test("a refusal does not hold the number", () => {
  const { error } = personidentifikatorSchema("test").safeParse("13097248032");
  expect(JSON.stringify(error?.issues)).not.toContain("13097248032");
});
