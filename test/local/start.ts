// `npm start`: everything on this machine. Stand-ins, the built bundle in the local host, the main job once; then it
// serves until Ctrl-C. `npm start -- --once` ends after the job, with exit status 0 when every part of it worked.

import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { buildBundle } from "../../build.ts";
import { SITUASJONER } from "../standins/skatteetaten/personer.ts";
import { startSystem, type System } from "../standins/system.ts";
import { startHost, type Host } from "./host.ts";
import { gjoerHovedjobben, type Jobb } from "./main-job.ts";
import { visJobb } from "./vis-jobb.ts";

const MAPPE = ".local";

const HOVEDJOBB = {
  oppslag: {
    inntektsaar: 2023,
    personer: [
      { rolle: "BEBOER", personidentifikator: SITUASJONER.ksBeboer },
      { rolle: "EKTEFELLE", personidentifikator: SITUASJONER.ksEktefelle },
    ],
    saksreferanse: "2026/1",
  },
  beregning: {
    beregningsdato: "2023-06-01",
    forsoergelse: [
      {
        rolle: "EKTEFELLE",
        hjemmeboende: true,
        tenktEtterlattepensjon: 0,
        begrunnelse: "Ektefellen har arbeidsinntekt over tenkt etterlattepensjon",
      },
    ],
  },
  dokument: { kommune: "Eksempel kommune", saksreferanse: "2026/1", beboerNavn: "Kari Eksempel" },
};

function skriv(linje: string): void {
  process.stdout.write(`${linje}\n`);
}

function lagre(filnavn: string, innhold: string | Uint8Array): string {
  const sti = join(MAPPE, filnavn);
  writeFileSync(sti, innhold);
  return sti;
}

function curl(url: string, sti: string, fil: string, utfil?: string): string {
  const ut = utfil === undefined ? "" : ` -o ${utfil}`;
  return (
    `curl -s${ut} -X POST ${url}${sti} -H "Authorization: Bearer $(cat ${MAPPE}/token)" ` +
    `-H "Content-Type: application/json" -d @${fil}`
  );
}

async function kjoer(jobb: Jobb): Promise<void> {
  const resultat = await gjoerHovedjobben(jobb);
  skriv(visJobb(resultat));
  const pdf = lagre(resultat.pdfFilnavn, resultat.pdf);
  const forespoersel = { oppslag: resultat.oppslag, ...jobb.beregning };
  lagre("token", jobb.token);
  const oppslag = lagre("oppslag.json", JSON.stringify(jobb.oppslag, null, 2));
  const beregning = lagre("beregning.json", JSON.stringify(forespoersel, null, 2));
  const medDokument = lagre(
    "beregning-pdf.json",
    JSON.stringify({ ...forespoersel, dokument: jobb.dokument }, null, 2),
  );
  skriv(`\nDokumentet ligger i ${pdf}\n`);
  skriv("Prøv selv (tokenet varer en time):");
  skriv(`  ${curl(jobb.url, "/api/v1/oppslag", oppslag)}`);
  skriv(`  ${curl(jobb.url, "/api/v1/beregning", beregning)}`);
  skriv(`  ${curl(jobb.url, "/api/v1/beregning/pdf", medDokument, `${MAPPE}/egenandel.pdf`)}`);
  skriv("\nFlere syntetiske personer du kan slå opp:");
  for (const [situasjon, nummer] of Object.entries(SITUASJONER)) skriv(`  ${nummer}  ${situasjon}`);
}

async function startTjenesten(system: System): Promise<Host> {
  await buildBundle();
  Object.assign(process.env, system.env);
  const logg: string[] = [];
  return startHost({
    bundlePath: "dist/main.cjs",
    hostJsonPath: "host.json",
    port: Number(process.env.PORT ?? 0),
    log: ({ level, category, message }) => {
      logg.push(`${level} ${category} ${message}`);
      lagre("host.log", logg.join("\n"));
    },
  });
}

const ukjente = process.argv.slice(2).filter((argument) => argument !== "--once");
if (ukjente.length > 0) {
  process.stderr.write("Ukjent valg. Bruk: npm start, eller npm start -- --once\n");
  process.exit(1);
}

mkdirSync(MAPPE, { recursive: true });
const system = await startSystem();
const host = await startTjenesten(system);

async function avslutt(status: number): Promise<never> {
  await host.close();
  await system.close();
  process.exit(status);
}

try {
  await kjoer({ url: host.url, token: await system.hentEpjToken(), ...HOVEDJOBB });
} catch (feil) {
  process.stderr.write(`Hovedjobben feilet: ${feil instanceof Error ? feil.message : "ukjent feil"}\n`);
  await avslutt(1);
}
if (process.argv.includes("--once")) await avslutt(0);

skriv(`\nTjenesten svarer på ${host.url} til du trykker Ctrl-C. Loggen ligger i ${MAPPE}/host.log.`);
for (const signal of ["SIGINT", "SIGTERM"] as const)
  process.once(signal, () => {
    void avslutt(0);
  });
