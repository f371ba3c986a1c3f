// `npm run load:etteroppgjoer`: two thousand cases settled in bulk against counterparts that take 50 ms. Exit status 1 when a
// case fails or differs from the same case one by one, when Skatteetaten sees too many calls at once, or when it takes more
// than 1.2 times what five calls at a time allow.

import { randomUUID } from "node:crypto";
import { buildBundle } from "../../build.ts";
import { KILDER } from "../../shared/oppslag/oppslagssvar.ts";
import { bestill, enkeltvis, sak, utenId, vent, type Jobbsvar } from "../functions/etteroppgjoer-rigg.ts";
import { startTjeneste } from "../functions/tjeneste.ts";
import { organisasjon } from "../standins/maskinporten/claims.ts";
import { SITUASJONER } from "../standins/skatteetaten/personer.ts";
import { stiFor } from "../standins/skatteetaten/rigg.ts";
import { KOMMUNE } from "../standins/system.ts";
import { vis } from "./maal.ts";

const ANTALL = 2_000;
const MOTPART_MS = 50;
const FLEST_KALL = 5;
const HOEYST = 1.2;
const FRIST_MS = 300_000;

const HVEM = [SITUASJONER.pensjonistBeboer, SITUASJONER.nyttNummer, SITUASJONER.ukjentPost] as const;
const saker = Array.from({ length: ANTALL }, (_, i) =>
  sak(HVEM[i % HVEM.length] ?? HVEM[0], 2025, { saksreferanse: `2026/${i + 1}` }),
);

await buildBundle();
const tjeneste = await startTjeneste();
const { skatteetaten } = tjeneste.system;
skatteetaten.settForsinkelse(MOTPART_MS);

/** What a call takes here when five lanes do nothing but call, in ms: the counterpart's 50 and what the machine adds. */
async function bareKall(): Promise<number> {
  const token = tjeneste.system.maskinporten.issueToken({
    consumer: organisasjon(KOMMUNE),
    scope: "skatteetaten:summertskattegrunnlag",
  });
  const url = `${skatteetaten.summertUrl}${stiFor("SUMMERT_SKATTEGRUNNLAG", HVEM[0], 2025)}`;
  const antall = 100;
  const foerst = performance.now();
  const bane = async (): Promise<void> => {
    for (let i = 0; i < antall; i++) {
      const headers = { authorization: `Bearer ${token}`, korrelasjonsid: randomUUID() };
      const bar = await fetch(url, { headers });
      if (bar.status !== 200) throw new Error(`the bare call answered ${bar.status}`);
      await bar.arrayBuffer();
    }
  };
  await Promise.all(Array.from({ length: FLEST_KALL }, bane));
  return (performance.now() - foerst) / antall;
}

const kallMs = await bareKall();
skatteetaten.nullstillLogg();
const start = performance.now();
const svar = await bestill(tjeneste, "last", saker);
const mottattMs = performance.now() - start;
const sti = svar.headers.get("location") ?? "";
const jobb = await vent(tjeneste, sti, FRIST_MS);
const sekunder = (performance.now() - start) / 1_000;
const stoerste = KILDER.map((api) => skatteetaten.stoersteSamtidige(api, KOMMUNE));
skatteetaten.settForsinkelse(0);

const gulv = ((ANTALL / FLEST_KALL) * kallMs) / 1_000;
vis("a bare call, five at a time", `${kallMs.toFixed(1)} ms`, `the counterpart takes ${MOTPART_MS} ms`);
vis(
  `${ANTALL} cases settled in bulk`,
  `${sekunder.toFixed(1)} s`,
  `${(sekunder / gulv).toFixed(2)} x the ${gulv.toFixed(1)} s of bare calls, five at a time`,
);
vis("order answered", `${mottattMs.toFixed(0)} ms`, `status ${svar.status}`);
vis("most calls at a time per API", stoerste.join(", "), `at most ${FLEST_KALL}`);

const brudd: string[] = [];
if (jobb.feilet > 0 || jobb.beregnet !== ANTALL) brudd.push(`${jobb.feilet} cases failed`);
if (sekunder > gulv * HOEYST) brudd.push(`it took more than ${HOEYST} x ${gulv.toFixed(1)} s`);
if (stoerste.some((antall) => antall > FLEST_KALL)) brudd.push("too many calls at once");

const ventet = await Promise.all(HVEM.map((_, i) => enkeltvis(tjeneste, saker[i] ?? sak(HVEM[0], 2025))));
const token = await tjeneste.system.hentEpjToken();
let ulike = 0;
for (let fra = 1; fra <= ANTALL; fra += 100) {
  const { json } = await tjeneste.anrop(`${sti}?fraSak=${fra}`, { token });
  for (const { nr, beregning, oppslag } of (json as unknown as Jobbsvar).resultater) {
    const riktig = ventet[(nr - 1) % HVEM.length];
    const likt =
      JSON.stringify(utenId(beregning)) === JSON.stringify(utenId(riktig?.beregning)) &&
      JSON.stringify(utenId(oppslag)) === JSON.stringify(utenId(riktig?.oppslag));
    if (!likt) ulike += 1;
  }
}
vis("results that differ from one by one", `${ulike}`, "none allowed");
if (ulike > 0) brudd.push(`${ulike} results differ`);
await tjeneste.close();
for (const regel of brudd) process.stderr.write(`broken: ${regel}\n`);
process.exit(brudd.length === 0 ? 0 : 1);
