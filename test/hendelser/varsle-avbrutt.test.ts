// A run that ends anywhere, runs at the same time, and faults of our own: nothing is lost, and no receiver is blamed.

import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Endringslager } from "../../shared/hendelser/lager.ts";
import type { VarsleDeps, Varsling } from "../../shared/hendelser/varsle.ts";
import { err, ok } from "../../shared/kernel/result.ts";
import { ANNEN, id, KOMMUNE, MINUTT, startWebhookrigg, type Webhookrigg } from "./webhook-rigg.ts";

let rigg: Webhookrigg;
beforeAll(async () => {
  rigg = await startWebhookrigg();
});
afterAll(() => rigg.close());
beforeEach(() => rigg.nullstill());

describe("ended anywhere, nothing is lost:", () => {
  /** The run ends before what became of it is kept. */
  const drept = (): Promise<Varsling> =>
    rigg.varsle({ webhooker: { ...rigg.webhooker, lagre: () => Promise.reject(new Error("killed")) } });

  test("what was delivered and not kept comes again under the same id", async () => {
    const { webhook } = await rigg.registrer();
    await rigg.skjer(2);
    await expect(drept()).rejects.toThrow("killed");
    rigg.vent(5 * MINUTT);
    await rigg.varsle();
    expect(rigg.ider()).toEqual([id(webhook, 0, 1), id(webhook, 0, 1)]);
  });

  test("what has come since is told too, under another id", async () => {
    const { webhook } = await rigg.registrer();
    await rigg.skjer(2);
    await expect(drept()).rejects.toThrow("killed");
    await rigg.skjer(1);
    await rigg.varsle();
    expect(rigg.ider()).toEqual([id(webhook, 0, 1), id(webhook, 0, 2)]);
    expect((await rigg.kjent()).varslesFra).toBe(webhook.varslesFra + 3);
  });

  test("two runs at a time tell the same under the same id, and agree afterwards", async () => {
    const { webhook } = await rigg.registrer();
    await rigg.skjer(2);
    // Neither has its answer before both have asked.
    const begge = Promise.withResolvers<undefined>();
    rigg.mottaker.svar(async (res) => {
      if (rigg.mottaker.mottatt.length === 2) begge.resolve(undefined);
      await begge.promise;
      res.writeHead(204).end();
    });
    const runder = await Promise.all([rigg.varsle(), rigg.varsle()]);
    expect(runder.map(({ utfall }) => utfall)).toEqual(["FERDIG", "FERDIG"]);
    expect(rigg.ider()).toEqual([id(webhook, 0, 1), id(webhook, 0, 1)]);
    expect((await rigg.kjent()).varslesFra).toBe(webhook.varslesFra + 2);
    expect(await rigg.varsle()).toMatchObject({ levert: 0 });
  });

  test("one that is removed while it is told stays removed", async () => {
    await rigg.registrer();
    await rigg.skjer(1);
    rigg.mottaker.svar(async (res) => {
      await rigg.webhooker.slett(KOMMUNE);
      res.writeHead(410).end();
    });
    expect(await rigg.varsle()).toMatchObject({ utfall: "FERDIG", ikkeLevert: 1 });
    expect(await rigg.webhooker.hent(KOMMUNE)).toEqual(ok(undefined));
    expect(rigg.stanset).toEqual([]);
  });

  test("when time is out nothing more is begun, and the next run goes on", async () => {
    await rigg.registrer();
    await rigg.skjer(1);
    expect(await rigg.varsle({ nyFrist: () => AbortSignal.abort() })).toMatchObject({ utfall: "TIDEN_UTE" });
    expect(rigg.mottaker.mottatt).toEqual([]);
    expect(await rigg.varsle()).toMatchObject({ utfall: "FERDIG", levert: 1 });
  });
});

describe("a fault of ours", () => {
  const feil = { kode: "motpart-utilgjengelig", motpart: "STORAGE" } as const;

  test.each<[string, () => Partial<VarsleDeps>]>([
    ["the webhooks", () => ({ webhooker: { ...rigg.webhooker, list: () => Promise.resolve(err(feil)) } })],
    ["a feed", () => ({ endringer: { neste: () => Promise.resolve(err(feil)) } })],
    ["a key", () => ({ lever: () => Promise.resolve(err(feil)) })],
  ])("with %s is told, and counts against no receiver", async (_, med) => {
    const { webhook } = await rigg.registrer();
    await rigg.skjer(1);
    expect(await rigg.varsle(med())).toMatchObject({ utfall: "FEILET", feil, levert: 0, ikkeLevert: 0 });
    expect(await rigg.kjent()).toEqual(webhook);
  });

  test("with one municipality's feed keeps no other from being told", async () => {
    await rigg.registrer();
    await rigg.registrer(ANNEN);
    await rigg.skjer(1);
    await rigg.skjer(1, ANNEN);
    const neste: Endringslager["neste"] = (kommune) =>
      kommune === ANNEN ? Promise.resolve(err(feil)) : rigg.endringer.neste(kommune);
    expect(await rigg.varsle({ endringer: { neste } })).toMatchObject({ utfall: "FEILET", feil, levert: 1 });
  });

  test("with keeping what became of it is told", async () => {
    await rigg.registrer();
    await rigg.skjer(1);
    const lagre = () => Promise.resolve(err(feil));
    expect(await rigg.varsle({ webhooker: { ...rigg.webhooker, lagre } })).toMatchObject({
      utfall: "FEILET",
      levert: 1,
    });
  });
});
