// From process start until the first answer of the local host, for any bundle.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { build } from "esbuild";
import { NODE_ARGUMENTS } from "../local/node-arguments.ts";

/** The smallest thing that answers: empty functions of the same programming model, bundled the same way. */
export async function byggHallo(utfil: string): Promise<void> {
  await build({
    stdin: {
      contents: `import { app } from "@azure/functions";
app.http("helse", { methods: ["GET"], authLevel: "anonymous", route: "api/helse", handler: () => ({ body: "hei" }) });
app.http("tom", { methods: ["POST"], authLevel: "anonymous", route: "api/tom", handler: () => ({ jsonBody: {} }) });`,
      resolveDir: process.cwd(),
      loader: "ts",
    },
    outfile: utfil,
    bundle: true,
    platform: "node",
    format: "cjs",
    target: "node24",
    minify: true,
    external: ["@azure/functions-core"],
  });
}

export type Vert = { readonly url: string; readonly pid: number; stopp(): Promise<void> };

/** The local host as a process of its own on a bundle. */
export async function startVert(bundle: string, env: Readonly<Record<string, string>>): Promise<Vert> {
  const prosess = spawn(process.execPath, [...NODE_ARGUMENTS, "test/bench/start-host.ts", bundle], {
    env: { PATH: process.env.PATH, ...env },
    stdio: ["ignore", "pipe", "ignore"],
  });
  const [linje] = (await once(createInterface(prosess.stdout), "line")) as [string];
  if (prosess.pid === undefined) throw new Error("the host has no process");
  return {
    pid: prosess.pid,
    url: linje.replace("listening ", ""),
    stopp: async () => {
      const ferdig = once(prosess, "exit");
      prosess.kill("SIGTERM");
      await ferdig;
    },
  };
}

/** Milliseconds until GET /api/helse has answered once. */
export async function tidTilFoersteSvar(
  bundle: string,
  env: Readonly<Record<string, string>>,
): Promise<number> {
  const start = performance.now();
  const vert = await startVert(bundle, env);
  const svar = await fetch(`${vert.url}/api/helse`);
  if (svar.status !== 200) throw new Error("no answer");
  await svar.text();
  const tid = performance.now() - start;
  await vert.stopp();
  return tid;
}
