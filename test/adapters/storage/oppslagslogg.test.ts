import { randomBytes, randomUUID } from "node:crypto";
import { TableClient } from "@azure/data-tables";
import type { TokenCredential } from "@azure/identity";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createCredential } from "../../../shared/adapters/identity/credential.ts";
import {
  createOppslagslogg,
  OPPSLAGSLOGG_TABELL,
  type Loggaarsak,
  type OppslagsloggDeps,
} from "../../../shared/adapters/storage/oppslagslogg.ts";
import { hashPersonidentifikator, personfilter } from "../../../shared/adapters/storage/personhash.ts";
import { lesOrganisasjonsnummer } from "../../../shared/kernel/organisasjonsnummer.ts";
import { Personidentifikator } from "../../../shared/kernel/personidentifikator.ts";
import { ok } from "../../../shared/kernel/result.ts";
import type { Innslagsnoekkel, Logginnslag } from "../../../shared/oppslag/oppslagslogg.ts";
import { createCertificateAuthority } from "../../standins/azure/certificates.ts";
import { lytt } from "../../standins/azure/http-server.ts";
import { startAzure, type Azure } from "../../standins/azure/start.ts";

const UTILGJENGELIG = { ok: false, feil: { kode: "logg-utilgjengelig" } };
const PEPPER = randomBytes(32);
const NUMRE = ["01895099511", "02895199522", "03915299533"] as const;
const TIDSPUNKT = new Date("2026-11-23T10:00:00.123Z");

let azure: Azure;
let credential: TokenCredential;
let meldt: Loggaarsak[];
beforeAll(async () => {
  azure = await startAzure({ egetLager: true });
  Object.assign(process.env, azure.env);
  credential = createCredential(azure.identity.clientId);
});
afterAll(() => azure.close());
beforeEach(() => {
  meldt = [];
});

function orgnr(nummer: string) {
  const lest = lesOrganisasjonsnummer(nummer);
  if (lest === undefined) throw new Error("not an organisasjonsnummer");
  return lest;
}

function person(nummer: string): Personidentifikator {
  const lest = Personidentifikator.av(nummer);
  if (lest === undefined) throw new Error("not eleven digits");
  return lest;
}

function innslag(endring: Partial<Logginnslag> = {}): Logginnslag {
  return {
    kommune: orgnr("964338531"),
    leverandoer: orgnr("974760673"),
    clientId: "klient-1",
    jti: "jti-1",
    korrelasjonsid: "6f0f7c3e-8f2b-4d4c-9b55-0c8d2a1f7e11",
    tidspunkt: TIDSPUNKT,
    inntektsaar: "SISTE",
    apier: ["SUMMERT_SKATTEGRUNNLAG", "BEREGNET_SKATT", "AVREGNING"],
    personer: [
      { rolle: "BEBOER", personidentifikator: person(NUMRE[0]) },
      { rolle: "EKTEFELLE", personidentifikator: person(NUMRE[1]) },
    ],
    saksreferanse: "2026/1234",
    ...endring,
  };
}

function logg(endring: Partial<OppslagsloggDeps> = {}) {
  return createOppslagslogg({
    tableUrl: new URL(azure.env.STORAGE_TABLE_URL ?? ""),
    credential,
    loopbackCa: azure.certificates.caPem,
    pepper: () => Promise.resolve(ok(PEPPER.toString("base64url"))),
    now: () => new Date("2026-11-23T10:00:01Z"),
    nyId: randomUUID,
    meld: (aarsak) => meldt.push(aarsak),
    ...endring,
  });
}

function tabell(): TableClient {
  return new TableClient(azure.env.STORAGE_TABLE_URL ?? "", OPPSLAGSLOGG_TABELL, credential, {
    tlsOptions: { ca: azure.certificates.caPem },
  });
}

async function skriv(endring: Partial<Logginnslag> = {}): Promise<Innslagsnoekkel> {
  const skrevet = await logg().skriv(innslag(endring));
  if (!skrevet.ok) throw new Error("not written");
  return skrevet.value;
}

async function lagret({ partitionKey, rowKey }: Innslagsnoekkel): Promise<Record<string, unknown>> {
  return { ...(await tabell().getEntity(partitionKey, rowKey)) };
}

describe("an entry in the access log", () => {
  it("tells who looked up whom, when and for what", async () => {
    const noekkel = await skriv();
    expect(await lagret(noekkel)).toMatchObject({
      kommune: "964338531",
      leverandoer: "974760673",
      clientId: "klient-1",
      jti: "jti-1",
      korrelasjonsid: "6f0f7c3e-8f2b-4d4c-9b55-0c8d2a1f7e11",
      tidspunkt: "2026-11-23T10:00:00.123Z",
      inntektsaar: "SISTE",
      apier: "SUMMERT_SKATTEGRUNNLAG,BEREGNET_SKATT,AVREGNING",
      rolle01: "BEBOER",
      person01: hashPersonidentifikator(person(NUMRE[0]), PEPPER),
      rolle02: "EKTEFELLE",
      person02: hashPersonidentifikator(person(NUMRE[1]), PEPPER),
      saksreferanse: "2026/1234",
      utfall: "PAABEGYNT",
    });
    expect(noekkel.partitionKey).toBe("964338531_2026-11");
    expect(noekkel.rowKey).toMatch(/^2026-11-23T10:00:00\.123Z_6f0f7c3e-[\w-]+_[\w-]{36}$/);
  });

  it("leaves out the supplier and the case reference when there is none", async () => {
    const entitet = await lagret(await skriv({ leverandoer: null, saksreferanse: null }));
    expect(Object.keys(entitet)).not.toContain("leverandoer");
    expect(Object.keys(entitet)).not.toContain("saksreferanse");
  });

  it("has room for a household of twelve", async () => {
    const barn = Array.from({ length: 10 }, (_, nr) => ({
      rolle: "BARN" as const,
      personidentifikator: person(`0489609954${nr}`),
    }));
    const noekkel = await skriv({ personer: [...innslag().personer, ...barn] });
    expect(await lagret(noekkel)).toMatchObject({ rolle12: "BARN" });
    await expect(logg().skriv(innslag({ personer: [...barn, ...barn] }))).rejects.toThrow(RangeError);
  });

  it("holds no identifier, not even one that somebody wrote in the case reference", async () => {
    const spredt = `${NUMRE[0].slice(0, 6)} ${NUMRE[0].slice(6)}`;
    const saksreferanse = `Sak ${NUMRE[0]}/${NUMRE[1]} og ${spredt}`;
    const entitet = await lagret(await skriv({ saksreferanse }));
    expect(entitet).toMatchObject({ saksreferanse: "Sak [fjernet]/[fjernet] og [fjernet]" });
    const alle: unknown[] = [];
    for await (const hver of tabell().listEntities()) alle.push(hver);
    for (const nummer of NUMRE) expect(JSON.stringify(alle)).not.toContain(nummer);
  });

  it("gets its outcome when the lookup is answered", async () => {
    const noekkel = await skriv();
    const utfall = { utfall: "UTLEVERT", inntektsaar: 2024, statuser: ["FUNNET", "SKJERMET"] } as const;
    expect(await logg().fullfoer(noekkel, utfall)).toEqual(ok(undefined));
    expect(await lagret(noekkel)).toMatchObject({
      kommune: "964338531",
      person01: hashPersonidentifikator(person(NUMRE[0]), PEPPER),
      utfall: "UTLEVERT",
      utlevertInntektsaar: "2024",
      statuser: "FUNNET,SKJERMET",
      fullfoert: "2026-11-23T10:00:01.000Z",
    });
  });

  it("gets the code of what went wrong when nothing is released", async () => {
    const noekkel = await skriv();
    await logg().fullfoer(noekkel, { utfall: "IKKE_UTLEVERT", feilkode: "delegering-mangler" });
    expect(await lagret(noekkel)).toMatchObject({ utfall: "IKKE_UTLEVERT", feilkode: "delegering-mangler" });
  });

  it("can be found by a person in whichever rolle, within a municipality and its months", async () => {
    const soekt = person(NUMRE[2]);
    const barn = { rolle: "BARN", personidentifikator: soekt } as const;
    const noekler = [
      await skriv({ personer: [{ rolle: "BEBOER", personidentifikator: soekt }] }),
      await skriv({ personer: [...innslag().personer, barn] }),
    ];
    await skriv({ tidspunkt: new Date("2027-01-01T00:00:00Z"), personer: [barn] });
    await skriv();
    const filter = `PartitionKey ge '964338531_2026-01' and PartitionKey le '964338531_2026-12' and ${personfilter(
      hashPersonidentifikator(soekt, PEPPER),
    )}`;
    const funnet: (string | undefined)[] = [];
    for await (const entitet of tabell().listEntities({ queryOptions: { filter } }))
      funnet.push(entitet.rowKey);
    expect(funnet.toSorted()).toEqual(noekler.map((n) => n.rowKey).toSorted());
  });

  it("counts as written when an earlier try of the same write had arrived", async () => {
    const samme = logg({ nyId: () => "samme" });
    const foerste = await samme.skriv(innslag());
    expect(foerste.ok).toBe(true);
    expect(await samme.skriv(innslag())).toEqual(foerste);
  });
});

describe("an entry that cannot be written", () => {
  it("because the pepper cannot be had tells so, with the reason", async () => {
    const feil = { kode: "tilkobling-feilkonfigurert", aarsakskode: "KEY_VAULT_SECRET_MANGLER" } as const;
    const pepper = () => Promise.resolve({ ok: false, feil } as const);
    expect(await logg({ pepper }).skriv(innslag())).toEqual(UTILGJENGELIG);
    expect(meldt).toEqual([{ kode: "PEPPER_UTILGJENGELIG", feil }]);
  });

  it("because the pepper is too short tells so", async () => {
    const pepper = () => Promise.resolve(ok("abc"));
    expect(await logg({ pepper }).skriv(innslag())).toEqual(UTILGJENGELIG);
    expect(meldt).toEqual([{ kode: "PEPPER_UGYLDIG" }]);
  });

  it("because the pepper never comes is given up at the deadline", async () => {
    const pepper = () => new Promise<never>(() => undefined);
    const start = performance.now();
    expect(await logg({ pepper, fristMs: 200 }).skriv(innslag())).toEqual(UTILGJENGELIG);
    expect(performance.now() - start).toBeLessThan(600);
    expect(meldt).toEqual([{ kode: "LAGER_UTILGJENGELIG" }]);
  });

  it("because storage does not accept our token tells so", async () => {
    const getToken = () => Promise.resolve({ token: "a.b.c", expiresOnTimestamp: Date.now() + 3_600_000 });
    expect(await logg({ credential: { getToken } }).skriv(innslag())).toEqual(UTILGJENGELIG);
    expect(meldt).toEqual([{ kode: "IKKE_TILGANG" }]);
  });

  it("because storage has a certificate from another authority is not sent", async () => {
    const { caPem } = await createCertificateAuthority(new Date());
    expect(await logg({ loopbackCa: caPem }).skriv(innslag())).toEqual(UTILGJENGELIG);
    expect(meldt).toEqual([{ kode: "LAGER_UTILGJENGELIG" }]);
  });

  it("because storage never answers is given up at the deadline", async () => {
    const { certPem: cert, keyPem: key } = azure.certificates;
    const taus = await lytt(() => undefined, { cert, key });
    const start = performance.now();
    const tableUrl = new URL(`${taus.origin}/konto`);
    expect(await logg({ tableUrl, fristMs: 200 }).skriv(innslag())).toEqual(UTILGJENGELIG);
    expect(performance.now() - start).toBeLessThan(600);
    await taus.close();
  });

  it("because storage answers 503 is tried twice and no more", async () => {
    const { certPem: cert, keyPem: key } = azure.certificates;
    let kall = 0;
    const nede = await lytt(
      (_, res) => {
        kall += 1;
        res.writeHead(503).end();
      },
      { cert, key },
    );
    expect(await logg({ tableUrl: new URL(`${nede.origin}/konto`) }).skriv(innslag())).toEqual(UTILGJENGELIG);
    expect(kall).toBe(2);
    await nede.close();
  });

  it("does not stand in the way of the next, and an outcome needs its entry", async () => {
    const ukjent = { partitionKey: "964338531_2026-11", rowKey: "ukjent" };
    const utfall = { utfall: "IKKE_UTLEVERT", feilkode: "intern-feil" } as const;
    expect(await logg().fullfoer(ukjent, utfall)).toEqual(UTILGJENGELIG);
    expect(meldt).toEqual([{ kode: "INNSLAG_MANGLER" }]);
    expect((await logg().skriv(innslag())).ok).toBe(true);
  });

  it("is never sent in the clear, nor past the public authorities outside loopback", () => {
    expect(() => logg({ tableUrl: new URL("http://127.0.0.1:1/konto") })).toThrow("https");
    const tableUrl = new URL("https://konto.table.core.windows.net");
    expect(() => logg({ tableUrl })).toThrow("loopback only");
  });
});

// Last, since these take the storage away step by step.
describe("an access log whose storage", () => {
  it("lacks the table says that it is the table", async () => {
    await tabell().deleteTable();
    expect(await logg().skriv(innslag())).toEqual(UTILGJENGELIG);
    expect(meldt).toEqual([{ kode: "TABELL_MANGLER" }]);
  });

  it("is gone is unavailable", async () => {
    await azure.azurite?.stop();
    expect(await logg().skriv(innslag())).toEqual(UTILGJENGELIG);
    const utfall = { utfall: "IKKE_UTLEVERT", feilkode: "intern-feil" } as const;
    expect(await logg().fullfoer({ partitionKey: "a", rowKey: "b" }, utfall)).toEqual(UTILGJENGELIG);
    expect(meldt).toEqual([{ kode: "LAGER_UTILGJENGELIG" }, { kode: "LAGER_UTILGJENGELIG" }]);
  });
});
