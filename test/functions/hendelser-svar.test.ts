// What the running service answers about subscriptions, changes and settlements in bulk, held against its own document.

import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { SITUASJONER } from "../standins/skatteetaten/personer.ts";
import { bestill, hentJobb, KS_SAK, sak, vent } from "./etteroppgjoer-rigg.ts";
import { startHendelserigg, type Hendelserigg } from "./hendelser-rigg.ts";
import { hentBeskrivelse, type Beskrivelse } from "./openapi-rigg.ts";

let rigg: Hendelserigg;
let beskrivelse: Beskrivelse;
beforeAll(async () => {
  rigg = await startHendelserigg();
  beskrivelse = await hentBeskrivelse(rigg.tjeneste);
});
afterAll(async () => {
  beskrivelse.fjern();
  await rigg.tjeneste.close();
});

const ABONNEMENT = "/api/v1/abonnementer/{abonnementId}";
const ETTEROPPGJOER = "/api/v1/etteroppgjoer";

test("subscriptions and changes are answered as the document says", async () => {
  const id = randomUUID();
  for (const status of [201, 200]) {
    const svar = await rigg.abonner(id, SITUASJONER.svalbard, { saksreferanse: "2026/1" });
    expect(svar.status).toBe(status);
    expect(await beskrivelse.avvikFra("put", ABONNEMENT, svar)).toEqual([]);
  }
  rigg.skjer(
    rigg.hendelse(SITUASJONER.svalbard),
    rigg.hendelse(SITUASJONER.svalbard, { gjelderPeriode: "" }),
  );
  await rigg.les();
  for (const sti of ["/api/v1/abonnementer", "/api/v1/endringer"]) {
    const svar = await rigg.tjeneste.anrop(sti, { token: rigg.token });
    expect(svar.tekst).toContain(id);
    expect(await beskrivelse.avvikFra("get", sti, svar)).toEqual([]);
  }
});

test("a job is answered as the document says, from its order to its results and faults", async () => {
  const saker = [KS_SAK, sak(SITUASJONER.skjermet, 2025), sak(SITUASJONER.aldriSkatteoppgjoer, "SISTE")];
  const mottatt = await bestill(rigg.tjeneste, "som-beskrevet", saker);
  expect(mottatt.status).toBe(202);
  expect(await beskrivelse.avvikFra("post", ETTEROPPGJOER, mottatt)).toEqual([]);
  const sti = mottatt.headers.get("location") ?? "";
  await vent(rigg.tjeneste, sti);
  const svar = await hentJobb(rigg.tjeneste, sti);
  expect(svar.json).toMatchObject({ beregnet: 1, feilet: 2 });
  expect(await beskrivelse.avvikFra("get", `${ETTEROPPGJOER}/{id}`, svar)).toEqual([]);
});

test("problems are answered as the document says", async () => {
  const ugyldig = await rigg.abonner("x", "12345678901");
  expect(await beskrivelse.avvikFra("put", ABONNEMENT, ugyldig)).toEqual([]);
  await bestill(rigg.tjeneste, "brukt", [KS_SAK]);
  const brukt = await bestill(rigg.tjeneste, "brukt", [KS_SAK, KS_SAK]);
  expect(brukt.json?.kode).toBe("noekkel-i-bruk");
  expect(await beskrivelse.avvikFra("post", ETTEROPPGJOER, brukt)).toEqual([]);
  const ukjent = await hentJobb(rigg.tjeneste, `${ETTEROPPGJOER}/${randomUUID()}`);
  expect(await beskrivelse.avvikFra("get", `${ETTEROPPGJOER}/{id}`, ukjent)).toEqual([]);
});

test.each([
  ["put", ABONNEMENT],
  ["post", ETTEROPPGJOER],
] as const)("the examples of %s %s are requests the service takes", async (metode, sti) => {
  const innhold = beskrivelse.dokument.paths[sti]?.[metode]?.requestBody?.content["application/json"];
  const eksempler = Object.values(innhold?.examples ?? {});
  expect(eksempler.length).toBeGreaterThan(0);
  for (const { value } of eksempler) {
    const svar = await rigg.tjeneste.anrop(sti.replace("{abonnementId}", randomUUID()), {
      method: metode.toUpperCase(),
      token: rigg.token,
      body: value,
    });
    expect([201, 202]).toContain(svar.status);
  }
});
