// Webhooks over HTTP against the running service: registered, told, tried and removed, with a receiver that verifies as an EPJ
// system would; and what never shows.

import { randomUUID } from "node:crypto";
import { Webhook } from "standardwebhooks";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { SITUASJONER } from "../standins/skatteetaten/personer.ts";
import { ANNEN_KOMMUNE, KOMMUNE } from "../standins/system.ts";
import { BRUDD, omdiriger, startMottaker, type Mottaker } from "../standins/webhook/mottaker.ts";
import { startHendelserigg, type Hendelserigg } from "./hendelser-rigg.ts";
import { hentBeskrivelse, type Beskrivelse } from "./openapi-rigg.ts";
import { stier } from "./oppslag-rigg.ts";
import type { Svar } from "./tjeneste.ts";

const WEBHOOK = "/api/v1/webhook";
const PROEVE = "/api/v1/webhook/proeve";

let mottaker: Mottaker;
let rigg: Hendelserigg;
let beskrivelse: Beskrivelse;
beforeAll(async () => {
  mottaker = await startMottaker();
  const env = { WEBHOOK_VERTER: `${mottaker.vert},epj.example.no` };
  rigg = await startHendelserigg({ env, telemetri: true });
  beskrivelse = await hentBeskrivelse(rigg.tjeneste);
});
afterAll(async () => {
  beskrivelse.fjern();
  await mottaker.close();
});
beforeEach(async () => {
  mottaker.mottatt.length = 0;
  mottaker.svar(204);
  for (const token of [rigg.token, rigg.annetToken]) await slett(token);
});

function anrop(method: string, sti = WEBHOOK, body?: unknown, token = rigg.token): Promise<Svar> {
  return rigg.tjeneste.anrop(sti, { method, token, ...(body === undefined ? {} : { body }) });
}
const registrer = (mer: object = {}, token = rigg.token) =>
  anrop("PUT", WEBHOOK, { url: mottaker.url, ...mer }, token);
const slett = (token = rigg.token) => anrop("DELETE", WEBHOOK, undefined, token);
const hent = (token = rigg.token) => anrop("GET", WEBHOOK, undefined, token);

/** What the last message says, as the official library reads it with a key. */
function verifiser(noekkel: unknown): unknown {
  const { kropp = "", headers = {} } = mottaker.mottatt.at(-1) ?? {};
  const hoder = Object.fromEntries(Object.entries(headers).map(([navn, verdi]) => [navn, String(verdi)]));
  return new Webhook(String(noekkel)).verify(kropp, hoder);
}

/** A settlement comes, and the reader writes it into the feeds of those who subscribe. */
async function nyttOppgjoer(token = rigg.token): Promise<string> {
  const id = randomUUID();
  await rigg.abonner(id, SITUASJONER.pensjonistBeboer, { saksreferanse: "SAK-777" }, token);
  rigg.skjer(rigg.hendelse(SITUASJONER.pensjonistBeboer));
  expect(await rigg.les()).toMatchObject({ kode: "HENDELSER_LEST", utfall: "A_JOUR" });
  return id;
}

describe("a registration", () => {
  test("shows its key once, and is as the document says", async () => {
    const ny = await registrer();
    expect(ny.status).toBe(201);
    expect(ny.json).toMatchObject({
      url: mottaker.url,
      status: "AKTIV",
      sisteForsoek: null,
      nesteForsoek: null,
    });
    expect(ny.json?.noekkel).toMatch(/^whsec_[\w+/]{43}=$/);
    const igjen = await registrer();
    expect([igjen.status, igjen.json]).toEqual([200, (await hent()).json]);
    expect(igjen.tekst).not.toContain("whsec_");
    for (const svar of [ny, igjen]) {
      expect(await beskrivelse.avvikFra("put", WEBHOOK, svar)).toEqual([]);
      expect(svar.headers.get("cache-control")).toBe("no-store");
    }
    expect(await beskrivelse.avvikFra("get", WEBHOOK, await hent())).toEqual([]);
  });

  test("can be given a new key", async () => {
    const { json: ny } = await registrer();
    const byttet = await registrer({ nyNoekkel: true });
    expect([byttet.status, byttet.json?.noekkel === ny?.noekkel]).toEqual([200, false]);
    expect(byttet.json?.noekkel).toMatch(/^whsec_/);
    expect(await beskrivelse.avvikFra("put", WEBHOOK, byttet)).toEqual([]);
    await anrop("POST", PROEVE);
    for (const { noekkel } of [ny ?? {}, byttet.json ?? {}]) expect(verifiser(noekkel)).toBeDefined();
  });

  test("that is removed is gone, with its key", async () => {
    const { json: foerste } = await registrer();
    expect([(await slett()).status, (await slett()).status]).toEqual([204, 204]);
    const borte = await hent();
    expect([borte.status, borte.json?.kode]).toEqual([404, "ikke-funnet"]);
    expect(await beskrivelse.avvikFra("get", WEBHOOK, borte)).toEqual([]);
    const ny = await registrer();
    expect([ny.status, ny.json?.noekkel === foerste?.noekkel]).toEqual([201, false]);
  });

  test("of another municipality is neither seen nor touched", async () => {
    await registrer({}, rigg.annetToken);
    expect((await hent()).status).toBe(404);
    expect((await anrop("POST", PROEVE)).status).toBe(404);
    await slett();
    await registrer({ url: "https://epj.example.no/v" });
    expect((await hent(rigg.annetToken)).json?.url).toBe(mottaker.url);
  });

  test.each<[string, object, string[]]>([
    ["a host that is not open", { url: "https://annen.example.no/v" }, ["url"]],
    ["another port of one that is", { url: "https://epj.example.no:8443/v" }, ["url"]],
    ["http off this machine", { url: "http://epj.example.no/v" }, ["url"]],
    ["a user name", { url: "https://bruker@epj.example.no/v" }, ["url"]],
    ["a fragment", { url: "https://epj.example.no/v#del" }, ["url"]],
    ["a number of a person", { url: `https://epj.example.no/${SITUASJONER.ksBeboer}` }, ["url"]],
    ["no address", { url: undefined }, ["url"]],
    ["something else than an address", { url: 7 }, ["url"]],
    ["a field that is not known", { kommune: ANNEN_KOMMUNE }, ["kommune"]],
    ["a wish that is none", { nyNoekkel: "ja" }, ["nyNoekkel"]],
  ])("with %s is refused by name", async (_, mer, felt) => {
    const svar = await registrer(mer);
    expect([svar.status, stier(svar)]).toEqual([400, felt]);
    expect(await beskrivelse.avvikFra("put", WEBHOOK, svar)).toEqual([]);
    expect((await hent()).status).toBe(404);
  });

  test("with an address that is too long is refused, and one that is just short enough is taken", async () => {
    const lang = (antall: number): string => "https://epj.example.no/".padEnd(antall, "x");
    expect((await registrer({ url: lang(501) })).status).toBe(400);
    expect((await registrer({ url: lang(500) })).status).toBe(201);
  });

  test("with a host that is not open says whom to ask", async () => {
    const { json } = await registrer({ url: "https://annen.example.no/hemmelig" });
    expect(json?.felt).toMatchObject([
      { melding: expect.stringContaining("be den som driver tjenesten") as unknown },
    ]);
  });

  test.each([
    ["PUT", WEBHOOK],
    ["GET", WEBHOOK],
    ["DELETE", WEBHOOK],
    ["POST", PROEVE],
  ])("%s %s needs a token", async (metode, sti) => {
    expect((await rigg.tjeneste.anrop(sti, { method: metode })).status).toBe(401);
  });

  test("is made by the examples of the document", async () => {
    const innhold = beskrivelse.dokument.paths[WEBHOOK]?.put?.requestBody?.content["application/json"];
    const eksempler = Object.values(innhold?.examples ?? {});
    expect(eksempler.length).toBe(2);
    for (const { value } of eksempler)
      expect([200, 201]).toContain((await anrop("PUT", WEBHOOK, value)).status);
  });
});

describe("what has come into the feed", () => {
  test("is told once, verifies, and says nothing of whom or what it is about", async () => {
    const { json } = await registrer();
    const abonnement = await nyttOppgjoer();
    expect(await rigg.varsle()).toEqual({
      kode: "WEBHOOK_VARSLET",
      utfall: "FERDIG",
      webhooker: 1,
      stansede: 0,
      levert: 1,
      ikkeLevert: 0,
    });
    const endringer = await rigg.endringer(`?fraSekvensnummer=${Number(json?.varslesFra)}`);
    const [fra, til] = [endringer[0]?.sekvensnummer, endringer.at(-1)?.sekvensnummer];
    expect(verifiser(json?.noekkel)).toEqual({
      type: "endringer.nye",
      timestamp: expect.stringMatching(/^[0-9-]{10}T.*Z$/) as unknown,
      data: { organisasjonsnummer: KOMMUNE, fraSekvensnummer: fra, tilSekvensnummer: til },
    });
    expect(endringer.map((e) => e.abonnementId)).toContain(abonnement);
    const [sendt] = mottaker.mottatt;
    expect(JSON.stringify(sendt)).not.toMatch(/SAK-777|2025/);
    expect(JSON.stringify(sendt)).not.toContain(SITUASJONER.pensjonistBeboer);
    expect(JSON.stringify(sendt)).not.toContain(abonnement);
    expect(sendt?.headers["webhook-id"]).toBe(`endringer-${KOMMUNE}-${fra ?? ""}-${til ?? ""}`);
    expect(await rigg.varsle()).toMatchObject({ levert: 0 });
    const etter = await hent();
    expect(etter.json).toMatchObject({
      varslesFra: (til ?? 0) + 1,
      sisteForsoek: { utfall: "LEVERT", httpStatus: 204 },
    });
    expect(await beskrivelse.avvikFra("get", WEBHOOK, etter)).toEqual([]);
  });

  test("and is not taken waits, and is told of in the answer", async () => {
    await registrer();
    await nyttOppgjoer();
    mottaker.svar(500);
    expect(await rigg.varsle()).toMatchObject({ kode: "WEBHOOK_VARSLET", levert: 0, ikkeLevert: 1 });
    expect(await rigg.varsle()).toMatchObject({ levert: 0, ikkeLevert: 0 });
    const etter = await hent();
    expect(etter.json).toMatchObject({
      status: "AKTIV",
      sisteForsoek: { utfall: "AVVIST_AV_MOTTAKER", httpStatus: 500 },
      nesteForsoek: expect.stringMatching(/Z$/) as unknown,
    });
    expect(await beskrivelse.avvikFra("get", WEBHOOK, etter)).toEqual([]);
  });

  test("and is answered 410 stops the webhook, and the operator is told whose", async () => {
    await registrer();
    await nyttOppgjoer();
    mottaker.svar(410);
    await rigg.varsle();
    expect((await hent()).json).toMatchObject({ status: "STANSET", nesteForsoek: null });
    expect(rigg.tjeneste.logg()).toContain(
      `{"kode":"WEBHOOK_STANSET","kommune":"${KOMMUNE}","aarsak":"MOTTAKER_BORTE"}`,
    );
    expect((await registrer()).json?.status).toBe("AKTIV");
  });
});

describe("a trial", () => {
  test.each([
    ["takes it", 200, { utfall: "LEVERT", httpStatus: 200 }],
    ["refuses it", 401, { utfall: "AVVIST_AV_MOTTAKER", httpStatus: 401 }],
    ["points elsewhere", omdiriger("http://127.0.0.1:1/"), { utfall: "OMDIRIGERT", httpStatus: 307 }],
    ["cuts the connection", BRUDD, { utfall: "INGEN_FORBINDELSE" }],
    ["is gone", 410, { utfall: "AVVIST_AV_MOTTAKER", httpStatus: 410 }],
  ] as const)("of a receiver that %s says so, and changes nothing", async (_, mottakersvar, utfall) => {
    const { json } = await registrer();
    const foer = (await hent()).json;
    mottaker.svar(mottakersvar);
    const svar = await anrop("POST", PROEVE);
    expect([svar.status, svar.json]).toEqual([200, utfall]);
    expect(await beskrivelse.avvikFra("post", PROEVE, svar)).toEqual([]);
    expect(verifiser(json?.noekkel)).toMatchObject({
      type: "webhook.proeve",
      data: { organisasjonsnummer: KOMMUNE },
    });
    expect((await hent()).json).toEqual(foer);
  });

  test("that is delivered sets a webhook that waits going, and one that is not leaves it waiting", async () => {
    await registrer();
    await nyttOppgjoer();
    mottaker.svar(500);
    await rigg.varsle();
    const venter = (await hent()).json;
    await anrop("POST", PROEVE);
    expect((await hent()).json).toEqual(venter);
    mottaker.svar(204);
    await anrop("POST", PROEVE);
    expect((await hent()).json).toEqual({ ...venter, nesteForsoek: null });
    expect(await rigg.varsle()).toMatchObject({ levert: 1 });
  });

  test("is another message each time", async () => {
    await registrer();
    for (let nr = 0; nr < 2; nr += 1) await anrop("POST", PROEVE);
    const ider = mottaker.mottatt.map(({ headers }) => headers["webhook-id"]);
    expect(ider).toEqual([
      expect.stringMatching(/^proeve-[0-9a-f-]{36}$/),
      expect.stringMatching(/^proeve-/),
    ]);
    expect(new Set(ider).size).toBe(2);
  });
});

// Last: it ends the service.
test("no address, host or key of a receiver is in a log line or in what telemetry is sent, and health is not touched", async () => {
  await registrer();
  mottaker.svar(BRUDD);
  await anrop("POST", PROEVE);
  const klar = await rigg.tjeneste.anrop("/api/helse/klar");
  expect(klar.json?.status).toBe("OK");
  expect(klar.tekst).not.toContain("MOTTAKER");
  await rigg.tjeneste.close();
  const telemetri = rigg.tjeneste.system.azure.ingestion.tekst();
  expect(telemetri).toContain("MOTTAKER WEBHOOK");
  expect(rigg.tjeneste.logg()).toContain('"funksjon":"endringer-webhook-proeve"');
  for (const tekst of [telemetri, rigg.tjeneste.logg()]) {
    for (const ord of ["hemmelig-sti", mottaker.vert, "epj.example.no", "whsec_"]) {
      expect([ord, tekst.includes(ord)]).toEqual([ord, false]);
    }
  }
});
