// One Azurite for all tests of a run, with an account for each that asks: to start one takes two seconds of a core, and a run
// needs a hundred. It is started beside the first tests; those who need storage wait for it.

import { mkdir, readdir, readFile, unlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as vent } from "node:timers/promises";
import { z } from "zod";
import { startAzuriteprosess, type Azurite } from "../azure/azurite.ts";
import { createCertificateAuthority } from "../azure/certificates.ts";
import { fellesmappe, hvisFinnes, skrivHelt } from "./mappe.ts";

// A run takes a hundred, and does not give them back.
const FLEST_KONTOER = 500;
const KLAR_INNEN_MS = 40_000;
const [KLAR, FEILET, LEDIGE] = ["azurite.json", "azurite-feilet", "ledige-kontoer"];

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
  const fil = JSON.stringify({ pid, caPem, blob: blobUrl, queue: queueUrl, table: tableUrl });
  try {
    await mkdir(join(mappe, LEDIGE));
    for (const konto of kontoer) await writeFile(join(mappe, LEDIGE, konto), "");
    await skrivHelt(mappe, KLAR, fil);
    return stop;
  } catch (aarsak) {
    await stop();
    throw aarsak;
  }
}

/** Begins to start it; returns what ends it. That it could not be started is told to those who wait for it. */
export function begynnFellesAzurite(mappe: string): () => Promise<void> {
  const startet = start(mappe).catch(async (aarsak: unknown) => {
    await skrivHelt(mappe, FEILET, String(aarsak));
    return () => Promise.resolve();
  });
  return async () => {
    await (
      await startet
    )();
  };
}

async function les(mappe: string): Promise<z.infer<typeof filSchema>> {
  const frist = performance.now() + KLAR_INNEN_MS;
  for (;;) {
    const filer = await readdir(mappe);
    if (filer.includes(KLAR)) {
      return filSchema.parse(JSON.parse(await readFile(join(mappe, KLAR), "utf8")));
    }
    if (filer.includes(FEILET)) throw new Error(await readFile(join(mappe, FEILET), "utf8"));
    if (performance.now() > frist) throw new Error("the shared Azurite was not ready in time");
    await vent(50);
  }
}

/** Takes an account that nobody has had. */
async function taKonto(mappe: string): Promise<string> {
  for (const konto of await readdir(join(mappe, LEDIGE))) {
    // When it is gone somebody else was before us.
    const tatt = await hvisFinnes(unlink(join(mappe, LEDIGE, konto)).then(() => true));
    if (tatt === true) return konto;
  }
  throw new Error("all accounts are taken: start the run of tests anew");
}

export type Felleslager = {
  readonly azurite: Azurite;
  /** What its clients must trust. */
  readonly caPem: string;
};

/** An account of its own in the Azurite of the run; undefined outside a run. */
export async function taFelleslager(): Promise<Felleslager | undefined> {
  const mappe = fellesmappe();
  if (mappe === undefined) return undefined;
  const { pid, caPem, blob, queue, table } = await les(mappe);
  const konto = await taKonto(mappe);
  const adresser = {
    blobUrl: `${blob}${konto}`,
    queueUrl: `${queue}${konto}`,
    tableUrl: `${table}${konto}`,
  };
  return { azurite: { pid, ...adresser, stop: () => Promise.resolve() }, caPem };
}
