// A run that ends anywhere, runs at the same time, and faults of our own: nothing is lost, and no receiver is blamed.

import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Endringslager, Webhooklager } from "../../shared/hendelser/lager.ts";
import type { VarsleDeps, Varsling } from "../../shared/hendelser/varsle.ts";
import { err, ok } from "../../shared/kernel/result.ts";
import { ANNEN, id, KOMMUNE, MINUTT, startWebhookrigg, type Webhookrigg } from "./webhook-rigg.ts";

let rigg: Webhookrigg;
beforeAll(async () => {
  rigg = await startWebhookrigg();
});
afterAll(() => rigg.close());
beforeEach(() => rigg.nullstill());

/** As a run keeps it that ends before it says so. */
async function stans(): Promise<void> {
  const lest = await rigg.webhooker.hent(KOMMUNE);
  if (!lest.ok || lest.value === undefined) throw new Error("there is no webhook");
  await rigg.webhooker.lagre(lest.value, { ...lest.value.webhook, status: "STANSET" });
}

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

  test.each<[string, () => Promise<unknown>, string[]]>([
    ["is removed", () => rigg.webhooker.slett(KOMMUNE), []],
    ["is told by another run", () => rigg.varsle(), ["/hemmelig-sti"]],
    ["is stopped", () => stans(), []],
    ["is moved", () => rigg.registrer(KOMMUNE, `${rigg.mottaker.url}/ny`), ["/hemmelig-sti/ny"]],
  ])("one that %s after it was listed is sent nothing at the old address", async (_, imens, stier) => {
    await rigg.registrer();
    await rigg.skjer(1);
    const neste: Endringslager["neste"] = async (kommune) => {
      await imens();
      return rigg.endringer.neste(kommune);
    };
    expect(await rigg.varsle({ endringer: { neste } })).toMatchObject({ utfall: "FERDIG" });
    expect(rigg.mottaker.mottatt.map(({ sti }) => sti)).toEqual(stier);
  });

  test("a stop is told though the answer of storage was lost", async () => {
    await rigg.registrer();
    await rigg.skjer(1);
    rigg.mottaker.svar(410);
    const svarTapt: Webhooklager["lagre"] = async (fra, til) => {
      await rigg.webhooker.lagre(fra, til);
      return rigg.webhooker.lagre(fra, til);
    };
    await rigg.varsle({ webhooker: { ...rigg.webhooker, lagre: svarTapt } });
    expect((await rigg.kjent()).status).toBe("STANSET");
    expect(rigg.stanset).toEqual([`${KOMMUNE} MOTTAKER_BORTE`]);
  });

  test("a stop that was not kept, since it was registered meanwhile, is not told", async () => {
    await rigg.registrer();
    await rigg.skjer(1);
    rigg.mottaker.svar(async (res) => {
      await rigg.registrer(KOMMUNE, rigg.mottaker.url, true);
      res.writeHead(410).end();
    });
    await rigg.varsle();
    expect((await rigg.kjent()).status).toBe("AKTIV");
    expect(rigg.stanset).toEqual([]);
  });

  test("a stop whose answer was lost, and that is started again before it is told, is not told", async () => {
    await rigg.registrer();
    await rigg.skjer(1);
    rigg.mottaker.svar(410);
    const lagre: Webhooklager["lagre"] = async (fra, til) => {
      await rigg.webhooker.lagre(fra, til);
      await rigg.registrer();
      return rigg.webhooker.lagre(fra, til);
    };
    await rigg.varsle({ webhooker: { ...rigg.webhooker, lagre } });
    expect((await rigg.kjent()).status).toBe("AKTIV");
    expect(rigg.stanset).toEqual([]);
  });

  test("a stop that another run has kept is not told twice", async () => {
    await rigg.registrer();
    await rigg.skjer(1);
    rigg.mottaker.svar(async (res) => {
      await stans();
      res.writeHead(410).end();
    });
    await rigg.varsle();
    expect((await rigg.kjent()).status).toBe("STANSET");
    expect(rigg.stanset).toEqual([]);
  });

  test("a stop whose run ended before it was told is counted by the next", async () => {
    await rigg.registrer();
    await stans();
    expect(await rigg.varsle()).toMatchObject({ utfall: "FERDIG", webhooker: 1, stansede: 1 });
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
    [
      "the webhook when its turn has come",
      () => ({ webhooker: { ...rigg.webhooker, hent: () => Promise.resolve(err(feil)) } }),
    ],
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
