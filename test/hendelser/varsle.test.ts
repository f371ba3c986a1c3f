// A feed that has grown is told to its municipality's receiver, and a receiver that fails is tried again.

import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Lever } from "../../shared/hendelser/webhookmelding.ts";
import { lesOrganisasjonsnummer, type Organisasjonsnummer } from "../../shared/kernel/organisasjonsnummer.ts";
import { ok } from "../../shared/kernel/result.ts";
import { BRUDD, HENGER, omdiriger, startMottaker } from "../standins/webhook/mottaker.ts";
import { ANNEN, id, KOMMUNE, MINUTT, startWebhookrigg, TIME, type Webhookrigg } from "./webhook-rigg.ts";

let rigg: Webhookrigg;
beforeAll(async () => {
  rigg = await startWebhookrigg();
});
afterAll(() => rigg.close());
beforeEach(() => rigg.nullstill());

describe("a feed that has grown", () => {
  test("is told once, and not what was there before", async () => {
    await rigg.skjer(2);
    const { webhook } = await rigg.registrer();
    expect(await rigg.varsle()).toEqual({
      utfall: "FERDIG",
      webhooker: 1,
      stansede: 0,
      levert: 0,
      ikkeLevert: 0,
    });
    await rigg.skjer(4);
    expect(await rigg.varsle()).toEqual({
      utfall: "FERDIG",
      webhooker: 1,
      stansede: 0,
      levert: 1,
      ikkeLevert: 0,
    });
    expect(await rigg.varsle()).toMatchObject({ levert: 0, ikkeLevert: 0 });
    expect(rigg.ider()).toEqual([id(webhook, 0, 3)]);
    expect(JSON.parse(rigg.mottaker.mottatt[0]?.kropp ?? "")).toEqual({
      type: "endringer.nye",
      timestamp: rigg.now().toISOString(),
      data: {
        organisasjonsnummer: KOMMUNE,
        fraSekvensnummer: webhook.varslesFra,
        tilSekvensnummer: webhook.varslesFra + 3,
      },
    });
    expect(await rigg.kjent()).toMatchObject({
      varslesFra: webhook.varslesFra + 4,
      sisteForsoek: { utfall: "LEVERT", httpStatus: 204, tidspunkt: rigg.now() },
    });
  });

  test("is told to whom it concerns and nobody else, each with a key of its own", async () => {
    const [en, annen] = [await rigg.registrer(), await rigg.registrer(ANNEN, `${rigg.mottaker.url}/annen`)];
    expect(en.noekkel).not.toBe(annen.noekkel);
    await rigg.skjer(1, ANNEN);
    expect(await rigg.varsle()).toMatchObject({ webhooker: 2, levert: 1 });
    expect(rigg.mottaker.mottatt.map(({ sti }) => sti)).toEqual(["/hemmelig-sti/annen"]);
    expect(rigg.ider()).toEqual([id(annen.webhook, 0, 0)]);
  });

  test("is not told any more when the webhook is removed", async () => {
    await rigg.registrer();
    await rigg.skjer(1);
    await rigg.webhooker.slett(KOMMUNE);
    expect(await rigg.varsle()).toMatchObject({ webhooker: 0, levert: 0 });
    expect(rigg.mottaker.mottatt).toEqual([]);
  });

  test("is told at the new address, from where the old one was told, when the address is changed", async () => {
    const { webhook } = await rigg.registrer();
    await rigg.skjer(2);
    rigg.mottaker.svar(500);
    await rigg.varsle();
    rigg.mottaker.svar(204);
    expect(await rigg.registrer(KOMMUNE, `${rigg.mottaker.url}/ny`)).toMatchObject({
      ny: false,
      noekkel: undefined,
    });
    expect(await rigg.varsle()).toMatchObject({ levert: 1 });
    expect(rigg.mottaker.mottatt.map(({ sti }) => sti)).toEqual(["/hemmelig-sti", "/hemmelig-sti/ny"]);
    expect(rigg.ider()).toEqual([id(webhook, 0, 1), id(webhook, 0, 1)]);
  });
});

describe("a receiver that fails", () => {
  test("is tried again when its time has come, not before, and then told of all that has come", async () => {
    const { webhook } = await rigg.registrer();
    await rigg.skjer(2);
    rigg.mottaker.svar(500, 500, 204);
    expect(await rigg.varsle()).toEqual({
      utfall: "FERDIG",
      webhooker: 1,
      stansede: 0,
      levert: 0,
      ikkeLevert: 1,
    });
    await rigg.skjer(1);
    rigg.vent(5 * MINUTT - 1);
    await rigg.varsle();
    expect(rigg.ider()).toEqual([id(webhook, 0, 1)]);
    rigg.vent(1);
    await rigg.varsle();
    rigg.vent(10 * MINUTT - 1);
    await rigg.varsle();
    expect(rigg.ider()).toEqual([id(webhook, 0, 1), id(webhook, 0, 2)]);
    rigg.vent(1);
    expect(await rigg.varsle()).toMatchObject({ levert: 1 });
    expect(rigg.ider()).toEqual([id(webhook, 0, 1), id(webhook, 0, 2), id(webhook, 0, 2)]);
    expect(await rigg.kjent()).toMatchObject({ feilPaaRad: 0, feilSiden: null, nesteForsoek: null });
  });

  test.each([
    ["hangs", HENGER, { utfall: "TIDSFRIST" }],
    ["points elsewhere", omdiriger("https://epj.example.no/"), { utfall: "OMDIRIGERT", httpStatus: 307 }],
    ["cuts the connection", BRUDD, { utfall: "INGEN_FORBINDELSE" }],
    ["refuses", 401, { utfall: "AVVIST_AV_MOTTAKER", httpStatus: 401 }],
  ] as const)("since it %s is kept as that", async (_, svar, levering) => {
    const { webhook } = await rigg.registrer();
    await rigg.skjer(1);
    rigg.mottaker.svar(svar);
    expect(await rigg.varsle()).toMatchObject({ utfall: "FERDIG", ikkeLevert: 1 });
    const etter = await rigg.kjent();
    expect(etter.sisteForsoek).toEqual({ ...levering, tidspunkt: rigg.now() });
    expect(etter).toMatchObject({ varslesFra: webhook.varslesFra, status: "AKTIV" });
    expect(etter.nesteForsoek).toEqual(new Date(rigg.now().getTime() + 5 * MINUTT));
  });

  test("with 410 is stopped at once and told so, and starts again when it is registered", async () => {
    const { webhook } = await rigg.registrer();
    await rigg.skjer(1);
    rigg.mottaker.svar(410);
    await rigg.varsle();
    expect(rigg.stanset).toEqual([`${KOMMUNE} MOTTAKER_BORTE`]);
    rigg.mottaker.svar(204);
    rigg.vent(30 * 24 * TIME);
    expect(await rigg.varsle()).toMatchObject({ webhooker: 1, stansede: 1, levert: 0, ikkeLevert: 0 });
    await rigg.registrer();
    expect(await rigg.varsle()).toMatchObject({ levert: 1 });
    expect(rigg.ider()).toEqual([id(webhook, 0, 0), id(webhook, 0, 0)]);
    expect(rigg.stanset.length).toBe(1);
  });

  test("is tried at once when it is given a new key", async () => {
    await rigg.registrer();
    await rigg.skjer(1);
    rigg.mottaker.svar(401);
    await rigg.varsle();
    rigg.mottaker.svar(204);
    await rigg.registrer(KOMMUNE, rigg.mottaker.url, true);
    expect(await rigg.varsle()).toMatchObject({ levert: 1 });
  });

  test("for five days is stopped, and told once", async () => {
    await rigg.registrer();
    await rigg.skjer(1);
    rigg.mottaker.svar(503);
    for (let time = 0; time <= 6 * 24; time += 2) {
      await rigg.varsle();
      rigg.vent(2 * TIME);
    }
    expect(rigg.stanset).toEqual([`${KOMMUNE} BARE_FEIL`]);
    expect(await rigg.kjent()).toMatchObject({ status: "STANSET", nesteForsoek: null });
    expect(rigg.mottaker.mottatt.length).toBeGreaterThan(10);
    expect(rigg.mottaker.mottatt.length).toBeLessThan(24);
  });

  test("keeps nobody else waiting", async () => {
    const annen = await startMottaker();
    await rigg.registrer();
    await rigg.registrer(ANNEN, annen.url);
    await rigg.skjer(1);
    await rigg.skjer(1, ANNEN);
    rigg.mottaker.svar(HENGER);
    const verter = [rigg.mottaker.vert, annen.vert];
    expect(await rigg.varsle({ verter })).toMatchObject({ levert: 1, ikkeLevert: 1 });
    expect(annen.mottatt.length).toBe(1);
    await annen.close();
  });

  test("is not called when its host is no longer open", async () => {
    await rigg.registrer();
    await rigg.skjer(1);
    expect(await rigg.varsle({ verter: ["epj.example.no"] })).toMatchObject({ levert: 0, ikkeLevert: 1 });
    expect(rigg.mottaker.mottatt).toEqual([]);
    expect((await rigg.kjent()).sisteForsoek).toEqual({ utfall: "VERT_IKKE_AAPNET", tidspunkt: rigg.now() });
    rigg.vent(5 * MINUTT);
    expect(await rigg.varsle()).toMatchObject({ levert: 1 });
  });
});

test("at most eight receivers are told at a time, those that have not failed first", async () => {
  let samtidige = 0;
  let flest = 0;
  const rekkefoelge: number[] = [];
  const lever: Lever = async ({ adresse }) => {
    flest = Math.max(flest, (samtidige += 1));
    rekkefoelge.push(Number(adresse.pathname.slice(1)));
    await new Promise((slipp) => setTimeout(slipp, 5));
    samtidige -= 1;
    return ok({ utfall: "LEVERT" });
  };
  const { webhook } = await rigg.registrer();
  const numre = Array.from({ length: 1_000 }, (_, nr) => lesOrganisasjonsnummer(String(313_876_000 + nr)));
  const kommuner = numre.filter((nummer) => nummer !== undefined).slice(0, 30);
  const mange = kommuner.map((kommune, nr) => ({
    merke: "",
    webhook: { ...webhook, kommune, url: `http://${rigg.mottaker.vert}/${nr}`, feilPaaRad: 30 - nr },
  }));
  const lager = {
    list: () => Promise.resolve(ok(mange)),
    hent: (kommune: Organisasjonsnummer) =>
      Promise.resolve(ok(mange.find((en) => en.webhook.kommune === kommune))),
    lagre: () => Promise.resolve(ok("LAGRET" as const)),
  };
  const neste = () => Promise.resolve(ok(webhook.varslesFra + 1));
  expect(await rigg.varsle({ lever, webhooker: lager, endringer: { neste } })).toMatchObject({ levert: 30 });
  expect(flest).toBe(8);
  expect(rekkefoelge).toEqual(Array.from({ length: 30 }, (_, nr) => 29 - nr));
});
