// Subscriptions over HTTP against the running service.

import { randomUUID } from "node:crypto";
import { TableClient, type TransactionAction } from "@azure/data-tables";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ABONNEMENTSTABELL } from "../../shared/adapters/storage/abonnementlager.ts";
import { abonnementsrad } from "../../shared/adapters/storage/hendelserad.ts";
import { FLEST_ABONNEMENTER } from "../../shared/hendelser/abonnement.ts";
import { abonnement, orgnr } from "../hendelser/eksempel.ts";
import { STORAGE_RESSURS } from "../standins/azure/identity-server.ts";
import { SITUASJONER } from "../standins/skatteetaten/personer.ts";
import { KOMMUNE } from "../standins/system.ts";
import { abonnementssti, startHendelserigg, type Hendelserigg } from "./hendelser-rigg.ts";
import { stier } from "./oppslag-rigg.ts";

let rigg: Hendelserigg;
beforeAll(async () => {
  rigg = await startHendelserigg();
});
afterAll(() => rigg.tjeneste.close());

describe("a subscription", () => {
  test("is made, replaced, listed without the person, and deleted", async () => {
    const id = randomUUID();
    const laget = await rigg.abonner(id, SITUASJONER.ksBeboer, { saksreferanse: "2026/7" });
    expect(laget.status).toBe(201);
    expect(laget.json).toMatchObject({ abonnementId: id, inntektsaarFra: 2024, saksreferanse: "2026/7" });
    expect(Object.keys(laget.json ?? {}).sort()).toEqual([
      "abonnementId",
      "inntektsaarFra",
      "opprettet",
      "saksreferanse",
      "utloeper",
    ]);
    expect(
      (await rigg.abonner(id.toUpperCase(), SITUASJONER.ksBeboer, { inntektsaarFra: 2025 })).status,
    ).toBe(200);
    const listet = await rigg.tjeneste.anrop("/api/v1/abonnementer", { token: rigg.token });
    expect(listet.tekst).not.toContain(SITUASJONER.ksBeboer);
    const { abonnementer } = listet.json as { abonnementer: { abonnementId: string }[] };
    expect(abonnementer.filter((a) => a.abonnementId === id)).toMatchObject([
      { inntektsaarFra: 2025, saksreferanse: null },
    ]);
    expect((await rigg.slett(id)).status).toBe(204);
    expect((await rigg.slett(id)).status).toBe(204);
    const etter = await rigg.tjeneste.anrop("/api/v1/abonnementer", { token: rigg.token });
    expect(etter.tekst).not.toContain(id);
  });

  test("lasts fifteen months unless told otherwise", async () => {
    const { json } = await rigg.abonner(randomUUID(), SITUASJONER.svalbard);
    const { opprettet, utloeper } = json as { opprettet: string; utloeper: string };
    const maaneder = (dato: string): number => Number(dato.slice(0, 4)) * 12 + Number(dato.slice(5, 7));
    expect(maaneder(utloeper) - maaneder(opprettet)).toBe(15);
  });

  test("of another municipality is neither seen nor touched", async () => {
    const id = randomUUID();
    await rigg.abonner(id, SITUASJONER.svalbard, {}, rigg.annetToken);
    expect((await rigg.tjeneste.anrop("/api/v1/abonnementer", { token: rigg.token })).tekst).not.toContain(
      id,
    );
    await rigg.slett(id);
    expect((await rigg.tjeneste.anrop("/api/v1/abonnementer", { token: rigg.annetToken })).tekst).toContain(
      id,
    );
  });

  test.each<[string, string, object, string]>([
    ["an id that is none", "x", {}, "abonnementId"],
    ["a number that is none", randomUUID(), { personidentifikator: "12345678901" }, "personidentifikator"],
    ["a year before the first", randomUUID(), { inntektsaarFra: 2020 }, "inntektsaarFra"],
    ["a year that has not begun", randomUUID(), { inntektsaarFra: 2100 }, "inntektsaarFra"],
    ["a field that is not known", randomUUID(), { kommune: KOMMUNE }, "kommune"],
    [
      "a number in the case reference",
      randomUUID(),
      { saksreferanse: SITUASJONER.svalbard },
      "saksreferanse",
    ],
    ["an expiry long past", randomUUID(), { utloeper: "2020-01-01" }, "utloeper"],
    ["an expiry too far ahead", randomUUID(), { utloeper: "2099-01-01" }, "utloeper"],
  ])("with %s is refused by name", async (_, id, mer, felt) => {
    const svar = await rigg.abonner(id, SITUASJONER.ksBeboer, mer);
    expect([svar.status, stier(svar)]).toEqual([400, [felt]]);
  });

  test("needs a token with the scope", async () => {
    for (const [metode, adresse] of [
      ["PUT", abonnementssti(randomUUID())],
      ["DELETE", abonnementssti(randomUUID())],
      ["GET", "/api/v1/abonnementer"],
      ["GET", "/api/v1/endringer"],
    ] as const) {
      expect((await rigg.tjeneste.anrop(adresse, { method: metode })).status).toBe(401);
    }
  });

  test("beyond the last a municipality may have is refused, and those it has can be renewed", async () => {
    const { azure, env } = rigg.tjeneste.system;
    const credential = {
      getToken: async () => ({
        token: await azure.identity.utsted(STORAGE_RESSURS),
        expiresOnTimestamp: Date.now() + 600_000,
      }),
    };
    const tabell = new TableClient(env.STORAGE_TABLE_URL ?? "", ABONNEMENTSTABELL, credential, {
      tlsOptions: { ca: azure.certificates.caPem },
    });
    const [id, kommune] = [randomUUID(), orgnr(KOMMUNE)];
    expect((await rigg.abonner(id, SITUASJONER.svalbard)).status).toBe(201);
    for (let fra = 0; fra < FLEST_ABONNEMENTER; fra += 100) {
      const handlinger = Array.from({ length: 100 }, (_, i): TransactionAction => [
        "upsert",
        abonnementsrad(abonnement(fra + i, { kommune })),
      ]);
      await tabell.submitTransaction(handlinger);
    }
    const svar = await rigg.abonner(randomUUID(), SITUASJONER.svalbard);
    expect([svar.status, stier(svar)]).toEqual([400, ["abonnementId"]]);
    expect(svar.tekst).toContain("kommunen har alt 10000 abonnementer");
    expect((await rigg.abonner(id, SITUASJONER.svalbard)).status).toBe(200);
  });
});
