// `npm run bench:kostnad`: the time, the processor and the memory a look-up and a document take, and what that comes to on Flex
// Consumption. Needs Linux: the process is read from /proc. Prices are parameters, not facts of this project: see docs/drift.md.

import { readFileSync } from "node:fs";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { buildBundle } from "../../build.ts";
import { NODE_ARGUMENTS } from "../local/node-arguments.ts";
import { SITUASJONER } from "../standins/skatteetaten/personer.ts";
import { startSystem } from "../standins/system.ts";
import { median, tidPerKjoering, vis } from "./maal.ts";

/** Dollars, without tax, to be looked up on Azure's price page for the region before they are relied on. */
const PRIS = { gbSekund: 0.000026, millionKall: 0.4, klarGbSekund: 0.000004, gbLogg: 3, kronerPerDollar: 11 };
/** As in infra/*.bicepparam and infra/modules/funksjonsapp.bicep. */
const INSTANS = { gb: 2, samtidige: 16 };
/** An instance that wakes is paid for at least this long, then by tenths. */
const MINST_MS = 1_000;
const MOTPART_MS = 50;
/** What real counterparts may take; the look-up waits for them in one round. */
const TREG_MOTPART_MS = 800;
// The clock of processor time in /proc: hundredths of a second.
const HZ = 100;

const OPPSLAG = {
  inntektsaar: 2023,
  personer: [
    { rolle: "BEBOER", personidentifikator: SITUASJONER.ksBeboer },
    { rolle: "EKTEFELLE", personidentifikator: SITUASJONER.ksEktefelle },
  ],
  saksreferanse: "bench",
};

await buildBundle();
const system = await startSystem({ telemetri: true });
const prosess = spawn(process.execPath, [...NODE_ARGUMENTS, "test/bench/start-host.ts", "dist/main.cjs"], {
  env: { PATH: process.env.PATH, ...system.env },
  stdio: ["ignore", "pipe", "ignore"],
});
const [linje] = (await once(createInterface(prosess.stdout), "line")) as [string];
const url = linje.replace("listening ", "");
const token = await system.hentEpjToken();

/** Milliseconds of processor time so far. */
function prosessortid(): number {
  const felt = readFileSync(`/proc/${prosess.pid ?? 0}/stat`, "utf8")
    .split(") ")
    .at(-1)
    ?.split(" ");
  return ((Number(felt?.[11]) + Number(felt?.[12])) / HZ) * 1_000;
}

/** Megabytes, the most so far. */
function mestMinne(): number {
  const kb = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${prosess.pid ?? 0}/status`, "utf8"))?.[1];
  return Number(kb) / 1_024;
}

async function post(sti: string, body: unknown): Promise<Response> {
  const svar = await fetch(`${url}${sti}`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  if (svar.status !== 200) throw new Error(`${sti} answered ${svar.status}`);
  return svar;
}

let antallOppslag = 0;
async function slaaOpp(): Promise<unknown> {
  antallOppslag += 1;
  const json: unknown = await (await post("/api/v1/oppslag", OPPSLAG)).json();
  return json;
}

const oppslag = await slaaOpp();
const beregning = { oppslag, beregningsdato: "2023-06-01", dokument: { kommune: "Eksempel kommune" } };
const lagPdf = async (): Promise<void> => {
  await (await post("/api/v1/beregning/pdf", beregning)).arrayBuffer();
};

/** Wall time of each and processor time per run, `samtidige` at a time. */
async function maal(antall: number, samtidige: number, arbeid: () => Promise<unknown>) {
  const foer = prosessortid();
  const start = performance.now();
  const tider = (
    await Promise.all(Array.from({ length: samtidige }, () => tidPerKjoering(antall / samtidige, arbeid)))
  ).flat();
  const vegg = performance.now() - start;
  return {
    tid: median(tider),
    prosessor: (prosessortid() - foer) / antall,
    perSekund: (antall / vegg) * 1_000,
  };
}

/** Kroner for a thousand, when each holds an instance for so many ms, shared by so many. */
function kroner(ms: number, samtidige: number): number {
  const betalt = samtidige === 1 ? Math.max(MINST_MS, Math.ceil(ms / 100) * 100) : ms / samtidige;
  const dollar = (betalt / 1_000) * INSTANS.gb * PRIS.gbSekund + PRIS.millionKall / 1_000_000;
  return dollar * PRIS.kronerPerDollar * 1_000;
}

await maal(160, 16, slaaOpp);
await maal(20, 1, lagPdf);
system.skatteetaten.settForsinkelse(MOTPART_MS);
const alene = await maal(100, 1, slaaOpp);
const sammen = await maal(480, INSTANS.samtidige, slaaOpp);
const dokument = await maal(60, 1, lagPdf);

vis(
  "look-up of two persons, alone, p50",
  `${alene.tid.toFixed(0)} ms`,
  `processor ${alene.prosessor.toFixed(1)} ms`,
);
vis(
  `the same, ${INSTANS.samtidige} at a time`,
  `${sammen.perSekund.toFixed(0)} /s`,
  `processor ${sammen.prosessor.toFixed(1)} ms`,
);
vis("document, p50", `${dokument.tid.toFixed(0)} ms`, `processor ${dokument.prosessor.toFixed(1)} ms`);
vis("memory, the most", `${mestMinne().toFixed(0)} MB`, `of ${INSTANS.gb * 1_024} MB`);
const ventetid = alene.tid - MOTPART_MS + TREG_MOTPART_MS;
vis(
  "1 000 look-ups, each alone",
  `${kroner(alene.tid, 1).toFixed(2)} kr`,
  "a second each is the least that is paid",
);
vis(
  `1 000 look-ups, counterparts of ${TREG_MOTPART_MS} ms, each alone`,
  `${kroner(ventetid, 1).toFixed(2)} kr`,
  `${ventetid.toFixed(0)} ms each`,
);
vis(
  `1 000 look-ups, ${INSTANS.samtidige} at a time`,
  `${kroner(sammen.tid, INSTANS.samtidige).toFixed(3)} kr`,
);
vis("1 000 documents, each alone", `${kroner(dokument.tid, 1).toFixed(2)} kr`);
vis(
  "one instance always warm, a month of 730 hours",
  `${(INSTANS.gb * PRIS.klarGbSekund * 730 * 3_600 * PRIS.kronerPerDollar).toFixed(0)} kr`,
);

const ferdig = once(prosess, "exit");
prosess.kill("SIGTERM");
await ferdig;
// Now all of it has been sent. Documents call nobody, so nearly all of it is of the look-ups; what the host sends itself is not here.
const telemetri = Buffer.byteLength(system.azure.ingestion.tekst()) / antallOppslag;
vis(
  "telemetry of the service, 1 000 look-ups",
  `${((telemetri / 1_000_000) * PRIS.gbLogg * PRIS.kronerPerDollar).toFixed(2)} kr`,
  `${(telemetri / 1_000).toFixed(1)} kB each`,
);
await system.close();
process.exit(0);
