// Calls of the Azure CLI. What it prints on standard error is passed on; its answer is JSON.

import { spawn } from "node:child_process";
import { text } from "node:stream/consumers";
import { err, ok, type Result } from "../../shared/kernel/result.ts";

export type Az = {
  /** The answer as JSON, or what went wrong in the words of az. */
  readonly spoer: (args: readonly string[]) => Promise<Result<unknown, string>>;
  /** The same, with its answer shown as it comes. */
  readonly vis: (args: readonly string[]) => Promise<Result<void, string>>;
};

const MANGLER = "Fant ikke az. Installer Azure CLI (learn.microsoft.com/cli/azure), og kjør az login.";

/** How az ends: its status and what it wrote, or that there is no az. */
export type Kjoert = { readonly status: number; readonly ut: string; readonly feil: string } | "MANGLER";

export type KjoerAz = (args: readonly string[], visUt: boolean) => Promise<Kjoert>;

/** Runs the az of PATH. */
export function createKjoerAz(env: NodeJS.ProcessEnv): KjoerAz {
  return (args, visUt) => kjoerProsess(args, env, visUt);
}

async function kjoerProsess(
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  visUt: boolean,
): Promise<Kjoert> {
  const prosess = spawn("az", args, { env, stdio: ["ignore", visUt ? "inherit" : "pipe", "pipe"] });
  const slutt = new Promise<number | "MANGLER">((resolve) => {
    prosess.once("error", () => {
      resolve("MANGLER");
    });
    prosess.once("close", (status) => {
      resolve(status ?? 1);
    });
  });
  const [ut, feil, status] = await Promise.all([
    prosess.stdout === null ? "" : text(prosess.stdout),
    prosess.stderr === null ? "" : text(prosess.stderr),
    slutt,
  ]);
  return status === "MANGLER" ? status : { status, ut, feil };
}

/** Creates the caller. */
export function createAz(kjoerAz: KjoerAz): Az {
  async function kjoer(args: readonly string[], visUt: boolean): Promise<Result<string, string>> {
    const kjoert = await kjoerAz([...args, "--only-show-errors"], visUt);
    if (kjoert === "MANGLER") return err(MANGLER);
    const { status, ut, feil } = kjoert;
    return status === 0
      ? ok(ut)
      : err(`az ${args.slice(0, 4).join(" ")} feilet:
${feil.trim()}`);
  }

  return {
    async spoer(args) {
      const svar = await kjoer([...args, "--output", "json"], false);
      if (!svar.ok) return svar;
      try {
        const json: unknown = svar.value.trim() === "" ? null : JSON.parse(svar.value);
        return ok(json);
      } catch {
        return err(`az ${args.slice(0, 4).join(" ")} svarte ikke med JSON.`);
      }
    },
    async vis(args) {
      const svar = await kjoer(args, true);
      return svar.ok ? ok(undefined) : svar;
    },
  };
}
