// The deployment and its parts, with a false az that takes no more than the real one.

import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createAz, createKjoerAz } from "../../../infra/deploy/az.ts";
import { lagPakke } from "../../../infra/pakke/lag-pakke.ts";
import type { Oppsett } from "./falsk-az.ts";
import { KONTO, startDeployrigg, type Deployrigg } from "./rigg.ts";

let rigg: Deployrigg;
let mappe: string;
beforeAll(async () => {
  rigg = await startDeployrigg();
  mappe = mkdtempSync(join(tmpdir(), "egenandel-pakke-"));
});
beforeEach(async () => {
  await rigg.lagNoekler();
});
afterAll(async () => {
  rmSync(mappe, { recursive: true });
  await rigg.close();
});

const UTRULLING = `--name egenandel-test --location norwayeast --parameters infra/test.bicepparam --no-prompt true`;

describe("what is not in order is told in words, and nothing is deployed:", () => {
  test.each<[string, Partial<Oppsett>, string]>([
    ["az is too old", { versjon: "2.75.0" }, "az upgrade"],
    ["nobody is logged in", { konto: undefined }, "az login"],
    ["the plan is not offered in the region", { regioner: ["West Europe"] }, "tilbys ikke i norwayeast"],
    [
      "a service cannot be taken into use",
      { registrerte: [], feiler: { "provider register": "(AuthorizationFailed)" } },
      "Microsoft.App kunne ikke tas i bruk",
    ],
    [
      "the templates are refused",
      { feiler: { "deployment sub create": "InvalidTemplate" } },
      "InvalidTemplate",
    ],
    ["the deployment has other outputs", { utdata: { noe: "annet" } }, "ikke de utdataene"],
  ])("%s", async (_, az, tekst) => {
    const { status, meldt, kall } = await rigg.kjoer("test", { az });
    expect(status).toBe(1);
    expect(meldt).toContain(tekst);
    expect(kall.some((linje) => linje.includes("config-zip"))).toBe(false);
  });

  test("az is not there", async () => {
    const az = createAz(createKjoerAz({ PATH: "/finnes-ikke" }));
    const { status, meldt } = await rigg.kjoer("test", { deps: { az } });
    expect([status, meldt.includes("Fant ikke az")]).toEqual([1, true]);
  });

  test("az answers something else than JSON", async () => {
    const katalog = mkdtempSync(join(tmpdir(), "egenandel-az-"));
    writeFileSync(join(katalog, "az"), "#!/bin/sh\necho hei\n", { mode: 0o755 });
    const az = createAz(createKjoerAz({ PATH: `${katalog}:${process.env.PATH ?? ""}` }));
    const { status, meldt } = await rigg.kjoer("test", { deps: { az } });
    expect([status, meldt.includes("svarte ikke med JSON")]).toEqual([1, true]);
    rmSync(katalog, { recursive: true });
  });

  test("the subscription is another than the one asked for, or prod is not confirmed", async () => {
    for (const args of ["test --abonnement annet", "prod"]) {
      const { status, meldt, kall } = await rigg.kjoer(args);
      expect([status, meldt.includes(KONTO.name)]).toEqual([1, true]);
      expect(kall.some((linje) => linje.startsWith("deployment"))).toBe(false);
    }
    for (const navn of [KONTO.id, KONTO.name.split(" ")[0] ?? ""]) {
      const { status } = await rigg.kjoer(`prod --abonnement ${navn}`);
      expect(status).toBe(navn === KONTO.id ? 0 : 1);
    }
  });

  test.each([
    "",
    "demo",
    "test prod",
    "test --ukjent",
    "test --bare-kode --bare-infra",
    "test --vis --zip a.zip",
    "test --zip",
    "test --vis --noekler-finnes",
  ])("the arguments «%s» make no sense", async (args) => {
    const { status, meldt, kall } = await rigg.kjoer(args);
    expect([status, meldt.startsWith("Bruk: npm run deploy"), kall]).toEqual([1, true, []]);
  });
});

describe("parts of it", () => {
  test("the code alone goes where the last deployment was", async () => {
    const { status, kall } = await rigg.kjoer("test --bare-kode");
    expect(status).toBe(0);
    expect(kall.map((linje) => linje.split(" --")[0])).toEqual([
      "version",
      "account show",
      "deployment sub show",
      "functionapp deployment source config-zip",
    ]);
  });

  test("the code alone, before there is anything, says so", async () => {
    const { status, meldt } = await rigg.kjoer("test --bare-kode", { az: { utdata: undefined } });
    expect([status, meldt.includes("ikke rullet ut")]).toEqual([1, true]);
  });

  test("the resources alone send no package", async () => {
    const { status, kall } = await rigg.kjoer("test --bare-infra");
    expect([status, kall.at(-1)?.startsWith("deployment sub create")]).toEqual([0, true]);
  });

  test("what would be changed is shown, and nothing changed", async () => {
    const { status, kall } = await rigg.kjoer("test --hva-hvis");
    expect([status, kall.slice(2)]).toEqual([
      0,
      [`deployment sub what-if ${UTRULLING} --validation-level ProviderNoRbac --only-show-errors`],
    ]);
  });

  test("the settings of an environment are written as lines for the shell", async () => {
    const { status, ut } = await rigg.kjoer("test --vis");
    expect(status).toBe(0);
    expect(ut.split("\n")).toContain("export SEGL_KEY_SECRET='segl-noekkel'");
    expect(ut.split("\n").every((linje) => /^export [A-Z_]+='[^']*'$/.test(linje))).toBe(true);
  });

  test("an earlier package is sent again as it is, and nothing is built", async () => {
    const fil = join(mappe, "tidligere.zip");
    writeFileSync(fil, lagPakke().zip);
    const bygg = () => Promise.reject(new Error("built"));
    const { status, kall } = await rigg.kjoer(`test --bare-kode --zip ${fil}`, { deps: { bygg } });
    expect(status).toBe(0);
    expect(kall.at(-1)).toContain(`--src ${fil} `);
  });

  test("a file that is no package of this service is not sent", async () => {
    for (const [navn, innhold] of [
      ["a.zip", Buffer.from("PK\u0003\u0004 ikke en zip")],
      ["b.zip", randomBytes(3 * 1024 * 1024)],
    ] as const) {
      const fil = join(mappe, navn);
      writeFileSync(fil, innhold);
      const { status, meldt, kall } = await rigg.kjoer(`test --bare-kode --zip ${fil}`);
      expect([status, meldt.includes("er ikke en pakke")]).toEqual([1, true]);
      expect(kall.some((linje) => linje.includes("config-zip"))).toBe(false);
    }
  });
});
