// `npm start`: everything on this machine. Stand-ins, the built bundle in the local host, the main job once; then it
// serves until Ctrl-C. `npm start -- --once` ends after the job, with exit status 0 when every part of it worked.

import { appendFileSync, mkdirSync, writeFileSync } from "node:fs";
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
        begrunnelse: "Satt til 0 i eksemplet hos KS",
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

/** Does the job, prints it, and leaves token and requests in files for the curl lines. */
async function kjoer(jobb: Jobb): Promise<string[]> {
  const resultat = await gjoerHovedjobben(jobb);
  const pdf = lagre(resultat.pdfFilnavn, resultat.pdf);
  skriv(`${visJobb(resultat)}\n\nDokumentet ligger i ${pdf}`);
  const forespoersel = { oppslag: resultat.oppslag, ...jobb.beregning };
  const somJson = (verdi: unknown): string => JSON.stringify(verdi, null, 2);
  lagre("token", jobb.token);
  const oppslag = lagre("oppslag.json", somJson(jobb.oppslag));
  const beregning = lagre("beregning.json", somJson(forespoersel));
  const medDokument = lagre("beregning-pdf.json", somJson({ ...forespoersel, dokument: jobb.dokument }));
  return [
    curl(jobb.url, "/api/v1/oppslag", oppslag),
    curl(jobb.url, "/api/v1/beregning", beregning),
    curl(jobb.url, "/api/v1/beregning/pdf", medDokument, `${MAPPE}/egenandel.pdf`),
  ];
}

function visHvordan(url: string, linjer: readonly string[]): void {
  skriv("\nPrøv selv (tokenet varer en time):");
  for (const linje of linjer) skriv(`  ${linje}`);
  skriv("\nFlere syntetiske personer du kan slå opp:");
  for (const [situasjon, nummer] of Object.entries(SITUASJONER)) skriv(`  ${nummer}  ${situasjon}`);
  skriv(`\nTjenesten svarer på ${url} til du trykker Ctrl-C. Loggen ligger i ${MAPPE}/host.log.`);
}

async function startTjenesten(system: System): Promise<Host> {
  await buildBundle();
  Object.assign(process.env, system.env);
  const loggfil = lagre("host.log", "");
  return startHost({
    bundlePath: "dist/main.cjs",
    hostJsonPath: "host.json",
    port: Number(process.env.PORT ?? 0),
    log: ({ level, category, message }) => {
      appendFileSync(loggfil, `${level} ${category} ${message}\n`);
    },
  });
}

const ukjente = process.argv.slice(2).filter((argument) => argument !== "--once");
if (ukjente.length > 0) {
  process.stderr.write("Ukjent valg. Bruk: npm start, eller npm start -- --once\n");
  process.exit(1);
}

/** The job from start to end; the exit status when it ends, undefined when it goes on serving. */
async function start(kunEnGang: boolean): Promise<number | undefined> {
  const aapne: { close(): Promise<void> }[] = [];
  const lukk = async (): Promise<void> => {
    for (const del of aapne.reverse()) await del.close();
  };
  try {
    const system = await startSystem();
    aapne.push(system);
    const host = await startTjenesten(system);
    aapne.push(host);
    const linjer = await kjoer({ url: host.url, token: await system.hentEpjToken(), ...HOVEDJOBB });
    if (kunEnGang) {
      await lukk();
      return 0;
    }
    visHvordan(host.url, linjer);
    for (const signal of ["SIGINT", "SIGTERM"] as const) {
      process.once(signal, () => {
        void lukk().then(() => process.exit(0));
      });
    }
    return undefined;
  } catch (feil) {
    process.stderr.write(`Hovedjobben feilet: ${feil instanceof Error ? feil.message : "ukjent feil"}\n`);
    await lukk();
    return 1;
  }
}

mkdirSync(MAPPE, { recursive: true });
const status = await start(process.argv.includes("--once"));
if (status !== undefined) process.exit(status);
