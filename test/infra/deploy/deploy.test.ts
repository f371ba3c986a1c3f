// The deployment from start to end, with a false az that takes no more than the real one.

import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { VERSJON } from "../../../functions/versjon.ts";
import { createAz, createKjoerAz } from "../../../infra/deploy/az.ts";
import { lagPakke } from "../../../infra/pakke/lag-pakke.ts";
import type { Oppsett } from "./falsk-az.ts";
import { KONTO, startDeployrigg, type Deployrigg } from "./rigg.ts";

const NAVN = ["maskinporten-noekkel", "segl-noekkel", "logg-pepper"];

let rigg: Deployrigg;
let mappe: string;
beforeAll(async () => {
  rigg = await startDeployrigg();
  mappe = mkdtempSync(join(tmpdir(), "egenandel-pakke-"));
});
beforeEach(async () => {
  rigg.azure.keyVault.settTilgang(true);
  for (const navn of NAVN) {
    rigg.azure.keyVault.secrets.fjern(navn);
    await rigg.hvelv.sett(navn, "finnes", {});
  }
});
afterAll(async () => {
  rmSync(mappe, { recursive: true });
  await rigg.close();
});

const FLATE = "--output json --only-show-errors";
const UTRULLING = `--name egenandel-test --location norwayeast --parameters infra/test.bicepparam --no-prompt true`;

describe("from an empty subscription", () => {
  test("the services are taken into use, the resources made, the package sent and the service checked, in that order", async () => {
    const { status, ut, kall } = await rigg.kjoer("test", {
      az: { registrerte: ["Microsoft.Authorization"] },
    });
    expect([status, ut]).toEqual([0, expect.stringContaining(`Versjon ${VERSJON} svarer på`) as string]);
    const tattIBruk = kall.filter((linje) => linje.startsWith("provider register"));
    expect(tattIBruk).toHaveLength(10);
    expect(kall.filter((linje) => !tattIBruk.slice(1).includes(linje))).toEqual([
      `version ${FLATE}`,
      `account show ${FLATE}`,
      `functionapp list-flexconsumption-locations ${FLATE}`,
      `provider list --query [?registrationState=='Registered'].namespace ${FLATE}`,
      `provider register --namespace Microsoft.App --wait ${FLATE}`,
      `deployment sub create ${UTRULLING} ${FLATE}`,
      expect.stringMatching(
        /^functionapp deployment source config-zip --resource-group rg-egenandel-test --name func-egenandel-test-abc --src \S+egenandel\.zip --build-remote false --timeout 600 /,
      ) as string,
    ]);
  });

  test("it is the same with az as a program of its own on PATH", async () => {
    const { status, ut } = await rigg.kjoer("test", { somProgram: true });
    expect([status, ut]).toEqual([0, expect.stringContaining(`Versjon ${VERSJON} svarer på`) as string]);
    const nei = await rigg.kjoer("test", { somProgram: true, az: { konto: undefined } });
    expect([nei.status, nei.meldt.includes("Please run 'az login'")]).toEqual([1, true]);
  });

  test("a person must make the keys first: which, and how, is told, and no package is sent", async () => {
    for (const navn of NAVN) rigg.azure.keyVault.secrets.fjern(navn);
    const { status, meldt, kall } = await rigg.kjoer("test");
    expect(status).toBe(2);
    for (const navn of NAVN) expect(meldt).toContain(`${navn} mangler:`);
    for (const steg of ["opprett", "registrer", "verifiser", "bytt"]) {
      expect(meldt).toContain(`npm run noekkel -- maskinporten ${steg}`);
    }
    expect(kall.some((linje) => linje.includes("config-zip"))).toBe(false);
    expect(kall.some((linje) => linje.startsWith("deployment sub create"))).toBe(true);
  });

  test("a secret that is turned off counts as missing", async () => {
    rigg.azure.keyVault.secrets.finn("segl-noekkel")?.settAktiv(false);
    const { status, meldt } = await rigg.kjoer("test");
    expect([status, meldt.includes("segl-noekkel mangler"), meldt.includes("logg-pepper mangler")]).toEqual([
      2,
      true,
      false,
    ]);
  });

  test("where the vault cannot be looked into, that is said and the rest goes on", async () => {
    rigg.azure.keyVault.settTilgang(false);
    const { status, meldt } = await rigg.kjoer("test");
    expect([status, meldt.includes("Kan ikke se etter nøkler herfra")]).toEqual([0, true]);
  });

  test.each(["test", "prod"])(
    "what is still an example in the parameters of %s must be replaced before anything is made",
    async (miljoe) => {
      const { status, meldt, kall } = await rigg.kjoer(`${miljoe} --abonnement ${KONTO.id}`, {
        eksempler: true,
      });
      expect(status).toBe(2);
      expect(meldt).toContain("MASKINPORTEN_CLIENT_ID: klienten fra Digdirs selvbetjening");
      expect(meldt).toContain("varslingsadresser: hvem som får alarmene");
      expect(kall.some((linje) => linje.startsWith("deployment"))).toBe(false);
    },
  );
});

describe("what is not in order is told in words, and nothing is deployed:", () => {
  test.each<[string, Partial<Oppsett>, string]>([
    ["az is too old", { versjon: "2.50.0" }, "az upgrade"],
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
  ])("the arguments «%s» make no sense", async (args) => {
    const { status, meldt, kall } = await rigg.kjoer(args);
    expect([status, meldt.startsWith("Bruk: npm run deploy"), kall]).toEqual([1, true, []]);
  });
});

describe("the check after a deployment", () => {
  const medVersjon = (versjon: string): readonly [number, unknown] => [200, { status: "OK", versjon }];

  test("waits until the new version answers, while the old one still does", async () => {
    let kall = 0;
    const { status, ventet } = await rigg.kjoer("test", {
      svar: (sti) => (sti === "/api/helse" ? medVersjon(++kall < 4 ? "0.0.9" : VERSJON) : [404, {}]),
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

  test("believes a service that says itself whether it is ready", async () => {
    const svar = (klar: number) => (sti: string) =>
      sti === "/api/helse"
        ? medVersjon(VERSJON)
        : ([klar, { status: klar === 200 ? "OK" : "NEDE" }] as const);
    expect(await rigg.kjoer("test", { svar: svar(200) })).toMatchObject({ status: 0 });
    const { status, meldt } = await rigg.kjoer("test", { svar: svar(503) });
    expect([status, meldt.includes("ikke klar")]).toEqual([1, true]);
  });

  test("warns when the version in service has the same number: then it proves nothing", async () => {
    expect((await rigg.kjoer("test")).meldt).toContain("kan ikke skille ny fra gammel");
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
    expect([status, kall.slice(2)]).toEqual([0, [`deployment sub what-if ${UTRULLING} --only-show-errors`]]);
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
