// `npm run load:oppslag`: a thousand lookups of a couple, fifty at a time, against counterparts that take 50 ms. Exit
// status 1 when one fails, when Skatteetaten sees too many calls at once, or when more than one token per scope is asked for.

import { buildBundle } from "../../build.ts";
import { KILDER } from "../../shared/oppslag/oppslagssvar.ts";
import { startTjeneste } from "../functions/tjeneste.ts";
import { SITUASJONER } from "../standins/skatteetaten/personer.ts";
import { KOMMUNE } from "../standins/system.ts";
import { persentil, vis } from "./maal.ts";

const ANTALL = 1_000;
const SAMTIDIGE = 50;
const MOTPART_MS = 50;
/** What Skatteetaten asks for, per API and municipality. */
const FLEST_KALL = 5;

const OPPSLAG = {
  inntektsaar: 2023,
  personer: [
    { rolle: "BEBOER", personidentifikator: SITUASJONER.ksBeboer },
    { rolle: "EKTEFELLE", personidentifikator: SITUASJONER.ksEktefelle },
  ],
  saksreferanse: "load",
};

await buildBundle();
const tjeneste = await startTjeneste();
const { maskinporten, skatteetaten } = tjeneste.system;
const token = await tjeneste.system.hentEpjToken();
maskinporten.nullstillLogg();
skatteetaten.settForsinkelse(MOTPART_MS);

const tider: number[] = [];
const feil = new Map<string, number>();

async function slaaOpp(): Promise<void> {
  const start = performance.now();
  const { status, json } = await tjeneste.post("/api/v1/oppslag", OPPSLAG, { token });
  tider.push(performance.now() - start);
  if (status === 200) return;
  const navn = `${status} ${typeof json?.kode === "string" ? json.kode : ""}`;
  feil.set(navn, (feil.get(navn) ?? 0) + 1);
}

let igjen = ANTALL;
async function arbeid(): Promise<void> {
  while (igjen > 0) {
    igjen -= 1;
    await slaaOpp();
  }
}

const start = performance.now();
await Promise.all(Array.from({ length: SAMTIDIGE }, arbeid));
const sekunder = (performance.now() - start) / 1_000;

const kallPerApi = OPPSLAG.personer.length;
const gulv = (SAMTIDIGE * kallPerApi * MOTPART_MS) / FLEST_KALL;
vis("lookups of two persons", `${ANTALL}`, `${SAMTIDIGE} at a time, ${(ANTALL / sekunder).toFixed(1)} /s`);
vis(
  "counterpart's delay",
  `${MOTPART_MS} ms`,
  `${gulv} ms of waiting when ${SAMTIDIGE} share ${FLEST_KALL} calls per API`,
);
for (const p of [50, 95, 99]) {
  const ms = persentil(tider, p);
  vis(`lookup, p${p}`, `${ms.toFixed(0)} ms`, `${(ms / gulv).toFixed(2)} x the waiting`);
}
const antallFeil = [...feil.values()].reduce((sum, antall) => sum + antall, 0);
vis("faults", `${antallFeil}`, [...feil].map(([navn, antall]) => `${antall} x ${navn}`).join(", "));

const brudd: string[] = antallFeil > 0 ? ["a lookup failed"] : [];
for (const api of KILDER) {
  const stoerste = skatteetaten.stoersteSamtidige(api, KOMMUNE);
  vis(`most calls at a time, ${api}`, `${stoerste}`, `at most ${FLEST_KALL}`);
  if (stoerste > FLEST_KALL) brudd.push(`${api} was called ${stoerste} times at once`);
}
const perScope = Map.groupBy(maskinporten.logg().tokenkall, ({ scope }) => scope ?? "");
for (const [scope, kall] of perScope) {
  vis(`token requests, ${scope}`, `${kall.length}`, "exactly 1");
  if (kall.length !== 1) brudd.push(`${scope} was asked for ${kall.length} times`);
}
if (perScope.size !== KILDER.length) brudd.push(`${perScope.size} scopes were asked for`);

await tjeneste.close();
for (const regel of brudd) process.stderr.write(`broken: ${regel}\n`);
process.exit(brudd.length === 0 ? 0 : 1);
