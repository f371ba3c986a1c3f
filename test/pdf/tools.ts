// Programs of others that judge or draw a document, where they are installed.

import { execFileSync, spawnSync } from "node:child_process";

const ENOUGH = 256 * 1024 * 1024;

/** Whether a program of that name can be started. */
export function isInstalled(program: string): boolean {
  return spawnSync(program, ["--version"]).error === undefined;
}

/** What a program writes on standard output when given a file on standard input; throws when it fails. */
export function runOn(input: Uint8Array, program: string, ...args: readonly string[]): Buffer {
  return execFileSync(program, args, { input, maxBuffer: ENOUGH, stdio: ["pipe", "pipe", "pipe"] });
}
