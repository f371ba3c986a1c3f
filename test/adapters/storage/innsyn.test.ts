// The search of docs/runbook/innsyn.md, run as it stands there against entries the service itself has written.

import { execFile } from "node:child_process";
import { randomBytes, randomUUID } from "node:crypto";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createCredential } from "../../../shared/adapters/identity/credential.ts";
import { createOppslagslogg } from "../../../shared/adapters/storage/oppslagslogg.ts";
import { lesOrganisasjonsnummer } from "../../../shared/kernel/organisasjonsnummer.ts";
import { Personidentifikator } from "../../../shared/kernel/personidentifikator.ts";
import { ok } from "../../../shared/kernel/result.ts";
import type { Logginnslag, Loggutfall } from "../../../shared/oppslag/oppslagslogg.ts";
import type { Rolle } from "../../../shared/oppslag/oppslagssvar.ts";
import { startAzure, type Azure } from "../../standins/azure/start.ts";

const PEPPER = randomBytes(32).toString("base64url");
const KOMMUNE = "964338531";
const SOEKT = "01895099511";
const ANNEN = "02895199522";
const SKRIPT = `.local/innsyn-${randomUUID()}.ts`;

let azure: Azure;
beforeAll(async () => {
  azure = await startAzure();
  Object.assign(process.env, azure.env);
  const [, skript = ""] = /```ts\n(.*?)```/s.exec(readFileSync("docs/runbook/innsyn.md", "utf8")) ?? [];
  mkdirSync(".local", { recursive: true });
  writeFileSync(SKRIPT, skript);
});
afterAll(async () => {
  rmSync(SKRIPT, { force: true });
  await azure.close();
});

function person([rolle, nummer]: [Rolle, string]): Logginnslag["personer"][number] {
  const personidentifikator = Personidentifikator.av(nummer);
  if (personidentifikator === undefined) throw new Error("not eleven digits");
  return { rolle, personidentifikator };
}

/** An entry as a lookup leaves it; without an outcome it is one that stopped on the way. */
async function skriv(
  tidspunkt: string,
  personer: [Rolle, string][],
  utfall?: Loggutfall,
  kommune = KOMMUNE,
): Promise<void> {
  const orgnr = lesOrganisasjonsnummer(kommune);
  if (orgnr === undefined) throw new Error("not an organisasjonsnummer");
  const logg = createOppslagslogg({
    tableUrl: new URL(azure.env.STORAGE_TABLE_URL ?? ""),
    credential: createCredential(azure.identity.clientId),
    loopbackCa: azure.certificates.caPem,
    pepper: () => Promise.resolve(ok(PEPPER)),
    now: () => new Date(tidspunkt),
    nyId: randomUUID,
    meld: () => undefined,
  });
  const innslag = await logg.skriv({
    kommune: orgnr,
    leverandoer: null,
    clientId: "klient-1",
    jti: "jti-1",
    korrelasjonsid: randomUUID(),
    tidspunkt: new Date(tidspunkt),
    inntektsaar: "SISTE",
    apier: ["SUMMERT_SKATTEGRUNNLAG", "BEREGNET_SKATT", "AVREGNING"],
    personer: personer.map(person),
    saksreferanse: "2026/1234",
  });
  if (!innslag.ok) throw new Error("not written");
  if (utfall !== undefined) await logg.fullfoer(innslag.value, utfall);
}

type Kjoering = { readonly status: number; readonly ut: string; readonly feil: string };

/** Runs the search as an operator does: arguments in the open, the number on standard input, the pepper in the environment. */
function kjoer(nummer: string, argumenter: string[], pepper = PEPPER): Promise<Kjoering> {
  const env = {
    PATH: process.env.PATH,
    ...azure.env,
    LOGG_PEPPER: pepper,
    NODE_EXTRA_CA_CERTS: azure.env.LOOPBACK_CA_FIL,
  };
  return new Promise((ferdig) => {
    const prosess = execFile(process.execPath, [SKRIPT, ...argumenter], { env }, (feil, ut, feilut) => {
      ferdig({ status: feil === null ? 0 : 1, ut, feil: feilut });
    });
    prosess.stdin?.end(nummer);
  });
}

test("the search finds every entry of a person in a municipality and period, with that person's part alone, and no number", async () => {
  await skriv("2026-01-31T23:59:59Z", [["BEBOER", SOEKT]]);
  await skriv(
    "2026-02-01T00:00:00Z",
    [
      ["BEBOER", ANNEN],
      ["EKTEFELLE", SOEKT],
    ],
    {
      utfall: "UTLEVERT",
      inntektsaar: 2024,
      statuser: ["FUNNET", "SKJERMET"],
    },
  );
  await skriv("2026-03-05T12:00:00Z", [["BEBOER", SOEKT]], {
    utfall: "IKKE_UTLEVERT",
    feilkode: "ugyldig-svar",
  });
  await skriv("2026-04-30T23:00:00Z", [
    ["BEBOER", ANNEN],
    ["BARN", ANNEN],
    ["BARN", SOEKT],
  ]);
  await skriv("2026-05-01T00:00:00Z", [["BEBOER", SOEKT]]);
  await skriv("2026-03-06T12:00:00Z", [["BEBOER", ANNEN]]);
  await skriv("2026-03-07T12:00:00Z", [["BEBOER", SOEKT]], undefined, "974760673");

  const { status, ut, feil } = await kjoer(SOEKT, [KOMMUNE, "2026-02", "2026-04"]);
  expect([status, feil]).toEqual([0, ""]);
  const felles = {
    kommune: KOMMUNE,
    inntektsaar: "SISTE",
    apier: "SUMMERT_SKATTEGRUNNLAG,BEREGNET_SKATT,AVREGNING",
    saksreferanse: "2026/1234",
  };
  expect(
    ut
      .trim()
      .split("\n")
      .map((linje) => JSON.parse(linje) as unknown),
  ).toEqual([
    {
      tidspunkt: "2026-02-01T00:00:00.000Z",
      rolle: "EKTEFELLE",
      status: "SKJERMET",
      utlevertInntektsaar: "2024",
      utfall: "UTLEVERT",
      ...felles,
    },
    {
      tidspunkt: "2026-03-05T12:00:00.000Z",
      rolle: "BEBOER",
      utfall: "IKKE_UTLEVERT",
      feilkode: "ugyldig-svar",
      ...felles,
    },
    { tidspunkt: "2026-04-30T23:00:00.000Z", rolle: "BARN", utfall: "PAABEGYNT", ...felles },
  ]);
  expect(ut).not.toMatch(/(?<![0-9])[0-9]{11}(?![0-9])/);
});

test("with another pepper nobody is found", async () => {
  const annet = randomBytes(32).toString("base64url");
  expect(await kjoer(SOEKT, [KOMMUNE, "2026-01", "2026-12"], annet)).toEqual({ status: 0, ut: "", feil: "" });
});

test.each<[string, string, string[]]>([
  ["a number of ten digits", SOEKT.slice(1), [KOMMUNE, "2026-01", "2026-12"]],
  ["a municipality that is text", SOEKT, ["x' or PartitionKey ne '", "2026-01", "2026-12"]],
  ["a month left out", SOEKT, [KOMMUNE, "2026-01"]],
])("with %s the search stops and repeats no number", async (_, nummer, argumenter) => {
  const { status, ut, feil } = await kjoer(nummer, argumenter);
  expect([status, ut]).toEqual([1, ""]);
  expect(feil).toContain("må være riktige");
  expect(feil).not.toContain(nummer);
});
