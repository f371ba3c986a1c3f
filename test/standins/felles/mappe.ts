// What costs much to make is made once for all tests of a run and found through a folder. Outside a run there is none, and
// each makes its own.

import { randomUUID } from "node:crypto";
import { rmSync } from "node:fs";
import { mkdtemp, rename, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Names the folder to the processes that tests run in. */
const MAPPE = "EGENANDEL_FELLESMAPPE";

/** The folder of this run; undefined outside one. */
export function fellesmappe(): string | undefined {
  return process.env[MAPPE];
}

/**
 * The environment of a process that takes over what others like it have compiled: starting the service takes half as much of a
 * core then.
 */
export function kompileringslager(): { readonly NODE_COMPILE_CACHE?: string } {
  const mappe = fellesmappe();
  return mappe === undefined ? {} : { NODE_COMPILE_CACHE: join(mappe, "kompilert") };
}

/** Makes it, for the processes that are started from now on. It is gone when this process ends, also by Ctrl-C. */
export async function lagFellesmappe(): Promise<string> {
  const mappe = await mkdtemp(join(tmpdir(), "egenandel-felles-"));
  process.env[MAPPE] = mappe;
  process.once("exit", () => {
    rmSync(mappe, { recursive: true, force: true, maxRetries: 3 });
  });
  return mappe;
}

/** What `arbeid` gives; undefined when it fails because there is no such file. */
export async function hvisFinnes<T>(arbeid: Promise<T>): Promise<T | undefined> {
  try {
    return await arbeid;
  } catch (kastet) {
    if (kastet instanceof Error && "code" in kastet && kastet.code === "ENOENT") return undefined;
    throw kastet;
  }
}

/** Writes a file that others read while it is written: for them it is there whole or not at all. */
export async function skrivHelt(mappe: string, navn: string, innhold: string): Promise<void> {
  const midlertidig = join(mappe, `.${randomUUID()}`);
  await writeFile(midlertidig, innhold, { mode: 0o600 });
  await rename(midlertidig, join(mappe, navn));
}
