// Settlements in bulk over HTTP: ordered, handled by the queue's function in the local host, and read back.

import { TableClient } from "@azure/data-tables";
import { afterAll, beforeAll, expect, test } from "vitest";
import { SITUASJONER } from "../standins/skatteetaten/personer.ts";
import { ANNEN_KOMMUNE, KOMMUNE } from "../standins/system.ts";
import {
  beregningen,
  bestill,
  container,
  enkeltvis,
  hentJobb,
  KS_SAK,
  lagertilgang,
  sak,
  utenId,
  vent,
  type Jobbsvar,
} from "./etteroppgjoer-rigg.ts";
import { startTjeneste, type Tjeneste } from "./tjeneste.ts";

let tjeneste: Tjeneste;
beforeAll(async () => {
  tjeneste = await startTjeneste();
});
afterAll(() => tjeneste.close());

/** Where the job of an order is. */
async function bestilt(noekkel: string, saker: readonly unknown[]): Promise<string> {
  const svar = await bestill(tjeneste, noekkel, saker);
  if (svar.status !== 202) throw new Error(svar.tekst);
  return svar.headers.get("location") ?? "";
}

async function blober(): Promise<string[]> {
  const navn: string[] = [];
  for await (const blob of container(tjeneste).listBlobsFlat()) navn.push(blob.name);
  return navn;
}

const BLANDET = [
  KS_SAK,
  sak(SITUASJONER.pensjonistBeboer, "SISTE", { saksreferanse: "2026/2" }),
  sak(SITUASJONER.skjermet, 2025),
  sak(SITUASJONER.utenSkatteoppgjoer, 2025),
  sak(SITUASJONER.aldriSkatteoppgjoer, "SISTE", { saksreferanse: "2026/5" }),
  sak(SITUASJONER.svalbard, 2025, {
    beregningsdato: "2035-01-01",
    periode: null,
    opphold: null,
    krevd: null,
  }),
];

test("every case gets what it would have got one by one: its lookup, and its calculation or its fault", async () => {
  const jobb = await vent(tjeneste, await bestilt("blandet", BLANDET));
  expect(jobb).toMatchObject({ antall: 6, beregnet: 2, feilet: 4, igjen: 0 });
  for (const [i, resultat] of jobb.resultater.entries()) {
    const ventet = await enkeltvis(tjeneste, BLANDET[i] ?? KS_SAK);
    expect(resultat.nr).toBe(i + 1);
    expect(resultat.status).toBe(ventet.feil === undefined ? "BEREGNET" : "FEILET");
    expect(utenId(resultat.oppslag)).toEqual(utenId(ventet.oppslag));
    expect(utenId(resultat.beregning)).toEqual(utenId(ventet.beregning));
    expect(utenId(resultat.feil)).toEqual(utenId(ventet.feil));
  }
  expect(jobb.resultater.map(({ saksreferanse }) => saksreferanse)).toEqual([
    "2026/1",
    "2026/2",
    null,
    null,
    "2026/5",
    null,
  ]);
  expect(jobb.resultater[5]?.feil).toMatchObject({ kode: "satser-mangler", dato: "2035-01-01" });
});

test("a result can be made a document of without looking up again", async () => {
  const jobb = await vent(tjeneste, await bestilt("dokument", [KS_SAK]));
  const { oppslag } = jobb.resultater[0] ?? {};
  const svar = await tjeneste.post("/api/v1/beregning/pdf", { ...beregningen(KS_SAK), oppslag });
  expect([svar.status, svar.headers.get("content-type")]).toEqual([200, "application/pdf"]);
});

test("the numbers of persons are gone when the cases have been handled, and never in what is answered", async () => {
  const sti = await bestilt("personvern", [KS_SAK, sak(SITUASJONER.skjermet, 2025)]);
  await vent(tjeneste, sti);
  const svar = await hentJobb(tjeneste, sti);
  const id = sti.split("/").at(-1) ?? "";
  const egne = (await blober()).filter((navn) => navn.startsWith(`${KOMMUNE}/${id}/`));
  expect(egne.map((navn) => navn.replace(/\/[0-9a-f-]{36}\/(?=resultater)/, "/*/")).sort()).toEqual([
    `${KOMMUNE}/${id}/*/resultater/0000.json`,
    `${KOMMUNE}/${id}/jobb.json`,
  ]);
  for (const navn of egne) {
    const innhold = (await container(tjeneste).getBlobClient(navn).downloadToBuffer()).toString("utf8");
    for (const nummer of [SITUASJONER.ksBeboer, SITUASJONER.ksEktefelle, SITUASJONER.skjermet]) {
      expect(innhold).not.toContain(nummer);
      expect(svar.tekst).not.toContain(nummer);
    }
  }
});

test("the same key with the same content is the same job, handled once; with another it is refused", async () => {
  const saker = [sak(SITUASJONER.pensjonistBeboer, 2025)];
  const sti = await bestilt("samme", saker);
  await vent(tjeneste, sti);
  const { skatteetaten } = tjeneste.system;
  skatteetaten.nullstillLogg();
  // Members in another order are the same content.
  const omvendt = saker.map((s) => Object.fromEntries(Object.entries(s).reverse()));
  expect(await bestilt("samme", omvendt)).toBe(sti);
  expect((await vent(tjeneste, sti)).beregnet).toBe(1);
  expect(skatteetaten.kall()).toEqual([]);
  const annet = await bestill(tjeneste, "samme", [...saker, KS_SAK]);
  expect([annet.status, annet.json?.kode]).toEqual([409, "noekkel-i-bruk"]);
});

test("another municipality may use the same key, and sees only its own job", async () => {
  const sti = await bestilt("delt", [KS_SAK]);
  const annen = await bestill(tjeneste, "delt", [KS_SAK], await tjeneste.system.hentEpjToken(ANNEN_KOMMUNE));
  expect(annen.status).toBe(202);
  expect(annen.headers.get("location")).not.toBe(sti);
  const svar = await hentJobb(tjeneste, sti, { kommune: ANNEN_KOMMUNE });
  expect([svar.status, svar.json?.kode]).toEqual([404, "ikke-funnet"]);
});

test("results are read a page at a time, across stacks", async () => {
  const saker = Array.from({ length: 45 }, (_, i) =>
    sak(SITUASJONER.pensjonistBeboer, 2025, { saksreferanse: `2026/${i + 1}` }),
  );
  const sti = await bestilt("sider", saker);
  await vent(tjeneste, sti);
  const side = async (query: string): Promise<number[]> => {
    const { json } = await hentJobb(tjeneste, sti, { query });
    return (json as unknown as Jobbsvar).resultater.map(({ nr }) => nr);
  };
  expect(await side("?fraSak=19&antall=4")).toEqual([19, 20, 21, 22]);
  expect(await side("?fraSak=19&antall=0")).toEqual([]);
  expect(await side("?fraSak=40")).toEqual([40, 41, 42, 43, 44, 45]);
  expect(await side("?fraSak=46")).toEqual([]);
  expect((await hentJobb(tjeneste, sti, { query: "?antall=101" })).status).toBe(400);
});

test("five calls at a time per API is kept", async () => {
  const { skatteetaten } = tjeneste.system;
  skatteetaten.settForsinkelse(150);
  skatteetaten.nullstillLogg();
  await vent(
    tjeneste,
    await bestilt(
      "fem",
      Array.from({ length: 40 }, () => KS_SAK),
    ),
  );
  skatteetaten.settForsinkelse(0);
  expect(skatteetaten.stoersteSamtidige()).toBe(5);
});

test("every lookup of a job is in the access log with who asked", async () => {
  const token = await tjeneste.system.hentEpjToken();
  const korrelasjonsid = "6f0f7c3e-8f2b-4d4c-9b55-0c8d2a1f7e33";
  const svar = await tjeneste.post(
    "/api/v1/etteroppgjoer",
    { noekkel: "logg", saker: [KS_SAK] },
    { token, headers: { korrelasjonsid } },
  );
  await vent(tjeneste, svar.headers.get("location") ?? "");
  const { env, certificates } = tjeneste.system.azure;
  const logg = new TableClient(env.STORAGE_TABLE_URL ?? "", "oppslagslogg", lagertilgang(tjeneste), {
    tlsOptions: { ca: certificates.caPem },
  });
  const innslag = [];
  const filter = `korrelasjonsid eq '${korrelasjonsid}'`;
  for await (const rad of logg.listEntities({ queryOptions: { filter } })) innslag.push(rad);
  expect(innslag).toMatchObject([
    {
      kommune: KOMMUNE,
      utfall: "UTLEVERT",
      saksreferanse: "2026/1",
      rolle01: "BEBOER",
      rolle02: "EKTEFELLE",
    },
  ]);
});
