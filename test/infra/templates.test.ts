// The templates as a whole: nothing wrong with their names, every file led to, and the settings, tables and log lines they
// know the same as the service's own.

import { globSync, readFileSync, readdirSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { INNSTILLINGER, lesConfig } from "../../functions/config.ts";
import pakke from "../../package.json" with { type: "json" };
import { CONTAINERE, KOEER, TABELLER } from "../standins/azure/create-storage.ts";
import { lint } from "./bicep/lint.ts";
import { lintModules, unreachable } from "./bicep/lint-modules.ts";
import { asText, at, Symbolic, type Value } from "./bicep/value.ts";
import { settingsOf } from "./policies/app.ts";
import { alarms, PAGES } from "./policies/monitoring.ts";
import { ofType } from "./policies/rule.ts";
import { deployments, FILES, templates } from "./templates.ts";

const { statements } = templates(FILES);
const [iTest, iProd, medAlt] = deployments(FILES);
if (iTest === undefined || iProd === undefined || medAlt === undefined) throw new Error("three situations");

/** Read by the host and the platform, not by the service. */
const PLATTFORM = [
  "APPLICATIONINSIGHTS_AUTHENTICATION_STRING",
  "AzureWebJobsStorage__blobServiceUri",
  "AzureWebJobsStorage__clientId",
  "AzureWebJobsStorage__credential",
  "AzureWebJobsStorage__queueServiceUri",
  "languageWorkers__node__arguments",
];
/** Read by the service on a machine of one's own, and never in Azure. */
const BARE_LOKALT = ["LOOPBACK_CA_FIL", "TILLITSANKERE_FIL"];

function settings(deployment: typeof iTest): Readonly<Record<string, Value>> {
  if (deployment === undefined) throw new Error("no deployment");
  return settingsOf(deployment);
}

describe("the templates", () => {
  test.each(Object.keys(FILES).filter((file) => file.endsWith(".bicep")))(
    "%s has nothing wrong with its names",
    (file) => {
      expect(lint(statements[file] ?? [])).toEqual([]);
    },
  );

  test("give each other the parameters that are asked for, with values that are allowed", () => {
    expect(lintModules(statements)).toEqual([]);
  });

  test("are all led to from a parameter file", () => {
    expect(unreachable(statements)).toEqual([]);
  });

  test("differ between environments in the values of the same parameters only", () => {
    expect(Object.keys(iTest.parameters)).toEqual(Object.keys(iProd.parameters));
    const without = (deployment: typeof iTest): string[] =>
      deployment.resources
        .filter(({ type }) => type !== "Microsoft.Authorization/locks")
        .map(({ path, type }) => `${path} ${type}`);
    expect(without(iTest)).toEqual(without(iProd));
  });

  test.each<[string, string, string, string]>([
    ["a module parameter that is not given", "infra/main.bicep", "    plannavn: 'plan-${navn}'\n", ""],
    ["a module parameter there is not", "infra/main.bicep", "    plannavn:", "    planname:"],
    ["a parameter that is not given", "infra/prod.bicepparam", "param laas = true\n", ""],
    [
      "a value that is not allowed",
      "infra/prod.bicepparam",
      "param miljoe = 'prod'",
      "param miljoe = 'demo'",
    ],
    ["a number that is too small", "infra/prod.bicepparam", "param loggdager = 180", "param loggdager = 7"],
    ["a module that is not there", "infra/main.bicep", "'modules/lager.bicep'", "'modules/lageret.bicep'"],
  ])("would be caught with %s", (_, file, find, replace) => {
    const text = FILES[file] ?? "";
    expect(text.split(find)).toHaveLength(2);
    const changed = templates({ ...FILES, [file]: text.replace(find, replace) });
    expect(lintModules(changed.statements)).not.toEqual([]);
  });
});

describe("the settings", () => {
  const iAzure = INNSTILLINGER.filter((navn) => !BARE_LOKALT.includes(navn)).sort();

  test.each([
    ["test", iTest],
    ["prod", iProd],
  ])("of %s are those the service reads, and those the host reads", (_, deployment) => {
    const names = Object.keys(settings(deployment)).filter((navn) => !PLATTFORM.includes(navn));
    expect(names.sort()).toEqual(iAzure);
  });

  test("of the sample file are the same, but for those the host reads", () => {
    const { Values } = JSON.parse(readFileSync("local.settings.sample.json", "utf8")) as { Values: object };
    expect(
      Object.keys(Values)
        .filter((navn) => !["FUNCTIONS_WORKER_RUNTIME", "languageWorkers__node__arguments"].includes(navn))
        .sort(),
    ).toEqual(iAzure);
  });

  test("that belong to a machine of one's own are never in Azure", () => {
    for (const navn of [...BARE_LOKALT, "PORT", "IDENTITY_ENDPOINT"]) {
      expect(Object.keys(settings(medAlt))).not.toContain(navn);
    }
  });

  test.each([
    ["test", iTest],
    ["prod", iProd],
  ])("of %s are a configuration the service starts with", (miljoe, deployment) => {
    const env = Object.fromEntries(
      Object.entries(settings(deployment)).map(([navn, verdi]) => [
        navn,
        // What only Azure knows is stood in for by text of the same kind.
        navn === "APPLICATIONINSIGHTS_CONNECTION_STRING"
          ? "InstrumentationKey=00000000-0000-4000-8000-000000000000;IngestionEndpoint=https://norwayeast-1.in.applicationinsights.azure.com/"
          : asText(verdi).replaceAll(/\$\{[^}]*\}/g, verdi instanceof Symbolic ? "xxxxxx" : ""),
      ]),
    );
    expect(lesConfig(env).miljoe).toBe(miljoe === "prod" ? "produksjon" : "test");
  });

  test("start Node as everywhere else, and have no such setting when there are no arguments", () => {
    for (const deployment of [iTest, iProd]) {
      expect(settings(deployment).languageWorkers__node__arguments).toBe(pakke.config.nodeArguments);
    }
    expect(Object.keys(settings(medAlt))).not.toContain("languageWorkers__node__arguments");
  });
});

describe("what is in storage", () => {
  const names = (type: string): string[] =>
    ofType(iProd, `Microsoft.Storage/storageAccounts/${type}`).map(({ body }) => asText(at(body, "name")));

  test("has the same names as the stand-in, and the container of the package", () => {
    expect(names("tableServices/tables").sort()).toEqual([...TABELLER].sort());
    expect(names("queueServices/queues").sort()).toEqual([...KOEER].sort());
    expect(names("blobServices/containers").sort()).toEqual([...CONTAINERE, "pakker"].sort());
  });
});

describe("the alarms", () => {
  const queries = ofType(iProd, "Microsoft.Insights/scheduledQueryRules").map(({ body }) => {
    const [condition] = at(body, "properties.criteria.allOf") as readonly Value[];
    return asText(at(condition, "query"));
  });

  test("read log lines that the service writes", () => {
    const source = [
      "functions/http/boundary.ts",
      "functions/bakgrunn.ts",
      "functions/main.ts",
      "shared/kernel/feil.ts",
    ]
      .map((file) => readFileSync(file, "utf8"))
      .join("\n");
    const words = queries.flatMap((query) => [
      ...(query.match(/"[A-Z]+(?:_[A-Z]+)+"/g) ?? []),
      ...(query.match(/"[a-z]+(?:-[a-z]+)+"/g) ?? []),
      ...[...query.matchAll(/linje\.([a-z]+)/gi)].map(([, field = ""]) => field),
    ]);
    expect(words.length).toBeGreaterThan(8);
    expect([...new Set(words)].filter((word) => !source.includes(word))).toEqual([]);
  });

  /** Codes of log lines that say something is wrong, in a text of code. */
  const failures = (source: string): readonly string[] =>
    [
      ...source.matchAll(/(?:\.feil|"feil"\]|\.error\(JSON\.stringify)\(\{\s*kode: "([A-Z_]+)"/g),
      ...source.matchAll(/meldTil\("([A-Z_]+)"\)/g),
    ].map(([, code = ""]) => code);
  /** What needs nobody, and the page that says so. */
  const NOBODY: Readonly<Record<string, string>> = { ETTEROPPGJOER_HINDRET: "etteroppgjoer-stanset" };

  test("hear of everything the service says has failed", () => {
    const source = globSync("functions/**/*.ts").map((file) => readFileSync(file, "utf8"));
    const codes = [...new Set(source.flatMap(failures))];
    expect(codes).toEqual(
      expect.arrayContaining([
        ...["HENDELSER_IKKE_LEST", "HENDELSER_IKKE_RYDDET", "INTERN_FEIL", "TILKOBLINGER_KONTROLLERT"],
        ...[
          "ETTEROPPGJOER_STANSET",
          "OPPSLAGSLOGG_FEILET",
          "TELEMETRI_FEILET",
          "HENDELSESLAGER_FEILET",
          "WEBHOOKLAGER_FEILET",
        ],
      ]),
    );
    const unheard = (all: readonly string[]): string[] =>
      all.filter((code) => !queries.some((query) => query.includes(`"${code}"`)));
    expect(unheard(codes)).toEqual(Object.keys(NOBODY));
    for (const [code, page] of Object.entries(NOBODY)) {
      expect(readFileSync(`docs/runbook/${page}.md`, "utf8")).toContain(`\`${code}\` trenger ingen`);
    }
    // Each way to say it is seen, and a code that nobody hears is told.
    expect(failures('logg.feil({ kode: "NOE_A" }); logg[x ? "info" : "feil"]({\n kode: "NOE_B" });')).toEqual(
      ["NOE_A", "NOE_B"],
    );
    expect(unheard(failures('meld: meldTil("NOE_FEILET")'))).toEqual(["NOE_FEILET"]);
  });

  test("see those lines: the host sends them on, and samples none of them away", () => {
    const { logging } = JSON.parse(readFileSync("host.json", "utf8")) as {
      logging: {
        logLevel: Record<string, string>;
        applicationInsights: { samplingSettings: { excludedTypes: string } };
      };
    };
    // Lines inside a request come from the function, those outside from standard error, which the host files under Console.
    for (const category of ["Function", "Host.Function.Console", "Host.Results"]) {
      expect([category, logging.logLevel[category]]).toEqual([category, "Information"]);
    }
    expect(logging.applicationInsights.samplingSettings.excludedTypes.split(";").sort()).toEqual([
      "Request",
      "Trace",
    ]);
  });

  test("have one page each, and every page of the runbook but that of right of access has an alarm", () => {
    expect(alarms(iProd)).toHaveLength(PAGES.length);
    const pages = readdirSync("docs/runbook").map((file) => file.replace(/\.md$/, ""));
    expect(pages.filter((page) => page !== "innsyn").sort()).toEqual([...PAGES].sort());
  });

  test.each(PAGES)(
    "on the page of %s say what has happened, what it means, what to do and when it is over",
    (page) => {
      const text = readFileSync(`docs/runbook/${page}.md`, "utf8");
      for (const part of [
        "# Alarm: ",
        "**Hva har skjedd.**",
        "**Hva det betyr for kommunene.**",
        "**Gjør dette**",
        "**Over når**",
      ]) {
        expect(text).toContain(part);
      }
      const lines = text.split("\n").length;
      expect(lines).toBeGreaterThan(15);
      expect(lines).toBeLessThan(60);
    },
  );
});
