// The check after a deployment: what it believes, and what it says it has not tried.

import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { VERSJON } from "../../../functions/versjon.ts";
import { SOM_DET_SKAL, startDeployrigg, type Deployrigg } from "./rigg.ts";

let rigg: Deployrigg;
beforeAll(async () => {
  rigg = await startDeployrigg();
});
beforeEach(async () => {
  await rigg.lagNoekler();
});
afterAll(async () => {
  await rigg.close();
});

describe("the check after a deployment", () => {
  const medVersjon = (versjon: string): readonly [number, unknown] => [200, { status: "OK", versjon }];

  test("waits until the new version answers, while the old one still does", async () => {
    let kall = 0;
    const { status, ventet } = await rigg.kjoer("test", {
      svar: (sti) =>
        sti === "/api/helse" ? medVersjon(++kall < 4 ? "0.0.9" : VERSJON) : (SOM_DET_SKAL[sti] ?? [404, {}]),
    });
    expect([status, ventet]).toEqual([0, 20_000]);
  });

  test.each([
    ["never answers anything but 503", () => [503, {}] as const, "svarte 503"],
    ["goes on with the old version", () => medVersjon("0.0.9"), "svarer med versjon 0.0.9"],
    ["says something else", () => [200, "hei"] as const, "svarte 200"],
  ])("gives up after five minutes when the service %s", async (_, svar, tekst) => {
    const { status, meldt, ventet } = await rigg.kjoer("test", { svar });
    expect([status, ventet]).toEqual([1, 290_000]);
    expect(meldt).toContain(tekst);
  });

  const slik =
    (sti: string, ...svar: readonly [number, unknown]) =>
    (spurt: string): readonly [number, unknown] =>
      spurt === sti ? svar : (SOM_DET_SKAL[spurt] ?? [404, {}]);
  const REDUSERT = {
    status: "REDUSERT",
    motparter: [
      { motpart: "KEY_VAULT", tilstand: "UTILGJENGELIG", sist: "2026-12-01T00:00:00.000Z" },
      { motpart: "STORAGE", tilstand: "OK", sist: "2026-12-01T00:00:00.000Z" },
    ],
  };

  test.each([
    [
      "says that a counterpart is away",
      slik("/api/helse/klar", 200, REDUSERT),
      "sist de ble spurt: KEY_VAULT.",
    ],
    ["does not say whether it is ready", slik("/api/helse/klar", 404, {}), "api/helse/klar svarte 404"],
    ["does not reach storage", slik("/api/v1/tilkoblinger", 503, {}), "kommer ikke til lageret"],
  ])("fails a service that %s", async (_, svar, tekst) => {
    const { status, meldt } = await rigg.kjoer("test", { svar });
    expect([status, meldt.includes(tekst)]).toEqual([1, true]);
  });

  test("gives the storage two minutes to let a new role in", async () => {
    let kall = 0;
    const { status, ventet } = await rigg.kjoer("test", {
      svar: (sti) =>
        sti === "/api/v1/tilkoblinger" && ++kall < 12 ? [503, {}] : (SOM_DET_SKAL[sti] ?? [404, {}]),
    });
    expect([status, ventet]).toEqual([0, 110_000]);
  });

  test("says what it proves, and what it does not", async () => {
    const { ut } = await rigg.kjoer("test");
    expect(ut).toContain("leser lageret");
    expect(ut).toContain("Ikke prøvd: hvelvet, Maskinporten og Skatteetaten");
  });

  test("warns when the version in service has the same number: then it proves nothing", async () => {
    expect((await rigg.kjoer("test")).meldt).toContain("kan ikke skille ny fra gammel");
  });
});
