// The search of docs/runbook/innsyn.md, run as it stands there: what a person has the right to see, and nothing of others.

import { spawn } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Treff } from "../../shared/hendelser/endring.ts";
import type { NyttAbonnement } from "../../shared/hendelser/lager.ts";
import { datoAv } from "../../shared/kernel/dato.ts";
import { orgnr, person, treff, uuid } from "./eksempel.ts";
import { NUMMER, nytt, startLagerigg, verdi, type Lagerigg } from "./lagerigg.ts";

const KOMMUNE = orgnr("313876144");
const ANNEN_KOMMUNE = orgnr("310827002");
const ANNEN = person("02915820762");

let rigg: Lagerigg;
let mappe = "";
beforeAll(async () => {
  rigg = await startLagerigg();
  // In the project, which is where the packages are.
  await mkdir(".local", { recursive: true });
  mappe = await mkdtemp(join(".local", "innsyn-"));
});
afterAll(async () => {
  await rm(mappe, { recursive: true, force: true });
  await rigg.close();
});

async function soek(): Promise<unknown[]> {
  const runbook = await readFile("docs/runbook/innsyn.md", "utf8");
  const kode = /```ts\n(.*?)```/s.exec(runbook)?.[1] ?? "";
  const fil = join(mappe, "innsyn.ts");
  await writeFile(fil, kode.replaceAll('"../shared/', '"../../shared/'));
  const prosess = spawn(process.execPath, [fil, KOMMUNE, "2026-01", "2026-12"], {
    env: {
      ...process.env,
      LOGG_PEPPER: Buffer.from(rigg.pepper).toString("base64url"),
      NODE_EXTRA_CA_CERTS: process.env.LOOPBACK_CA_FIL,
    },
    stdio: ["pipe", "pipe", "inherit"],
  });
  prosess.stdin.end(NUMMER);
  const utskrift = await text(prosess.stdout);
  return utskrift.split("\n").flatMap((linje): unknown[] => (linje === "" ? [] : [JSON.parse(linje)]));
}

test("finds the subscriptions of a person and what was told of them, and nothing of others", async () => {
  const lager = rigg.abonnementer();
  async function medHendelse(nr: number, endring: Partial<NyttAbonnement>, kommune = KOMMUNE): Promise<void> {
    const saksreferanse = `2026/${nr}`;
    const lagret = await verdi(
      lager.lagre(kommune, nytt({ abonnementId: uuid(nr), saksreferanse, ...endring })),
    );
    if (lagret === "FULLT") throw new Error("no room");
    const dette: Treff = treff(nr, nr, { abonnement: lagret.abonnement });
    await verdi(rigg.endringer().skriv(kommune, [dette], 1));
  }
  await medHendelse(1, {});
  await medHendelse(2, { person: ANNEN });
  await medHendelse(3, {}, ANNEN_KOMMUNE);
  // The id of another until the day after the change.
  await medHendelse(4, { person: ANNEN });
  await verdi(lager.lagre(KOMMUNE, nytt({ abonnementId: uuid(4), opprettet: datoAv("2026-11-24") })));
  expect(await soek()).toEqual([
    {
      abonnement: uuid(1),
      inntektsaarFra: 2024,
      saksreferanse: "2026/1",
      opprettet: "2026-11-23",
      utloeper: "2028-02-23",
    },
    {
      varsel: uuid(1),
      tidspunkt: "2026-11-23T10:00:00.000Z",
      saksreferanse: "2026/1",
      inntektsaar: 2025,
      type: "NYTT_OPPGJOER",
    },
    { abonnement: uuid(4), inntektsaarFra: 2024, opprettet: "2026-11-24", utloeper: "2028-02-23" },
    { sistVarslet: uuid(1), inntektsaar: "2025", type: "NYTT_OPPGJOER" },
  ]);
});
