// From process start until the first answer of the local host, for any bundle.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { build } from "esbuild";
import { NODE_ARGUMENTS } from "../local/node-arguments.ts";

/** As many bytes as the answer to a calculation of one manual post has. */
const SVAR_BYTE = 6_800;

/**
 * The smallest thing that answers: empty functions of the same programming model, bundled the same way. `fram-og-tilbake` reads
 * its request, writes a line to the log and answers with as much as a calculation does, and has nothing to do in between.
 */
export async function byggHallo(utfil: string): Promise<void> {
  await build({
    stdin: {
      contents: `import { app } from "@azure/functions";
const svar = Buffer.alloc(${SVAR_BYTE}, "x");
app.http("helse", { methods: ["GET"], authLevel: "anonymous", route: "api/helse", handler: () => ({ body: "hei" }) });
app.http("tom", { methods: ["POST"], authLevel: "anonymous", route: "api/tom", handler: () => ({ jsonBody: {} }) });
app.http("fram-og-tilbake", { methods: ["POST"], authLevel: "anonymous", route: "api/fram-og-tilbake", handler: async (request, context) => {
  const { beregningsdato } = await request.json();
  context.log(JSON.stringify({ kode: "FORESPOERSEL_BESVART", funksjon: "fram-og-tilbake", status: 200, beregningsdato }));
  return { body: svar, headers: { "Content-Type": "application/json" } };
} });`,
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
