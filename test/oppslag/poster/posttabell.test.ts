import { describe, expect, it } from "vitest";
import { byggPosttabell } from "../../../shared/oppslag/poster/posttabell.ts";
import type { Filrad } from "../../../shared/oppslag/poster/postregel.ts";
import { regelsettFor } from "../../../shared/oppslag/poster/regelsett.ts";

const RAD: Filrad = {
  navn: "utbytteFraAksje",
  fra: 2021,
  til: 2023,
  gruppe: "AVKASTNING",
  tekst: "Aksjeutbytte",
  hjemmel: "§ 3 fjerde ledd",
};
const GEVINST: Filrad = {
  ...RAD,
  navn: "gevinstVedRealisasjonAvAksje",
  gruppe: "GEVINST_TAP",
  type: "GEVINST",
  oppjustering: null,
};

describe("rows of the data files", () => {
  it("may follow each other for the same name", () => {
    const tabell = byggPosttabell([RAD, { ...RAD, fra: 2024, til: 2025, gruppe: "SUMMER" }]);
    expect(tabell.finn("utbytteFraAksje", 2023)?.gruppe).toBe("AVKASTNING");
    expect(tabell.finn("utbytteFraAksje", 2024)?.gruppe).toBe("SUMMER");
    expect(tabell.finn("utbytteFraAksje", 2026)).toBeUndefined();
  });

  it.each([
    ["the same years", { fra: 2021, til: 2023 }],
    ["one year in common", { fra: 2023, til: 2025 }],
    ["years inside the other's", { fra: 2022, til: 2022 }],
    ["years around the other's", { fra: 2020, til: 2025 }],
  ])("stop the load when two of the same name have %s", (_, aar) => {
    expect(() => byggPosttabell([RAD, { ...RAD, ...aar }])).toThrow("two rules for the same year");
  });

  it.each<[string, Filrad, string]>([
    ["an unknown gruppe", { ...RAD, gruppe: "PENSJON" }, "unknown gruppe"],
    ["years in the wrong order", { ...RAD, fra: 2024 }, "no valid years"],
    ["a year that is no whole number", { ...RAD, fra: 2021.5 }, "no valid years"],
    ["no label", { ...RAD, tekst: "" }, "lacks a text"],
    ["no reason", { ...RAD, hjemmel: "" }, "lacks a text"],
    ["a gain without its type", { ...GEVINST, type: undefined }, "lacks its type"],
    ["a gain of an unknown type", { ...GEVINST, type: "PLUSS" }, "lacks its type"],
    [
      "a gain silent about its oppjustering",
      { ...GEVINST, oppjustering: undefined },
      "lacks its oppjustering",
    ],
    ["a yield that claims to be a gain", { ...RAD, type: "GEVINST" }, "no gain or loss"],
    ["a yield with an oppjustering", { ...RAD, oppjustering: null }, "no gain or loss"],
  ])("stop the load with %s", (_, rad, melding) => {
    expect(() => byggPosttabell([rad])).toThrow(melding);
  });
});

describe("the rule set", () => {
  it("is named by the inntektsaar and carries a semantic version", () => {
    expect(regelsettFor(2024).id).toBe("langtidsopphold-2024");
    expect(regelsettFor(2024).versjon).toMatch(/^\d+\.\d+\.\d+$/);
  });
});
