// Stands in for the Azure CLI: takes the commands and options that az takes, and no others; writes down each call; answers as
// it is told.

import { readFileSync } from "node:fs";
import { z } from "zod";
import type { Kjoert } from "../../../infra/deploy/az.ts";

/** Options of each command (learn.microsoft.com/cli/azure). Those of all commands are below. */
const COMMANDS: Readonly<Record<string, readonly string[]>> = {
  version: [],
  "account show": ["--name"],
  "provider list": ["--expand-operations", "--expand"],
  "provider register": ["--namespace", "--wait", "--consent-to-permissions"],
  "functionapp list-flexconsumption-locations": ["--zone-redundant", "--details", "--runtime"],
  "deployment sub create": [
    "--location",
    "--name",
    "--no-prompt",
    "--no-wait",
    "--parameters",
    "--template-file",
    "--what-if",
  ],
  "deployment sub what-if": [
    "--location",
    "--name",
    "--no-prompt",
    "--parameters",
    "--template-file",
    "--result-format",
    "--validation-level",
  ],
  "deployment sub show": ["--name"],
  "functionapp deployment source config-zip": [
    "--src",
    "--build-remote",
    "--name",
    "--resource-group",
    "--slot",
    "--timeout",
  ],
};
const REQUIRED: Readonly<Record<string, readonly string[]>> = {
  "provider register": ["--namespace"],
  "deployment sub create": ["--location"],
  "deployment sub what-if": ["--location"],
  "deployment sub show": ["--name"],
  "functionapp deployment source config-zip": ["--src", "--name", "--resource-group"],
};
const EVERYWHERE = ["--output", "--query", "--subscription", "--only-show-errors", "--verbose", "--debug"];
const FLAGS = ["--wait", "--only-show-errors", "--verbose", "--debug", "--no-wait", "--what-if", "--details"];

export const oppsettSchema = z.object({
  versjon: z.string(),
  /** Absent: not logged in. */
  konto: z.object({ id: z.string(), name: z.string() }).optional(),
  registrerte: z.array(z.string()),
  regioner: z.array(z.string()),
  /** Absent: nothing has been deployed, and nothing can be. */
  utdata: z.record(z.string(), z.unknown()).optional(),
  /** Commands that fail, and what az says. */
  feiler: z.record(z.string(), z.string()),
});

export type Oppsett = z.infer<typeof oppsettSchema>;

class Stopp extends Error {
  readonly status: number;
  constructor(message: string, status: number) {
    super(`ERROR: ${message}\n`);
    this.status = status;
  }
}

function stop(message: string, status: number): never {
  throw new Stopp(message, status);
}

/** The command, and its options with their values. */
function lesKall(args: readonly string[]): { command: string; options: Map<string, string> } {
  const words = args.slice(
    0,
    args.findIndex((arg) => arg.startsWith("--")),
  );
  const command = words.join(" ");
  const known = COMMANDS[command];
  if (known === undefined) return stop(`'${command}' is misspelled or not recognized by the system.`, 2);
  const options = new Map<string, string>();
  for (let here = words.length; here < args.length; here++) {
    const option = args[here] ?? "";
    if (![...known, ...EVERYWHERE].includes(option)) stop(`unrecognized arguments: ${option}`, 2);
    if (FLAGS.includes(option)) options.set(option, "");
    else {
      here += 1;
      const value = args[here];
      if (value === undefined || value.startsWith("--")) stop(`argument ${option}: expected one argument`, 2);
      options.set(option, value);
    }
  }
  const missing = (REQUIRED[command] ?? []).filter((option) => !options.has(option));
  if (missing.length > 0) stop(`the following arguments are required: ${missing.join(", ")}`, 2);
  return { command, options };
}

function svar(command: string, options: ReadonlyMap<string, string>, oppsett: Oppsett): unknown {
  const { utdata } = oppsett;
  switch (command) {
    case "version":
      return { "azure-cli": oppsett.versjon, "azure-cli-core": oppsett.versjon, extensions: {} };
    case "account show":
      return oppsett.konto ?? stop("Please run 'az login' to setup account.", 1);
    case "provider list":
      // Only the one query is understood here.
      return options.get("--query") === "[?registrationState=='Registered'].namespace"
        ? oppsett.registrerte
        : stop("argument --query: invalid jmespath_type value", 2);
    case "provider register":
      return undefined;
    case "functionapp list-flexconsumption-locations":
      return oppsett.regioner.map((name) => ({ name }));
    case "deployment sub create":
    case "deployment sub show": {
      if (utdata === undefined) return stop("(DeploymentNotFound) Deployment could not be found.", 3);
      const outputs = Object.entries(utdata).map(([name, value]) => [name, { type: "String", value }]);
      return { name: options.get("--name"), properties: { outputs: Object.fromEntries(outputs) as unknown } };
    }
    case "functionapp deployment source config-zip": {
      const bytes = readFileSync(options.get("--src") ?? "");
      if (bytes.readUInt32LE(0) !== 0x04034b50) return stop("The file is not a zip.", 1);
      return { status: 4, complete: true };
    }
    default:
      return undefined;
  }
}

/** What az would write and end with. */
export function besvar(args: readonly string[], oppsett: Oppsett): Exclude<Kjoert, "MANGLER"> {
  try {
    const { command, options } = lesKall(args);
    const feil = oppsett.feiler[command];
    if (feil !== undefined) stop(feil, 1);
    const json = svar(command, options, oppsett);
    return { status: 0, ut: json === undefined ? "" : `${JSON.stringify(json)}\n`, feil: "" };
  } catch (kastet) {
    if (kastet instanceof Stopp) return { status: kastet.status, ut: "", feil: kastet.message };
    throw kastet;
  }
}
