// The first deployment of an environment: from an empty subscription, through the keys a person must make.

import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { VERSJON } from "../../../functions/versjon.ts";
import { KONTO, NOEKLER, SOM_DET_SKAL, startDeployrigg, type Deployrigg } from "./rigg.ts";

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
      `deployment sub show --name egenandel-test ${FLATE}`,
      `provider list --query [?registrationState=='Registered'].namespace ${FLATE}`,
      `provider register --namespace Microsoft.App --wait ${FLATE}`,
      `functionapp list-flexconsumption-locations ${FLATE}`,
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
    for (const navn of NOEKLER) rigg.azure.keyVault.secrets.fjern(navn);
    const { status, meldt, kall } = await rigg.kjoer("test");
    expect(status).toBe(2);
    for (const navn of NOEKLER) expect(meldt).toContain(`${navn} mangler:`);
    for (const steg of ["opprett", "registrer", "verifiser", "bytt"]) {
      expect(meldt).toContain(`npm run noekkel -- maskinporten ${steg}`);
    }
    expect(meldt).toContain("az keyvault secret set --vault-name kv-egenandel-test-abc --name tillitsankere");
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

  test("the commands that are printed are those to type, with the folder they write in and the subscription", async () => {
    rigg.azure.keyVault.secrets.fjern("segl-noekkel");
    const { meldt } = await rigg.kjoer(`prod --abonnement ${KONTO.id}`);
    expect(meldt).toContain(
      `  mkdir -p .local && npm run --silent deploy -- prod --abonnement ${KONTO.id} --vis > .local/miljoe && . .local/miljoe\n`,
    );
    const medNavn = await rigg.kjoer("prod", { args: ["prod", "--abonnement", KONTO.name] });
    expect(medNavn.meldt).toContain(`deploy -- prod --abonnement '${KONTO.name}' --vis`);
  });

  test("where the vault cannot be looked into but a version answers, that is said and the rest goes on", async () => {
    rigg.azure.keyVault.settTilgang(false);
    const { status, meldt } = await rigg.kjoer("test");
    expect([status, meldt.includes("Kan ikke se etter nøkler herfra")]).toEqual([0, true]);
  });

  test.each(["test", "test --bare-kode"])(
    "where it cannot and no version answers, «%s» sends nothing: a person must look, or vouch for the keys",
    async (args) => {
      rigg.azure.keyVault.settTilgang(false);
      // The app answers nothing until the package has come.
      let sendt = false;
      const svar = (sti: string) =>
        sendt ? (SOM_DET_SKAL[sti] ?? ([404, {}] as const)) : ([503, {}] as const);
      const vent = () => Promise.resolve((sendt = true)).then(() => undefined);
      const { status, meldt, kall } = await rigg.kjoer(args, { svar, deps: { vent } });
      expect([status, kall.some((linje) => linje.includes("config-zip"))]).toEqual([2, false]);
      expect(meldt).toContain("«Åpne og stenge»");
      const igjen = await rigg.kjoer(`${args} --noekler-finnes`, { svar, deps: { vent } });
      expect([igjen.status, igjen.kall.some((linje) => linje.includes("config-zip"))]).toEqual([0, true]);
    },
  );

  test.each(["test", "prod"])(
    "what is still an example in the parameters of %s must be replaced before anything is made",
    async (miljoe) => {
      const { status, meldt, kall } = await rigg.kjoer(`${miljoe} --abonnement ${KONTO.id}`, {
        eksempler: true,
      });
      expect(status).toBe(2);
      expect(meldt).toContain("MASKINPORTEN_CLIENT_ID: klienten fra Digdirs selvbetjening");
      expect(meldt).toContain("varslingsadresser: hvem som får alarmene");
      expect(meldt).toContain("driftsgruppe: objekt-ID-en");
      expect(kall.some((linje) => linje.startsWith("deployment"))).toBe(false);
    },
  );
});

describe("the month budgets begin in", () => {
  const deps = (naa: string): { now: () => Date } => ({ now: () => new Date(naa) });
  const ny = { feiler: { "deployment sub show": "(DeploymentNotFound) Deployment could not be found." } };

  test.each([
    ["2026-11-30T23:59:59Z", 0],
    ["2026-12-31T23:59:59Z", 0],
    ["2027-01-01T00:00:00Z", 1],
    ["2025-12-01T00:00:00Z", 0],
    ["2025-11-30T23:59:59Z", 1],
  ])("is this one or one of the next twelve the first time: at %s it ends with %i", async (naa, ventet) => {
    const { status, meldt, kall } = await rigg.kjoer("test", { az: ny, deps: deps(naa) });
    expect([status, meldt.includes("budsjettFra er 2026-12-01")]).toEqual([ventet, ventet === 1]);
    expect(kall.some((linje) => linje.startsWith("deployment sub create"))).toBe(ventet === 0);
  });

  test("is not asked about later: it must stay as it was", async () => {
    expect((await rigg.kjoer("test", { deps: deps("2031-05-17T00:00:00Z") })).status).toBe(0);
  });

  test("is the first of it", async () => {
    const lesParametre = (): string => "param budsjettFra = '2026-12-02'\n";
    const { status, meldt } = await rigg.kjoer("test", { az: ny, deps: { lesParametre } });
    expect([status, meldt.includes("den første i en måned")]).toEqual([1, true]);
  });
});
