// `npm run bench:tilkoblinger`: what the store of connections takes against Azurite, next to the same rows fetched bare.

import { createHash, randomBytes } from "node:crypto";
import { Agent, request } from "node:https";
import { text } from "node:stream/consumers";
import type { Organisasjonsnummer } from "../../shared/kernel/organisasjonsnummer.ts";
import { somListe } from "../../functions/http/tilkobling-svar.ts";
import type { Tilkoblingshendelse } from "../../shared/tilkobling/hendelse.ts";
import { lagOversikt } from "../../shared/tilkobling/oversikt.ts";
import type { Tilkobling } from "../../shared/tilkobling/tilkobling.ts";
import { kommuner, skriv, startLagerrigg } from "../adapters/storage/lager-rigg.ts";
import { STORAGE_RESSURS } from "../standins/azure/identity-server.ts";
import {
  avgjort,
  BEGGE_OK,
  EGET_SEGL,
  IKKE_DELEGERT,
  IKKE_GITT,
  LEVERANDOER,
  mottatt,
  registrert,
  sjekket,
  SKANNET,
  utfall,
} from "../tilkobling/sak.ts";
import { median, persentil, tidPerKjoering, vis } from "./maal.ts";

const ANTALL = 357;
const SAMTIDIGE = 8;
const MIB = 1024 * 1024;

/** A municipality as they come: some declarations, registrations and answers. */
function hendelser(nr: number): readonly Tilkoblingshendelse[] {
  const svar = [BEGGE_OK, IKKE_DELEGERT, IKKE_GITT][nr % 3] ?? BEGGE_OK;
  return [
    mottatt(1, SKANNET),
    avgjort(1, "GODKJENT"),
    ...(nr % 2 === 0 ? [mottatt(2, EGET_SEGL), registrert("TJENESTEVEDLEGG", "OK")] : []),
    registrert("PAAKOBLINGSFORESPOERSEL", "OK"),
    sjekket(utfall(svar)),
  ];
}

const rigg = await startLagerrigg();
const lager = rigg.lager();
const alle = kommuner(ANTALL);
const igjen = [...alle.entries()];
async function fyll(): Promise<void> {
  for (let neste = igjen.pop(); neste !== undefined; neste = igjen.pop()) {
    await skriv(lager, neste[1], ...hendelser(neste[0]));
  }
}
await Promise.all(Array.from({ length: SAMTIDIGE }, fyll));

const agent = new Agent({ keepAlive: true, ca: rigg.azure.certificates.caPem });
const token = await rigg.azure.identity.utsted(STORAGE_RESSURS);
const filter = encodeURIComponent("PartitionKey eq 'tilkobling' and RowKey ge 's_' and RowKey lt 's_~'");
const adresse = `${rigg.azure.env.STORAGE_TABLE_URL ?? ""}/tilkoblinger()?$filter=${filter}`;
const headers = {
  authorization: `Bearer ${token}`,
  "x-ms-version": "2024-11-04",
  accept: "application/json;odata=nometadata",
};

function hentBart(): Promise<string> {
  return new Promise((resolve, reject) => {
    const req = request(adresse, { agent, headers }, (res) => {
      text(res).then(resolve, reject);
    });
    req.once("error", reject).end();
  });
}

async function lesAlle(): Promise<readonly Tilkobling[]> {
  const svar = await lager.lesAlle();
  if (!svar.ok || svar.value.length !== ANTALL) throw new Error("not all were read");
  return svar.value;
}

/** The body of GET /api/v1/tilkoblinger. */
async function svarAlle(): Promise<string> {
  return JSON.stringify(somListe(lagOversikt([], await lesAlle(), LEVERANDOER)));
}

const [foerste = 0] = await tidPerKjoering(1, lesAlle);
await tidPerKjoering(20, lesAlle);
await tidPerKjoering(20, hentBart);
const lest = await tidPerKjoering(50, lesAlle);
const bart = await tidPerKjoering(50, hentBart);
vis(
  `${ANTALL} municipalities in one answer, p50`,
  `${median(lest).toFixed(0)} ms`,
  `p95 ${persentil(lest, 95).toFixed(0)} ms, first ${foerste.toFixed(0)} ms`,
);
await tidPerKjoering(10, svarAlle);
vis(
  "the same made into the answer to a caller, p50",
  `${median(await tidPerKjoering(30, svarAlle)).toFixed(0)} ms`,
  `goal at most 100 ms, ${((await svarAlle()).length / 1024).toFixed(0)} kB`,
);
vis(
  "the same rows fetched bare, p50",
  `${median(bart).toFixed(0)} ms`,
  `with the SDK and checked: ${(median(lest) / median(bart)).toFixed(2)} x, ${((await hentBart()).length / 1024).toFixed(0)} kB`,
);

const [kommune] = alle;
async function gjentatt(arbeid: (kommune: Organisasjonsnummer, nr: number) => Promise<unknown>) {
  let nr = 0;
  return tidPerKjoering(100, () => kommune && arbeid(kommune, (nr += 1)));
}
const en = await gjentatt((k) => lager.les(k));
vis("one municipality, p50", `${median(en).toFixed(1)} ms`);
const kontroll = await gjentatt((k) => skriv(lager, k, sjekket(utfall(BEGGE_OK))));
vis("a check without news kept, p50", `${median(kontroll).toFixed(1)} ms`);
const nytt = await gjentatt((k) => skriv(lager, k, registrert("TJENESTEVEDLEGG", "OK")));
vis("an event kept with its history, p50", `${median(nytt).toFixed(1)} ms`);

async function lagrePdf(byte: number): Promise<void> {
  const pdf = randomBytes(byte);
  const svar = await lager.lagreErklaering(createHash("sha256").update(pdf).digest("hex"), pdf);
  if (!svar.ok) throw new Error("not kept");
}
const [foerstePdf = 0] = await tidPerKjoering(1, () => lagrePdf(100_000));
vis(
  "a PDF of 100 kB kept, p50",
  `${median(await tidPerKjoering(20, () => lagrePdf(100_000))).toFixed(0)} ms`,
  `first ${foerstePdf.toFixed(0)} ms`,
);
vis(
  "a PDF of 10 MiB kept, p50",
  `${median(await tidPerKjoering(5, () => lagrePdf(10 * MIB))).toFixed(0)} ms`,
);

await rigg.close();
process.exit(0);
