// A deployment with a false az, a vault on loopback, and a service that answers as the test says.

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createAz, createKjoerAz, type KjoerAz } from "../../../infra/deploy/az.ts";
import { deploy, type DeployDeps, type Status } from "../../../infra/deploy/kjoer.ts";
import { createHvelv, type Hvelv } from "../../../infra/noekler/hvelv.ts";
import { lagPakke } from "../../../infra/pakke/lag-pakke.ts";
import { VERSJON } from "../../../functions/versjon.ts";
import { createCredential } from "../../../shared/adapters/identity/credential.ts";
import { startAzure, type Azure } from "../../standins/azure/start.ts";
import { besvar, type Oppsett } from "./falsk-az.ts";

/** What a subscription that has been deployed to knows. */
const REGISTRERTE = [
  "Microsoft.App",
  "Microsoft.Consumption",
  "Microsoft.EventGrid",
  "Microsoft.Insights",
  "Microsoft.KeyVault",
  "Microsoft.ManagedIdentity",
  "Microsoft.Network",
  "Microsoft.OperationalInsights",
  "Microsoft.Storage",
  "Microsoft.Web",
];

/** The secrets there must be before the service is of any use. */
export const NOEKLER = ["maskinporten-noekkel", "segl-noekkel", "logg-pepper", "tillitsankere"];

export const KONTO = { id: "22222222-2222-2222-2222-222222222222", name: "Egenandel test" };

/** What a service answers that is as it should be. */
export const SOM_DET_SKAL: Readonly<Record<string, readonly [status: number, body: unknown]>> = {
  "/api/helse": [200, { status: "OK", versjon: VERSJON }],
  "/api/helse/klar": [
    200,
    { status: "OK", motparter: [{ motpart: "STORAGE", tilstand: "UKJENT", sist: null }] },
  ],
  "/api/v1/tilkoblinger": [200, { kommuner: [] }],
};

/** How the service answers, as (path) → (status, body). */
type Svar = (sti: string) => readonly [status: number, body: unknown];

export type Deployrigg = {
  readonly azure: Azure;
  /** Opens the vault, and puts all the secrets there must be in it. */
  readonly lagNoekler: () => Promise<void>;
  /** Runs it with what az shall be like; everything is in order where nothing is said. */
  readonly kjoer: (
    args: string,
    valg?: {
      az?: Partial<Oppsett>;
      somProgram?: boolean;
      svar?: Svar;
      deps?: Partial<DeployDeps>;
      eksempler?: boolean;
      /** As they are, where one of them has a space. */
      args?: readonly string[];
    },
  ) => Promise<{ status: Status; ut: string; meldt: string; kall: readonly string[]; ventet: number }>;
  readonly close: () => Promise<void>;
};

/** A parameter file as it is when the examples have been replaced. */
function utenEksempler(tekst: string): string {
  return tekst
    .replaceAll("example.no", "kommunen.no")
    .replaceAll("00000000-0000-0000-0000-000000000000", "33333333-3333-3333-3333-333333333333")
    .replaceAll("'0000'", "'4711'")
    .replaceAll("'999999999'", "'991825827'");
}

export async function startDeployrigg(): Promise<Deployrigg> {
  const mappe = mkdtempSync(join(tmpdir(), "egenandel-deploy-"));
  const azure = await startAzure({ storage: false });
  Object.assign(process.env, azure.env);
  const aapneHvelv = (vaultUrl: URL): Hvelv =>
    createHvelv({
      vaultUrl,
      credential: createCredential(azure.identity.clientId),
      loopbackCa: azure.certificates.caPem,
    });
  const hvelv = aapneHvelv(new URL(azure.keyVault.url));
  let svarer: Svar = () => [503, {}];
  const tjeneste = createServer((req, res) => {
    const [status, body] = svarer(req.url ?? "");
    res.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
  });
  await new Promise<void>((klar) => tjeneste.listen(0, "127.0.0.1", klar));
  const port = tjeneste.address();
  const vertsnavn = `127.0.0.1:${typeof port === "object" && port !== null ? port.port : 0}`;

  const pakke = lagPakke();
  const az = join(mappe, "az");
  writeFileSync(
    az,
    `#!/bin/sh\nexec "${process.execPath}" "${join(import.meta.dirname, "falsk-az-program.ts")}" "$@"\n`,
    { mode: 0o755 },
  );
  const utdata = {
    ressursgruppe: "rg-egenandel-test",
    appnavn: "func-egenandel-test-abc",
    vertsnavn,
    hvelvUrl: azure.keyVault.url,
    utgaaendeAdresse: "192.0.2.7",
    noekkelinnstillinger: {
      KEY_VAULT_URL: "https://kv-egenandel-test-abc.vault.azure.net",
      MASKINPORTEN_ISSUER: "https://test.maskinporten.no/",
      MASKINPORTEN_CLIENT_ID: "33333333-3333-3333-3333-333333333333",
      MASKINPORTEN_KEY_SECRET: "maskinporten-noekkel",
      SEGL_KEY_SECRET: "segl-noekkel",
      LOGG_PEPPER_SECRET: "logg-pepper",
      TILLITSANKERE_SECRET: "tillitsankere",
    },
  };

  return {
    azure,
    async lagNoekler() {
      azure.keyVault.settTilgang(true);
      for (const navn of NOEKLER) {
        azure.keyVault.secrets.fjern(navn);
        await hvelv.sett(navn, "finnes", {});
      }
    },
    async kjoer(
      args,
      { az: endring = {}, somProgram = false, svar, deps = {}, eksempler = false, args: hele } = {},
    ) {
      const oppsett: Oppsett = {
        versjon: "2.80.0",
        konto: KONTO,
        registrerte: REGISTRERTE,
        regioner: ["Norway East", "West Europe"],
        utdata,
        feiler: {},
        ...endring,
      };
      const fil = join(mappe, "oppsett.json");
      if (somProgram) writeFileSync(fil, JSON.stringify(oppsett));
      const program = createKjoerAz({ PATH: `${mappe}:${process.env.PATH ?? ""}`, FALSK_AZ: fil });
      const kall: string[] = [];
      const kjoerAz: KjoerAz = (argumenter, visUt) => {
        kall.push(argumenter.join(" "));
        return somProgram ? program(argumenter, visUt) : Promise.resolve(besvar(argumenter, oppsett));
      };
      svarer = svar ?? ((sti) => SOM_DET_SKAL[sti] ?? [404, {}]);
      const ut: string[] = [];
      const meldt: string[] = [];
      let ventet = 0;
      const status = await deploy(hele ?? args.split(" "), {
        az: createAz(kjoerAz),
        // In the month of the parameter files, so that they hold whenever the tests are run.
        now: () => new Date("2026-12-24T12:00:00Z"),
        fetch: globalThis.fetch,
        vent(ms) {
          ventet += ms;
          return Promise.resolve();
        },
        // The bundle has been built by those who run the tests.
        bygg: () => Promise.resolve(pakke),
        aapneHvelv,
        lesParametre(miljoe) {
          const tekst = readFileSync(`infra/${miljoe}.bicepparam`, "utf8");
          return eksempler ? tekst : utenEksempler(tekst);
        },
        pakkefil: join(mappe, "egenandel.zip"),
        skriv: (linje) => ut.push(linje),
        meld: (linje) => meldt.push(linje),
        ...deps,
      });
      return { status, ut: ut.join("\n"), meldt: meldt.join("\n"), kall, ventet };
    },
    async close() {
      await azure.close();
      await new Promise((ferdig) => tjeneste.close(ferdig));
      rmSync(mappe, { recursive: true, force: true });
    },
  };
}
