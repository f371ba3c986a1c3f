// One run of the reader as a process of its own, so that it can be killed anywhere. Prints its outcome as one line of JSON.

import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { setTimeout as vent } from "node:timers/promises";
import { createSend } from "../../shared/adapters/http/send.ts";
import { createCredential } from "../../shared/adapters/identity/credential.ts";
import { createHendelseskilde } from "../../shared/adapters/skatteetaten/hendelser.ts";
import { createAbonnementlager } from "../../shared/adapters/storage/abonnementlager.ts";
import { createEndringslager } from "../../shared/adapters/storage/endringslager.ts";
import { createLesHendelser } from "../../shared/hendelser/les-hendelser.ts";
import { ok } from "../../shared/kernel/result.ts";

function miljoe(navn: string): string {
  const verdi = process.env[navn];
  if (verdi === undefined) throw new Error(`${navn} is not set`);
  return verdi;
}

const lager = {
  tableUrl: new URL(miljoe("STORAGE_TABLE_URL")),
  credential: createCredential(miljoe("AZURE_CLIENT_ID")),
  loopbackCa: readFileSync(miljoe("LOOPBACK_CA_FIL"), "utf8"),
  meld: (aarsak: { readonly kode: string }) => process.stderr.write(`${aarsak.kode}\n`),
  fristMs: 15_000,
};

const les = createLesHendelser({
  kilde: createHendelseskilde({
    adresse: new URL(miljoe("SKATTEETATEN_HENDELSER_URL")),
    send: createSend({ fetch: globalThis.fetch, tilfeldig: Math.random, vent: (ms) => vent(ms) }),
    nyId: () => randomUUID(),
    hentToken: () => Promise.resolve(ok(miljoe("SKATTEETATEN_TOKEN"))),
    forkastToken: () => undefined,
  }),
  abonnementer: createAbonnementlager({
    ...lager,
    nyId: () => randomUUID(),
    pepper: () => Promise.resolve(ok(miljoe("PEPPER"))),
  }),
  endringer: createEndringslager({ ...lager, now: () => new Date() }),
  now: () => new Date(),
  nyFrist: () => AbortSignal.timeout(300_000),
});

const heapMb: number[] = [];
const prove = setInterval(() => {
  globalThis.gc?.();
  heapMb.push(process.memoryUsage().heapUsed / 1e6);
}, 2_000);

const foer = process.cpuUsage();
const start = performance.now();
const lesning = await les();
const { user, system } = process.cpuUsage(foer);
clearInterval(prove);
const maal = { ms: performance.now() - start, cpuMs: (user + system) / 1_000, heapMb };
process.stdout.write(`${JSON.stringify({ ...lesning, ...maal })}\n`, () => process.exit(0));
