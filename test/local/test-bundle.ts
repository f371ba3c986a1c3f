import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";

const directories: string[] = [];

async function temporaryDirectory(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), "egenandel-host-"));
  directories.push(directory);
  return directory;
}

/** Bundles a function app, as build.ts does, into a temporary directory. `app` and its kin are in scope. */
export async function buildTestBundle(source: string): Promise<string> {
  const outfile = join(await temporaryDirectory(), "main.cjs");
  await build({
    stdin: {
      contents: `import { app, HttpResponse } from "@azure/functions";\n${source}`,
      resolveDir: import.meta.dirname,
      loader: "js",
    },
    outfile,
    bundle: true,
    platform: "node",
    format: "cjs",
    target: "node24",
    external: ["@azure/functions-core"],
    logLevel: "silent",
  });
  return outfile;
}

/** A host.json with this `extensions.http` and `extensions.queues`. */
export async function writeHostJson(http: object, queues?: object): Promise<string> {
  const path = join(await temporaryDirectory(), "host.json");
  await writeFile(path, JSON.stringify({ version: "2.0", extensions: { http, queues } }));
  return path;
}

/** Removes everything the functions above have written. */
export async function removeTestBundles(): Promise<void> {
  const written = directories.splice(0);
  await Promise.all(written.map((directory) => rm(directory, { recursive: true })));
}
