// One Azurite for all tests of a run, with an account for each that asks: to start one takes two seconds of a core, and a run
// needs a hundred. It is started beside the first tests (felles-oppsett.ts); those who need storage wait for it.

import { mkdir, mkdtemp, readdir, readFile, rename, rm, unlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as vent } from "node:timers/promises";
import { z } from "zod";
import { startAzuriteprosess, type Azurite } from "./azurite.ts";
import { createCertificateAuthority } from "./certificates.ts";

/** Names the folder through which the tests of a run find it. */
const MAPPE = "EGENANDEL_FELLES_AZURITE";
const FLEST_KONTOER = 500;
const KLAR_INNEN_MS = 40_000;

const filSchema = z.object({
  pid: z.number(),
  caPem: z.string(),
  /** Addresses without the account. */
  blob: z.string(),
  queue: z.string(),
  table: z.string(),
});

async function start(mappe: string): Promise<() => Promise<void>> {
  const { caPem, certPem, keyPem } = await createCertificateAuthority(new Date());
  const kontoer = Array.from({ length: FLEST_KONTOER }, (_, i) => `konto${String(i).padStart(3, "0")}`);
  const { pid, adresser, stop } = await startAzuriteprosess({ cert: certPem, key: keyPem }, kontoer);
  const { blobUrl, queueUrl, tableUrl } = adresser("");
  await mkdir(join(mappe, "ledige"));
  for (const konto of kontoer) await writeFile(join(mappe, "ledige", konto), "");
  const fil = JSON.stringify({ pid, caPem, blob: blobUrl, queue: queueUrl, table: tableUrl });
  // Whole or not at all.
  await writeFile(join(mappe, "ny.json"), fil);
  await rename(join(mappe, "ny.json"), join(mappe, "azurite.json"));
  return stop;
}

/** Begins to start it, for the tests that are started from now on; resolves to what ends it. */
export async function begynnFelles(): Promise<() => Promise<void>> {
  const mappe = await mkdtemp(join(tmpdir(), "egenandel-felles-"));
  process.env[MAPPE] = mappe;
  const startet = start(mappe).catch(async (aarsak: unknown) => {
    await writeFile(join(mappe, "feilet"), String(aarsak));
    return () => Promise.resolve();
  });
  return async () => {
    await (
      await startet
    )();
    await rm(mappe, { recursive: true, force: true });
  };
}

async function lesFelles(mappe: string): Promise<z.infer<typeof filSchema>> {
  const frist = performance.now() + KLAR_INNEN_MS;
  for (;;) {
    const filer = await readdir(mappe);
    if (filer.includes("azurite.json")) {
      return filSchema.parse(JSON.parse(await readFile(join(mappe, "azurite.json"), "utf8")));
    }
    if (filer.includes("feilet")) throw new Error(await readFile(join(mappe, "feilet"), "utf8"));
    if (performance.now() > frist) throw new Error("the shared Azurite was not ready in time");
    await vent(50);
  }
}

/** Takes an account that nobody has had. */
async function taKonto(mappe: string): Promise<string> {
  for (const konto of await readdir(join(mappe, "ledige"))) {
    const tatt = await unlink(join(mappe, "ledige", konto)).then(
      () => true,
      () => false,
    );
    if (tatt) return konto;
  }
  throw new Error("all accounts are taken");
}

export type Felleslager = {
  readonly azurite: Azurite;
  /** What its clients must trust. */
  readonly caPem: string;
};

/** An account of its own in the Azurite of the run; undefined outside a run of tests. */
export async function taFelleslager(): Promise<Felleslager | undefined> {
  const mappe = process.env[MAPPE];
  if (mappe === undefined) return undefined;
  const { pid, caPem, blob, queue, table } = await lesFelles(mappe);
  const konto = await taKonto(mappe);
  const adresser = {
    blobUrl: `${blob}${konto}`,
    queueUrl: `${queue}${konto}`,
    tableUrl: `${table}${konto}`,
  };
  return { azurite: { pid, ...adresser, stop: () => Promise.resolve() }, caPem };
}
