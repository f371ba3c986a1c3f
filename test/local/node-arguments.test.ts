// One place says how Node runs the service. Everything that starts it must take it from there.

import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import pakke from "../../package.json" with { type: "json" };
import { NODE_ARGUMENTS } from "./node-arguments.ts";

const SCRIPTS = ["start", "serve", "bench", "bench:pdf"] as const;

test.each(SCRIPTS)("npm run %s starts Node with the arguments of package.json", (script) => {
  expect(pakke.scripts[script]).toMatch(/^(?:exec )?node \$npm_package_config_nodeArguments test\//);
});

test("npm hands them to a script as separate arguments that Node knows", () => {
  const print = "process.stdout.write(JSON.stringify(process.execArgv.slice(0, -2)))";
  const { stdout, stderr } = spawnSync(
    "npm",
    ["exec", "--silent", "-c", `node $npm_package_config_nodeArguments -e '${print}'`],
    { encoding: "utf8" },
  );
  expect({ stdout, stderr }).toEqual({ stdout: JSON.stringify(NODE_ARGUMENTS), stderr: "" });
});

test("the sample of the app settings has them under the name the Functions host reads", () => {
  const { Values } = JSON.parse(readFileSync("local.settings.sample.json", "utf8")) as {
    Values: { readonly languageWorkers__node__arguments?: string };
  };
  expect(Values.languageWorkers__node__arguments).toBe(pakke.config.nodeArguments);
});
